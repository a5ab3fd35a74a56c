package io.jenkins.trainmodel.trainer.disk;

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;

/**
 * A new file that is hashed while it is written, so that it need not be read for its manifest. A small one is written by the
 * thread that closes it. Of a large one hashing and writing go on beside whoever fills it: one after another they would be
 * slower than a disk. To force it to the disk is up to the caller.
 */
public final class HashedFile extends OutputStream {
    private static final int SMALL = 1 << 18;

    private final Path file;
    private final MessageDigest digest = sha256Digest();
    private Optional<ParallelOutput> parallel = Optional.empty();
    private final ByteBuffer small = ByteBuffer.allocate(SMALL);
    private String sha256 = "";

    public HashedFile(Path file) {
        this.file = file;
    }

    private static MessageDigest sha256Digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }

    @Override
    public void write(int value) throws IOException {
        write(new byte[] {(byte) value}, 0, 1);
    }

    @Override
    public void write(byte[] data, int offset, int length) throws IOException {
        if (parallel.isEmpty() && length <= small.remaining()) {
            small.put(data, offset, length);
            return;
        }
        if (parallel.isEmpty()) {
            parallel = Optional.of(ParallelOutput.open(file, digest));
            parallel.get().write(small.array(), 0, small.position());
        }
        parallel.get().write(data, offset, length);
    }

    @Override
    public void close() throws IOException {
        if (!sha256.isEmpty()) {
            return;
        }
        if (parallel.isPresent()) {
            parallel.get().close();
        } else {
            writeSmall();
        }
        sha256 = HexFormat.of().formatHex(digest.digest());
    }

    private void writeSmall() throws IOException {
        digest.update(small.array(), 0, small.position());
        // a stream and not a channel: a channel is closed when its thread is interrupted, and a run that is told to
        // stop interrupts the thread that saves its last checkpoint
        try (FileOutputStream out = new FileOutputStream(file.toFile())) {
            out.write(small.array(), 0, small.position());
        }
    }

    /** The SHA-256 of all that was written, 64 hexadecimal digits in lower case; known when the file is closed. */
    public String sha256() {
        if (sha256.isEmpty()) {
            throw new IllegalStateException(file + " is not closed yet");
        }
        return sha256;
    }
}
