package io.jenkins.trainmodel.trainer.data.file;

import io.jenkins.trainmodel.trainer.data.problem.DataException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** A file that is read once, from beginning to end, while its bytes are counted and go into its SHA-256. */
public final class SourceFile extends FilterInputStream {
    private static final long REPORT_BYTES = 1 << 20;
    private static final int BUFFER = 1 << 16;

    private final Path path;
    private final long size;
    private final LoadProgress progress;
    private final MessageDigest digest;
    private long done;
    private long reported;

    private SourceFile(Path path, InputStream stream, MessageDigest digest, LoadProgress progress) throws IOException {
        super(new DigestInputStream(stream, digest));
        this.path = path;
        this.digest = digest;
        this.progress = progress;
        size = Files.size(path);
    }

    public static SourceFile open(Path path, LoadProgress progress) throws IOException {
        if (!Files.isRegularFile(path)) {
            throw new DataException(
                    path + ": " + (Files.exists(path) ? "is not a file" : "does not exist") + "; check the path");
        }
        return new SourceFile(path, Files.newInputStream(path), sha256(), progress);
    }

    public static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has SHA-256", impossible);
        }
    }

    /** Bytes in the file. */
    public long size() {
        return size;
    }

    /** Bytes read so far. */
    public long done() {
        return done;
    }

    /** Reads what is left, and gives the SHA-256 of the whole file. */
    public String fingerprint() throws IOException {
        byte[] rest = new byte[BUFFER];
        while (read(rest, 0, rest.length) >= 0) {
            // only the digest wants these bytes
        }
        progress.read(path.toString(), done, size);
        return HexFormat.of().formatHex(digest.digest());
    }

    @Override
    public int read() throws IOException {
        int value = super.read();
        count(value < 0 ? 0 : 1);
        return value;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        int count = super.read(target, offset, length);
        count(Math.max(0, count));
        return count;
    }

    @Override
    public long skip(long wanted) throws IOException {
        byte[] skipped = new byte[(int) Math.min(Math.max(0, wanted), BUFFER)];
        return Math.max(0, read(skipped, 0, skipped.length));
    }

    @Override
    public boolean markSupported() {
        return false;
    }

    private void count(int bytes) {
        done += bytes;
        if (done - reported >= REPORT_BYTES) {
            reported = done;
            progress.read(path.toString(), done, size);
        }
    }
}
