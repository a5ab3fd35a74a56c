package io.jenkins.trainmodel.trainer.data.file;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;

/** One SHA-256 for the data of a run. */
public final class Fingerprint {
    private Fingerprint() {}

    /**
     * A single file's is its own, as {@code sha256sum} prints it; that of several is the SHA-256 of their SHA-256s in
     * hexadecimal, each with a line feed.
     */
    public static String of(List<String> fileFingerprints) {
        if (fileFingerprints.size() == 1) {
            return fileFingerprints.get(0);
        }
        MessageDigest digest = SourceFile.sha256();
        for (String fingerprint : fileFingerprints) {
            digest.update((fingerprint + "\n").getBytes(StandardCharsets.US_ASCII));
        }
        return HexFormat.of().formatHex(digest.digest());
    }
}
