package io.jenkins.trainmodel.trainer.collective;

import io.jenkins.trainmodel.trainer.collective.Collective.Patience;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** A process that computes together with others: what rank 0 tells, until rank 0 tells the end. */
public final class MemberProgram {
    static final byte END = 0;
    static final byte SUM = 1;
    /** To compute nothing more, and to be there still. */
    static final byte STAY = 2;

    static final int LOST = 3;

    /** More than fit into a piece, and no multiple of it. */
    static final int FLOATS = SharedMemory.PIECE_BYTES / Float.BYTES * 2 + 1234;

    static final int DOUBLES = 777;

    private MemberProgram() {}

    static Process start(Path file, int rank, int size, Duration timeout) throws Exception {
        return start(MemberProgram.class, file, rank, size, timeout);
    }

    /** A program with the same arguments, and more behind them. */
    public static Process start(Class<?> program, Path file, int rank, int size, Duration timeout, String... more)
            throws Exception {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xmx64m",
                "-cp",
                System.getProperty("java.class.path"),
                program.getName(),
                file.toString(),
                Integer.toString(rank),
                Integer.toString(size),
                Long.toString(timeout.toMillis())));
        command.addAll(List.of(more));
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log(file, rank).toFile())
                .start();
    }

    /** What a process has printed. */
    public static Path log(Path file, int rank) {
        return file.resolveSibling("rank-" + rank + ".log");
    }

    /** @param arguments the file, rank, size, and the time-out in milliseconds; rank 0 tells nothing and waits */
    public static void main(String[] arguments) throws Exception {
        Path file = Path.of(arguments[0]);
        int rank = Integer.parseInt(arguments[1]);
        int size = Integer.parseInt(arguments[2]);
        Duration timeout = Duration.ofMillis(Long.parseLong(arguments[3]));
        if (rank == 0) {
            SharedMemoryCollective.lead(file, size, timeout);
            Files.createFile(file.resolveSibling("leads"));
            Thread.sleep(Duration.ofMinutes(5).toMillis());
        }
        try (Collective collective = SharedMemoryCollective.join(file, rank, size, timeout)) {
            follow(collective);
        } catch (LostMemberException lost) {
            System.out.println(lost.getMessage());
            System.exit(LOST);
        }
    }

    private static void follow(Collective collective) throws InterruptedException {
        ByteBuffer told = ByteBuffer.allocateDirect(1);
        for (long round = 0; ; round++) {
            collective.broadcast(told, Patience.WHILE_ALIVE);
            if (told.get(0) == END) {
                return;
            }
            if (told.get(0) == STAY) {
                Thread.sleep(Duration.ofMinutes(5).toMillis());
            }
            System.out.println(computeTogether(collective, round));
        }
    }

    /** A few sums and a broadcast, of numbers that differ by rank; the same text comes of it in all processes. */
    static String computeTogether(Collective collective, long round) {
        FloatBuffer values = FloatBuffer.wrap(floats(collective.rank(), round));
        double[] sums = doubles(collective.rank(), round);
        ByteBuffer bytes = ByteBuffer.allocate(SharedMemory.PIECE_BYTES + 99);
        bytes.put(0, (byte) (collective.rank() + 17)).put(bytes.capacity() - 1, (byte) (collective.rank() + 5));
        collective.sum(values);
        collective.broadcast(bytes, Patience.BOUNDED);
        collective.sum(sums);
        return Arrays.hashCode(values.array()) + " " + Arrays.hashCode(sums) + " " + Arrays.hashCode(bytes.array());
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

    static double[] doubles(int rank, long round) {
        return new Random(rank * 17L + round).doubles(DOUBLES).toArray();
    }
}
