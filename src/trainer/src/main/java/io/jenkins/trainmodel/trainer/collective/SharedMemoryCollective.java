package io.jenkins.trainmodel.trainer.collective;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.DoubleBuffer;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/**
 * Computes together through memory that the processes share. Each puts its numbers into a piece of its own, adds up its part of all
 * pieces, and takes the parts of all; so each reads and adds as much as the others.
 */
public final class SharedMemoryCollective implements Collective {
    /** Looks before it sleeps: most waits are short. */
    private static final int SPINS = 2000;

    /** Looks before it sleeps longer, so that whoever waits for a validation costs next to nothing. */
    private static final int SHORT_SLEEPS = SPINS + 1000;

    private static final int SHORT_NANOSECONDS = 50_000;
    private static final int LONG_NANOSECONDS = 1_000_000;
    private static final int FLOATS = SharedMemory.PIECE_BYTES / Float.BYTES;
    private static final int DOUBLES = SharedMemory.PIECE_BYTES / Double.BYTES;

    private final SharedMemory memory;
    private final int rank;
    private final int size;
    private final Members members;
    private final Heartbeat heartbeat;
    private final ByteBuffer[] pieces;
    private final ByteBuffer result;
    private final float[] added = new float[FLOATS];
    private final float[] term = new float[FLOATS];
    private Optional<DeviceSum> device = Optional.empty();
    private long phase;

    private SharedMemoryCollective(SharedMemory memory, int rank, int size, Duration timeout) {
        this.memory = memory;
        this.rank = rank;
        this.size = size;
        pieces = new ByteBuffer[size];
        Arrays.setAll(pieces, memory::piece);
        result = memory.result();
        members = new Members(memory, rank, size, timeout);
        memory.setProcess(rank, ProcessHandle.current().pid());
        heartbeat = Heartbeat.start(memory, rank, timeout);
    }

    /**
     * Rank 0, which makes the file for all.
     *
     * @param file in a directory that nobody else can write to; it must not be there
     * @param size how many processes compute together
     * @param timeout after which a process that does not answer is taken for lost
     */
    public static SharedMemoryCollective lead(Path file, int size, Duration timeout) throws IOException {
        return new SharedMemoryCollective(SharedMemory.create(file, size), 0, size, timeout);
    }

    /** Another rank, which comes when the file is there; the rest as above. */
    public static SharedMemoryCollective join(Path file, int rank, int size, Duration timeout) throws IOException {
        return new SharedMemoryCollective(SharedMemory.open(file, size), rank, size, timeout);
    }

    /**
     * Tells who a process is before it has told it itself, so that its end is seen then, too.
     *
     * @param process that was started with this rank
     */
    public void expect(int other, ProcessHandle process) {
        members.expect(other, process);
    }

    /**
     * Looks whether the others are there. May be called by any thread.
     *
     * @throws LostMemberException if one has ended, or has not been able to run for the time-out
     */
    public void requireOthers() {
        members.require();
    }

    /** From now on values of GPUs can be added up so; it is closed with this. */
    public void addUpOnDevice(DeviceSum sum) {
        device = Optional.of(sum);
    }

    @Override
    public Optional<DeviceSum> onDevice() {
        return device;
    }

    @Override
    public int rank() {
        return rank;
    }

    @Override
    public int size() {
        return size;
    }

    @Override
    public void broadcast(ByteBuffer bytes, Patience patience) {
        ByteBuffer whole = bytes.duplicate();
        Patience here = patience;
        while (whole.hasRemaining()) {
            int count = Math.min(whole.remaining(), SharedMemory.PIECE_BYTES);
            ByteBuffer part = whole.slice(whole.position(), count);
            if (rank == 0) {
                pieces[0].put(0, part, 0, count);
            }
            await(here);
            if (rank > 0) {
                part.put(0, pieces[0], 0, count);
            }
            // Nothing is overwritten that somebody still reads.
            await(Patience.BOUNDED);
            whole.position(whole.position() + count);
            here = Patience.BOUNDED;
        }
    }

    @Override
    public void sum(FloatBuffer values) {
        FloatBuffer mine = pieces[rank].asFloatBuffer();
        FloatBuffer sums = result.asFloatBuffer();
        for (int first = values.position(); first < values.limit(); first += FLOATS) {
            int count = Math.min(values.limit() - first, FLOATS);
            mine.put(0, values, first, count);
            await(Patience.BOUNDED);
            addPart(part(count, rank), part(count, rank + 1));
            await(Patience.BOUNDED);
            // Before anybody adds again, all must have come to the next wait, behind what they take here.
            values.put(first, sums, 0, count);
        }
    }

    private void addPart(int from, int to) {
        int count = to - from;
        pieces[0].asFloatBuffer().get(from, added, 0, count);
        for (int other = 1; other < size; other++) {
            pieces[other].asFloatBuffer().get(from, term, 0, count);
            for (int place = 0; place < count; place++) {
                added[place] += term[place];
            }
        }
        result.asFloatBuffer().put(from, added, 0, count);
    }

    private int part(int count, int number) {
        return (int) ((long) count * number / size);
    }

    @Override
    public void sum(double[] values) {
        DoubleBuffer mine = pieces[rank].asDoubleBuffer();
        for (int first = 0; first < values.length; first += DOUBLES) {
            int count = Math.min(values.length - first, DOUBLES);
            mine.put(0, values, first, count);
            await(Patience.BOUNDED);
            // Few numbers: each adds them all.
            for (int place = 0; place < count; place++) {
                values[first + place] = sumAt(place);
            }
            await(Patience.BOUNDED);
        }
    }

    private double sumAt(int place) {
        double sum = 0;
        for (ByteBuffer piece : pieces) {
            sum += piece.getDouble(place * Double.BYTES);
        }
        return sum;
    }

    /** Until all have come here. */
    private void await(Patience patience) {
        phase++;
        memory.setPhase(rank, phase);
        for (int other = 0; other < size; other++) {
            await(other, patience);
        }
    }

    private void await(int other, Patience patience) {
        long begin = System.nanoTime();
        for (int looks = 0; memory.phase(other) < phase; looks++) {
            if (looks < SPINS) {
                Thread.onSpinWait();
            } else {
                LockSupport.parkNanos(looks < SHORT_SLEEPS ? SHORT_NANOSECONDS : LONG_NANOSECONDS);
                members.requireNowAndThen();
                if (patience == Patience.BOUNDED) {
                    members.requireWithin(other, begin);
                }
            }
        }
    }

    @Override
    public void close() {
        device.ifPresent(DeviceSum::close);
        heartbeat.close();
    }
}
