package io.jenkins.trainmodel.trainer.data.text;

import io.jenkins.trainmodel.trainer.data.file.SourceFile;
import io.jenkins.trainmodel.trainer.data.problem.DataException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;

/**
 * Files as a directory lists them. As long as names, sizes and times are the same, their content is taken to be.
 *
 * @param files the same for the same files, in hexadecimal
 * @param settled whether none was written so lately that it could change once more within the clock's resolution
 */
record TextListing(String files, boolean settled) {
    private static final int UNSETTLED_SECONDS = 3;

    /** @throws DataException if one of them is not there */
    static TextListing of(List<Path> files) {
        MessageDigest digest = SourceFile.sha256();
        Instant latest = Instant.MIN;
        for (Path file : files) {
            try {
                Instant time = Files.getLastModifiedTime(file).toInstant();
                String line = file.toRealPath() + "\n" + Files.size(file) + " " + time + "\n";
                digest.update(line.getBytes(StandardCharsets.UTF_8));
                latest = time.isAfter(latest) ? time : latest;
            } catch (IOException unreadable) {
                throw new DataException(file + ": cannot be read", unreadable);
            }
        }
        boolean settled = latest.isBefore(Instant.now().minusSeconds(UNSETTLED_SECONDS));
        return new TextListing(HexFormat.of().formatHex(digest.digest()), settled);
    }
}
