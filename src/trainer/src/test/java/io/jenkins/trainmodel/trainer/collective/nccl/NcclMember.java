package io.jenkins.trainmodel.trainer.collective.nccl;

import com.sun.jna.Memory;
import com.sun.jna.Pointer;
import io.jenkins.trainmodel.trainer.collective.Collective.Patience;
import io.jenkins.trainmodel.trainer.collective.DeviceFloats;
import io.jenkins.trainmodel.trainer.collective.SharedMemoryCollective;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Random;

/** A process that adds up by NCCL together with others: what rank 0 tells, until rank 0 tells the end. */
public final class NcclMember {
    static final byte END = 0;
    static final byte SUM = 1;
    /** To add up nothing more, and to be there still. */
    static final byte STAY = 2;
    /** To let the way between all fail, and stay. */
    static final byte FAIL = 3;

    /** More than the library takes at once, and no multiple of it. */
    static final int FLOATS = 10_001;

    private final SharedMemoryCollective collective;
    private final Path library;
    private final Memory memory = new Memory((long) FLOATS * Float.BYTES);

    NcclMember(SharedMemoryCollective collective, Path library) {
        this.collective = collective;
        this.library = library;
    }

    /** @param arguments the file, rank, size, the time-out in milliseconds, and the library */
    public static void main(String[] arguments) throws Exception {
        Duration timeout = Duration.ofMillis(Long.parseLong(arguments[3]));
        int rank = Integer.parseInt(arguments[1]);
        int size = Integer.parseInt(arguments[2]);
        try (SharedMemoryCollective collective =
                SharedMemoryCollective.join(Path.of(arguments[0]), rank, size, timeout)) {
            new NcclMember(collective, Path.of(arguments[4])).follow(timeout);
        }
    }

    private void follow(Duration timeout) throws Exception {
        NcclSum sum = join(new byte[NcclLibrary.idBytes()], timeout);
        for (long round = 0; ; round++) {
            switch (hear()) {
                case SUM -> System.out.println(Arrays.hashCode(sum(sum, round)));
                case FAIL -> {
                    FakeNccl.failBetween(library);
                    Thread.sleep(Duration.ofMinutes(5).toMillis());
                }
                case STAY -> Thread.sleep(Duration.ofMinutes(5).toMillis());
                default -> {
                    return;
                }
            }
        }
    }

    /** Hands the id of rank 0 on, and joins by it. */
    NcclSum join(byte[] id, Duration timeout) throws NcclException {
        collective.broadcast(ByteBuffer.wrap(id), Patience.WHILE_ALIVE);
        return NcclSum.join(
                NcclLibrary.open(library.toString()),
                id,
                collective.rank(),
                collective.size(),
                timeout,
                collective::requireOthers);
    }

    private byte hear() {
        ByteBuffer told = ByteBuffer.allocateDirect(1);
        collective.broadcast(told, Patience.WHILE_ALIVE);
        return told.get(0);
    }

    void tell(byte what) {
        collective.broadcast(ByteBuffer.allocateDirect(1).put(0, what), Patience.WHILE_ALIVE);
    }

    /** The sum of the numbers of all. */
    float[] sum(NcclSum sum, long round) {
        memory.write(0, floats(collective.rank(), round), 0, FLOATS);
        sum.sum(new DeviceFloats(Pointer.nativeValue(memory), FLOATS, 0), () -> FakeNccl.done(library));
        return memory.getFloatArray(0, FLOATS);
    }

    /** Of very different sizes, so that the order in which they are added decides the last bits. */
    static float[] floats(int rank, long round) {
        Random random = new Random(rank * 31L + round);
        float[] values = new float[FLOATS];
        for (int place = 0; place < FLOATS; place++) {
            values[place] = (float) (random.nextGaussian() * Math.pow(10, place % 9));
        }
        return values;
    }
}
