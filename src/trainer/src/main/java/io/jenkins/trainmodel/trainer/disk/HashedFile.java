package io.jenkins.trainmodel.trainer.disk;

import io.jenkins.trainmodel.run.Checksum;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A new file whose checksum is made while it is written, so that it need not be read for its manifest. A small one is written by
 * the thread that closes it, a large one beside whoever fills it. To force it to the disk is up to the caller.
 */
public final class HashedFile extends OutputStream {
    private static final int SMALL = 1 << 18;

    private final Path file;
    private final Checksum.Sum sum;
    private Optional<ParallelOutput> parallel = Optional.empty();
    private final ByteBuffer small = ByteBuffer.allocate(SMALL);
    private String digits = "";

    public HashedFile(Path file, Checksum checksum) {
        this.file = file;
        this.sum = checksum.begin();
    }

    @Override
    public void write(int value) throws IOException {
        write(new byte[] {(byte) value}, 0, 1);
    }

    @Override
    public void write(byte[] data, int offset, int length) throws IOException {
        sum.add(ByteBuffer.wrap(data, offset, length));
        if (parallel.isEmpty() && length <= small.remaining()) {
            small.put(data, offset, length);
            return;
        }
        if (parallel.isEmpty()) {
            parallel = Optional.of(ParallelOutput.open(file));
            parallel.get().write(small.array(), 0, small.position());
        }
        parallel.get().write(data, offset, length);
    }

    @Override
    public void close() throws IOException {
        if (!digits.isEmpty()) {
            return;
        }
        if (parallel.isPresent()) {
            parallel.get().close();
        } else {
            writeSmall();
        }
        digits = sum.digits();
    }

    private void writeSmall() throws IOException {
        // a stream and not a channel: a channel is closed when its thread is interrupted, and a run that is told to
        // stop interrupts the thread that saves its last checkpoint
        try (FileOutputStream out = new FileOutputStream(file.toFile())) {
            out.write(small.array(), 0, small.position());
        }
    }

    /** The checksum of all that was written, in hexadecimal; known when the file is closed. */
    public String digits() {
        if (digits.isEmpty()) {
            throw new IllegalStateException(file + " is not closed yet");
        }
        return digits;
    }
}
