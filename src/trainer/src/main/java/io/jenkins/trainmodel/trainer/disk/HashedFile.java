package io.jenkins.trainmodel.trainer.disk;

import io.jenkins.trainmodel.run.Checksum;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A new file whose checksum is made while it is written, so that it need not be read for its manifest. A small one is written by
 * the thread that closes it, a large one beside whoever fills it. To force it to the disk is up to the caller.
 */
public final class HashedFile extends OutputStream {
    private static final int SMALL = 1 << 18;
    /** What was filled is summed while it lies in a processor's cache. */
    private static final int PIECE = 1 << 18;

    private final Path file;
    private final Checksum.Sum sum;
    private Optional<ParallelOutput> parallel = Optional.empty();
    private final ByteBuffer small = ByteBuffer.allocate(SMALL);
    private String digits = "";

    public HashedFile(Path file, Checksum checksum) {
        this.file = file;
        this.sum = checksum.begin();
    }

    /** Bytes by their place. */
    @FunctionalInterface
    public interface Source {
        /**
         * Fills the target, which is little-endian.
         *
         * @param offset of the first byte
         */
        void read(long offset, ByteBuffer target) throws IOException;
    }

    @Override
    public void write(int value) throws IOException {
        write(new byte[] {(byte) value}, 0, 1);
    }

    @Override
    public void write(byte[] data, int offset, int length) throws IOException {
        write(length, (begin, target) -> target.put(data, offset + (int) begin, target.remaining()));
    }

    /**
     * Writes what is read right into the memory from which it is written.
     *
     * @param source is asked for pieces of whole eights of bytes, and the rest, as long as what was written before are whole eights
     */
    public void write(long bytes, Source source) throws IOException {
        for (long done = 0; done < bytes; ) {
            ByteBuffer room = room();
            int count = (int) Math.min(Math.min(room.remaining(), PIECE), bytes - done);
            ByteBuffer piece = room.slice(room.position(), count).order(ByteOrder.LITTLE_ENDIAN);
            source.read(done, piece);
            sum.add(piece.rewind());
            room.position(room.position() + count);
            done += count;
        }
    }

    private ByteBuffer room() throws IOException {
        if (small.hasRemaining()) {
            return small;
        }
        if (parallel.isEmpty()) {
            parallel = Optional.of(ParallelOutput.open(file));
            parallel.get().room().put(small.duplicate().flip());
        }
        return parallel.get().room();
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
