package io.jenkins.trainmodel.trainer.replica;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.trainmodel.trainer.collective.SharedMemoryCollective;
import io.jenkins.trainmodel.trainer.collective.nccl.FakeNccl;
import io.jenkins.trainmodel.trainer.collective.nccl.NcclLibrary;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Two that meet, or do not; threads stand for the processes. */
@Timeout(120)
@EnabledOnOs(OS.LINUX)
class GpuMeetingTest {
    private static final Duration SHORT = Duration.ofSeconds(3);

    @TempDir
    private Path folder;

    private SharedMemoryCollective first;
    private SharedMemoryCollective second;

    @BeforeEach
    void open() throws Exception {
        Path file = folder.resolve("shared");
        first = SharedMemoryCollective.lead(file, 2, Duration.ofMinutes(1));
        second = SharedMemoryCollective.join(file, 1, 2, Duration.ofMinutes(1));
    }

    @AfterEach
    void close() {
        first.close();
        second.close();
    }

    /** One with a library of its own. */
    private GpuMeeting.Found found(String name, String... definitions) throws Exception {
        Path own = Files.createDirectory(folder.resolve(name));
        FakeNccl.compile(own, definitions);
        return GpuMeeting.Found.of(own);
    }

    /** What comes of it for the first and the second. */
    private List<Optional<String>> meet(GpuMeeting.Found leading, GpuMeeting.Found following) throws Exception {
        byte[] id = leading.library().orElseThrow().newId();
        CompletableFuture<Optional<String>> other = CompletableFuture.supplyAsync(
                () -> new GpuMeeting(second, SHORT).meet(following, new byte[NcclLibrary.idBytes()]));
        Optional<String> own = new GpuMeeting(first, SHORT).meet(leading, id);
        return List.of(own, other.get());
    }

    @Test
    void shouldAddUpOnTheGpusWhereAllCan() throws Exception {
        GpuMeeting.Found found = found("nccl");

        assertThat(meet(found, found)).containsOnly(Optional.empty());

        assertThat(first.onDevice()).isPresent();
        assertThat(second.onDevice()).isPresent();
    }

    @Test
    void shouldGoThroughTheHostWhereOneHasNoLibrary() throws Exception {
        GpuMeeting.Found none = new GpuMeeting.Found(Optional.empty(), "there is none");

        assertThat(meet(found("nccl"), none))
                .containsExactly(Optional.of("another replica could not"), Optional.of("there is none"));

        assertThat(first.onDevice()).isEmpty();
        assertThat(second.onDevice()).isEmpty();
    }

    @Test
    void shouldGoThroughTheHostWhereOneCannotJoin() throws Exception {
        assertThat(meet(found("nccl"), found("broken", "BROKEN")))
                .containsExactly(
                        Optional.of("NCCL has not brought the GPUs together within 3 s"),
                        Optional.of("unhandled system error (NCCL 2)"));

        assertThat(first.onDevice()).isEmpty();
        assertThat(second.onDevice()).isEmpty();
    }
}
