package io.jenkins.trainmodel.trainer.collective.nccl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.jenkins.trainmodel.trainer.collective.DeviceSumException;
import io.jenkins.trainmodel.trainer.collective.LostMemberException;
import io.jenkins.trainmodel.trainer.collective.MemberProgram;
import io.jenkins.trainmodel.trainer.collective.SharedMemoryCollective;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** NCCL as its header declares it, by a library that needs no GPU; in real processes, which end and hang. */
@Timeout(180)
@EnabledOnOs(OS.LINUX)
class NcclSumTest {
    private static final int SIZE = 3;
    private static final Duration LONG = Duration.ofMinutes(2);
    private static final Duration SHORT = Duration.ofSeconds(4);

    @TempDir
    private Path folder;

    private final List<Process> processes = new ArrayList<>();
    private Path library;

    @BeforeEach
    void compile() throws Exception {
        library = FakeNccl.compile(folder, "LAZY");
    }

    @AfterEach
    void endProcesses() throws InterruptedException {
        for (Process process : processes) {
            process.destroyForcibly().waitFor();
        }
    }

    private Path file() {
        return folder.resolve("shared");
    }

    /** This process leads; the others are started. */
    private SharedMemoryCollective lead(Duration timeout) throws Exception {
        SharedMemoryCollective collective = SharedMemoryCollective.lead(file(), SIZE, timeout);
        for (int rank = 1; rank < SIZE; rank++) {
            Process process = MemberProgram.start(NcclMember.class, file(), rank, SIZE, timeout, library.toString());
            processes.add(process);
            collective.expect(rank, process.toHandle());
        }
        return collective;
    }

    private byte[] newId() throws Exception {
        return NcclLibrary.open(library.toString()).newId();
    }

    @Test
    void shouldAddUpTheNumbersOfAllProcesses() throws Exception {
        List<String> computed = new ArrayList<>();
        try (SharedMemoryCollective collective = lead(LONG)) {
            NcclMember own = new NcclMember(collective, library);
            try (NcclSum sum = own.join(newId(), LONG)) {
                for (long round = 0; round < 4; round++) {
                    own.tell(NcclMember.SUM);
                    float[] sums = own.sum(sum, round);
                    computed.add(Integer.toString(Arrays.hashCode(sums)));
                    assertThat(sums).isEqualTo(expected(round));
                }
                own.tell(NcclMember.END);
            }
        }

        for (int rank = 1; rank < SIZE; rank++) {
            assertThat(processes.get(rank - 1).waitFor(1, TimeUnit.MINUTES)).isTrue();
            assertThat(Files.readAllLines(MemberProgram.log(file(), rank)))
                    .as("rank " + rank)
                    .isEqualTo(computed);
        }
    }

    private static float[] expected(long round) {
        float[] sums = NcclMember.floats(0, round);
        for (int rank = 1; rank < SIZE; rank++) {
            float[] term = NcclMember.floats(rank, round);
            for (int place = 0; place < sums.length; place++) {
                sums[place] += term[place];
            }
        }
        return sums;
    }

    /** The kernels of the others wait for it on their GPUs. */
    @Test
    void shouldEndASumWhereAProcessHasEnded() throws Exception {
        try (SharedMemoryCollective collective = lead(LONG)) {
            NcclMember own = new NcclMember(collective, library);
            try (NcclSum sum = own.join(newId(), LONG)) {
                own.tell(NcclMember.STAY);
                processes.get(1).destroyForcibly();

                LostMemberException lost = catchThrowableOfType(LostMemberException.class, () -> own.sum(sum, 0));

                assertThat(lost.rank()).isEqualTo(2);
                assertThat(lost.ended()).isTrue();
                assertThat(FakeNccl.aborted(library)).isOne();
                assertThatThrownBy(() -> own.sum(sum, 1)).isSameAs(lost);
            }
            assertThat(FakeNccl.aborted(library)).as("once").isOne();
        }
    }

    /** They live, and do not come. */
    @Test
    void shouldNotWaitForEver() throws Exception {
        try (SharedMemoryCollective collective = lead(LONG)) {
            NcclMember own = new NcclMember(collective, library);
            try (NcclSum sum = own.join(newId(), SHORT)) {
                own.tell(NcclMember.STAY);

                assertThatThrownBy(() -> own.sum(sum, 0))
                        .isInstanceOf(DeviceSumException.class)
                        .hasMessage("a sum over the GPUs was not done within 4 s");
                assertThat(processes).allMatch(Process::isAlive);
            }
        }
    }

    @Test
    void shouldSayWhatFailedBetweenTheGpus() throws Exception {
        try (SharedMemoryCollective collective = lead(LONG)) {
            NcclMember own = new NcclMember(collective, library);
            try (NcclSum sum = own.join(newId(), LONG)) {
                own.tell(NcclMember.FAIL);

                assertThatThrownBy(() -> own.sum(sum, 0))
                        .isInstanceOf(DeviceSumException.class)
                        .hasMessage("remote process exited or there was a network error (NCCL 6)");
            }
        }
    }

    @Test
    void shouldNotWaitForEverForThoseThatDoNotJoin() throws Exception {
        byte[] id = newId();

        assertThatThrownBy(() ->
                        NcclSum.join(NcclLibrary.open(library.toString()), id, 0, 2, Duration.ofSeconds(1), () -> {}))
                .isInstanceOf(NcclException.class)
                .hasMessage("NCCL has not brought the GPUs together within 1 s");
    }

    @Test
    void shouldSayWhyTheyCannotJoin() {
        assertThatThrownBy(() -> NcclSum.join(
                        NcclLibrary.open(library.toString()), new byte[NcclLibrary.idBytes()], 0, 2, LONG, () -> {}))
                .isInstanceOf(NcclException.class)
                .hasMessage("invalid argument (NCCL 4)");
    }

    @Test
    void shouldFindTheLibraryBesideAPythonsTorch() throws Exception {
        Path packages = Files.createDirectories(folder.resolve("site-packages"));
        Path torch = Files.createDirectories(packages.resolve("torch/lib"));
        Path beside = Files.createDirectories(packages.resolve("nvidia/nccl/lib"));
        Path own = FakeNccl.compile(beside);

        assertThat(NcclLibrary.of(torch).words()).isEqualTo("NCCL 2.26.2 (" + own + ")");
        assertThat(NcclLibrary.of(torch.getParent()).words()).isEqualTo("NCCL 2.26.2 (" + own + ")");
        assertThat(NcclLibrary.of(folder).words()).isEqualTo("NCCL 2.26.2 (" + library + ")");
    }

    @Test
    void shouldSayWhyThereIsNone() throws Exception {
        Path empty = Files.createDirectory(folder.resolve("empty"));
        assertThatThrownBy(() -> NcclLibrary.of(empty, "libmissing.so.2"))
                .isInstanceOf(NcclException.class)
                .hasMessage("libmissing.so.2 is neither beside libtorch nor on the library path");

        Path broken = Files.writeString(empty.resolve("libnccl.so.2"), "no library");
        assertThatThrownBy(() -> NcclLibrary.of(empty))
                .isInstanceOf(NcclException.class)
                .hasMessage(broken + " cannot be loaded");
    }
}
