package io.jenkins.trainmodel.trainer.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.trainmodel.event.EventRecord;
import io.jenkins.trainmodel.event.TrainingEvent.Epoch;
import io.jenkins.trainmodel.run.RunLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Run directories as crashes, other processes and meddlers leave them. */
class HostileIT {
    private static final int EPOCHS = 5;

    @TempDir
    private Path folder;

    @Test
    void shouldGoOnBehindADamagedEndOfTheLog() throws Exception {
        Path spec = Specifications.resumable(folder, EPOCHS);
        RunFolder run = new RunFolder(folder.resolve("run"));
        run.trainAndKill(spec);
        String garbage = "\0\0\0\n{\"v\":1,\"seq\":\"first\"}\n" + "[".repeat(5000) + "\n{\"v\":1,\"seq\":99";
        Files.write(run.names().events(), garbage.getBytes(StandardCharsets.UTF_8), StandardOpenOption.APPEND);

        CommandHere.run("run", spec, "--out", run.root(), "--resume").exitsWith(0);

        List<EventRecord> records = run.records();
        assertThat(records.stream().map(EventRecord::sequence))
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(1, records.size()).boxed().toList());
        assertThat(run.events(Epoch.class).stream().map(Epoch::epoch))
                .containsExactlyElementsOf(
                        IntStream.rangeClosed(1, EPOCHS).boxed().toList());
        CommandHere.run("report", run.root()).exitsWith(0);
    }

    @Test
    void shouldNotTrainWhereAnotherProcessDoes() throws Exception {
        Path spec = Specifications.resumable(folder, EPOCHS);
        RunFolder run = new RunFolder(folder.resolve("run"));
        TrainerProcess.Result refused;

        try (RunLock lock = RunLock.acquire(run.names())) {
            assertThat(lock).isNotNull();
            refused = TrainerProcess.run("run", spec, "--out", run.root()).exitsWith(2);
        }

        assertThat(refused.err())
                .contains("Another process trains in " + run.root())
                .contains("process " + ProcessHandle.current().pid())
                .doesNotContain("\tat ");
        assertThat(run.names().events()).doesNotExist();
    }
}
