package io.jenkins.trainmodel.trainer.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.trainmodel.disk.MountedDisk;
import io.jenkins.trainmodel.event.EventRecord;
import io.jenkins.trainmodel.event.TrainingEvent.Resumed;
import io.jenkins.trainmodel.run.Manifest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Trainings whose disk is full, and which go on when there is room again. */
@EnabledOnOs(OS.LINUX)
class FullDiskIT {
    @TempDir
    private static Path shared;

    @TempDir
    private Path folder;

    private static RunFolder roomy;

    @BeforeAll
    static void trainWithRoom() throws Exception {
        roomy = new RunFolder(shared.resolve("run"));
        CommandHere.run("run", specification(shared), "--out", roomy.root()).exitsWith(0);
        assertThat(roomy.finished().fired().get(0).type()).isEqualTo("target");
    }

    /** Ended by a rule that would fire again after any further epoch, so that training past the end shows. */
    private static Path specification(Path folder) throws IOException {
        Path spec = Specifications.resumable(folder, 100);
        return Files.writeString(
                spec,
                Files.readString(spec)
                        .replace("- diverged: {}", "- target: {metric: validation/accuracy, atLeast: 0.8}"));
    }

    @ParameterizedTest
    @CsvSource({"300k, No space left on device", "1000k, model"})
    void shouldStopWithAClearErrorAndGoOnWhenThereIsRoom(String size, String written) throws Exception {
        Path spec = specification(folder);
        try (MountedDisk disk = MountedDisk.mountOrSkip(folder.resolve("disk"), "size=" + size)) {
            RunFolder run = new RunFolder(disk.directory().resolve("run"));
            fill(run, spec, written);

            disk.remount("size=16m");
            CommandHere.run("run", spec, "--out", run.root(), "--resume").exitsWith(0);
            assertThat(run.events(Resumed.class)).hasSize(1);
            run.requireTheSameAs(roomy, "the disk of " + size + " was full");
        }
    }

    /** Trains until nothing more can be written; what is there is whole. */
    private static void fill(RunFolder run, Path spec, String written) throws Exception {
        TrainerProcess.Result full =
                CommandHere.run("run", spec, "--out", run.root()).exitsWith(1);

        assertThat(full.err())
                .contains("No space left on device")
                .contains(written)
                .doesNotContain("\tat ");
        assertThat(Manifest.verify(run.newestCheckpoint())).isEmpty();
        List<EventRecord> events = run.records();
        assertThat(events.stream().map(EventRecord::sequence))
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(1, events.size()).boxed().toList());
        assertThat(run.names().model()).doesNotExist();
    }
}
