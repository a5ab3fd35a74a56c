package io.jenkins.trainmodel.trainer.collective;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.jenkins.trainmodel.trainer.collective.Collective.Patience;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class SharedMemoryCollectiveTest {
    private static final int SIZE = 3;
    private static final Duration LONG = Duration.ofMinutes(2);
    private static final Duration SHORT = Duration.ofSeconds(5);

    @TempDir
    private Path folder;

    private final List<Process> processes = new ArrayList<>();

    @AfterEach
    void endProcesses() throws InterruptedException {
        for (Process process : processes) {
            process.destroyForcibly().waitFor();
        }
    }

    private Path file() {
        return folder.resolve("shared");
    }

    private Process start(int rank, int size, Duration timeout) throws Exception {
        Process process = MemberProgram.start(file(), rank, size, timeout);
        processes.add(process);
        return process;
    }

    /** This process leads. */
    private SharedMemoryCollective lead(Duration timeout) throws Exception {
        SharedMemoryCollective collective = SharedMemoryCollective.lead(file(), SIZE, timeout);
        for (int rank = 1; rank < SIZE; rank++) {
            collective.expect(rank, start(rank, SIZE, timeout).toHandle());
        }
        return collective;
    }

    private static void tell(Collective collective, byte what) {
        ByteBuffer told = ByteBuffer.allocateDirect(1);
        told.put(0, what);
        collective.broadcast(told, Patience.WHILE_ALIVE);
    }

    @Test
    void shouldGiveAllProcessesTheSameBits() throws Exception {
        List<String> computed = new ArrayList<>();
        try (SharedMemoryCollective collective = lead(LONG)) {
            for (long round = 0; round < 5; round++) {
                tell(collective, MemberProgram.SUM);
                computed.add(MemberProgram.computeTogether(collective, round));
            }
            tell(collective, MemberProgram.END);
        }

        for (int rank = 1; rank < SIZE; rank++) {
            assertThat(processes.get(rank - 1).waitFor(1, TimeUnit.MINUTES)).isTrue();
            assertThat(Files.readAllLines(MemberProgram.log(file(), rank)))
                    .as("rank " + rank)
                    .isEqualTo(computed);
        }
    }

    @Test
    void shouldAddInTheOrderOfRanks() throws Exception {
        float[] expected = MemberProgram.floats(0, 0);
        double[] expectedDoubles = MemberProgram.doubles(0, 0);
        for (int rank = 1; rank < SIZE; rank++) {
            float[] floats = MemberProgram.floats(rank, 0);
            double[] doubles = MemberProgram.doubles(rank, 0);
            for (int place = 0; place < floats.length; place++) {
                expected[place] += floats[place];
            }
            for (int place = 0; place < doubles.length; place++) {
                expectedDoubles[place] += doubles[place];
            }
        }

        try (SharedMemoryCollective collective = lead(LONG)) {
            tell(collective, MemberProgram.SUM);
            FloatBuffer floats = FloatBuffer.wrap(MemberProgram.floats(0, 0));
            double[] doubles = MemberProgram.doubles(0, 0);
            collective.sum(floats);
            collective.broadcast(ByteBuffer.allocate(SharedMemory.PIECE_BYTES + 99), Patience.BOUNDED);
            collective.sum(doubles);
            tell(collective, MemberProgram.END);

            assertThat(floats.array()).isEqualTo(expected);
            assertThat(doubles).isEqualTo(expectedDoubles);
        }
    }

    @Test
    void shouldSayWhichProcessHasEnded() throws Exception {
        try (SharedMemoryCollective collective = lead(LONG)) {
            tell(collective, MemberProgram.SUM);
            MemberProgram.computeTogether(collective, 0);
            processes.get(1).destroyForcibly().waitFor();

            LostMemberException lost =
                    catchThrowableOfType(LostMemberException.class, () -> tell(collective, MemberProgram.SUM));

            assertThat(lost.rank()).isEqualTo(2);
            assertThat(lost.ended()).isTrue();
            assertThat(lost)
                    .hasMessageContaining("the process " + processes.get(1).pid());
        }
    }

    @Test
    void shouldSayWhichProcessHasEndedBeforeItCame() throws Exception {
        try (SharedMemoryCollective collective = SharedMemoryCollective.lead(file(), SIZE, LONG)) {
            Process gone = start(1, SIZE, LONG);
            collective.expect(1, gone.toHandle());
            gone.destroyForcibly().waitFor();

            LostMemberException lost =
                    catchThrowableOfType(LostMemberException.class, () -> tell(collective, MemberProgram.SUM));

            assertThat(lost.rank()).isEqualTo(1);
        }
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void shouldSayWhichProcessIsFrozen() throws Exception {
        try (SharedMemoryCollective collective = lead(SHORT)) {
            tell(collective, MemberProgram.SUM);
            MemberProgram.computeTogether(collective, 0);
            signal("STOP", processes.get(0));

            LostMemberException lost =
                    catchThrowableOfType(LostMemberException.class, () -> tell(collective, MemberProgram.SUM));

            assertThat(lost.rank()).isEqualTo(1);
            assertThat(lost.ended()).isFalse();
            assertThat(processes.get(0).isAlive()).isTrue();
        }
    }

    /** They can run, and do not come. */
    @Test
    void shouldNotWaitForEverWithinAStep() throws Exception {
        try (SharedMemoryCollective collective = lead(SHORT)) {
            tell(collective, MemberProgram.SUM);
            MemberProgram.computeTogether(collective, 0);
            tell(collective, MemberProgram.STAY);

            LostMemberException lost =
                    catchThrowableOfType(LostMemberException.class, () -> collective.sum(new double[] {1}));

            assertThat(lost.ended()).isFalse();
            assertThat(processes).allMatch(Process::isAlive);
        }
    }

    @Test
    void shouldEndWhereRankZeroHasEnded() throws Exception {
        Process leader = start(0, 2, LONG);
        while (!Files.exists(folder.resolve("leads"))) {
            assumeThat(leader.isAlive()).isTrue();
            Thread.sleep(10);
        }
        Process member = start(1, 2, LONG);
        while (SharedMemory.open(file(), 2).process(1) == 0) {
            assertThat(member.isAlive()).isTrue();
            Thread.sleep(10);
        }

        leader.destroyForcibly().waitFor();

        assertThat(member.waitFor(1, TimeUnit.MINUTES)).isTrue();
        assertThat(member.exitValue()).isEqualTo(MemberProgram.LOST);
        assertThat(Files.readString(MemberProgram.log(file(), 1))).contains("with rank 0 has ended");
    }

    private static void signal(String name, Process process) throws Exception {
        assertThat(new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
                        .start()
                        .waitFor())
                .isZero();
    }
}
