package io.jenkins.trainmodel.trainer.collective;

import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * A file that some processes of a machine map: for each of them what it tells the others of itself, and a piece to put numbers
 * into; then a piece for what comes of all. What is stored in order is seen in order by the others, as within a process.
 */
final class SharedMemory {
    /** Of a piece: small enough to stay in a cache, and large enough that nobody waits long for the others. */
    static final int PIECE_BYTES = 1 << 20;

    /** What a process tells lies in cache lines of its own, so that looking at one slows no other. */
    private static final int LINE_BYTES = 256;

    private static final int PROCESS = 0;
    private static final int PHASE = 64;
    private static final int BEAT = 128;
    private static final VarHandle LONGS = MethodHandles.byteBufferViewVarHandle(long[].class, ByteOrder.nativeOrder());

    private final MappedByteBuffer mapped;
    private final int size;

    private SharedMemory(MappedByteBuffer mapped, int size) {
        this.mapped = mapped;
        this.size = size;
    }

    /** Makes the file, which must not be there, with zeros. */
    static SharedMemory create(Path file, int size) throws IOException {
        return map(file, size, StandardOpenOption.CREATE_NEW);
    }

    /** Maps the file that another process has made. */
    static SharedMemory open(Path file, int size) throws IOException {
        return map(file, size, StandardOpenOption.WRITE);
    }

    private static SharedMemory map(Path file, int size, StandardOpenOption how) throws IOException {
        long bytes = (long) size * (LINE_BYTES + PIECE_BYTES) + PIECE_BYTES;
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE, how)) {
            return new SharedMemory(channel.map(FileChannel.MapMode.READ_WRITE, 0, bytes), size);
        }
    }

    /** The piece of a process. */
    ByteBuffer piece(int rank) {
        return slice((long) size * LINE_BYTES + (long) rank * PIECE_BYTES);
    }

    /** The piece for what comes of all. */
    ByteBuffer result() {
        return piece(size);
    }

    private ByteBuffer slice(long begin) {
        return mapped.slice((int) begin, PIECE_BYTES).order(ByteOrder.nativeOrder());
    }

    /** The number of the process; 0 as long as it has not come. */
    long process(int rank) {
        return get(rank, PROCESS);
    }

    void setProcess(int rank, long process) {
        set(rank, PROCESS, process);
    }

    /** How many waits a process has begun: all that it has stored before can be seen. */
    long phase(int rank) {
        return get(rank, PHASE);
    }

    void setPhase(int rank, long phase) {
        set(rank, PHASE, phase);
    }

    /** Changes for as long as the process can run. */
    long beat(int rank) {
        return get(rank, BEAT);
    }

    void setBeat(int rank, long beat) {
        set(rank, BEAT, beat);
    }

    private long get(int rank, int place) {
        return (long) LONGS.getAcquire(mapped, rank * LINE_BYTES + place);
    }

    private void set(int rank, int place, long value) {
        LONGS.setRelease(mapped, rank * LINE_BYTES + place, value);
    }
}
