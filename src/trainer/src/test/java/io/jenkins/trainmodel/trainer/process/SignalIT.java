package io.jenkins.trainmodel.trainer.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.trainmodel.event.TrainingEvent.CheckpointSaved;
import io.jenkins.trainmodel.event.TrainingEvent.Finished;
import io.jenkins.trainmodel.event.TrainingEvent.Started;
import io.jenkins.trainmodel.event.TrainingEvent.Step;
import io.jenkins.trainmodel.run.Manifest;
import io.jenkins.trainmodel.stop.Outcome;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Trainings that the system or a person at the terminal wants to end. */
@EnabledOnOs({OS.LINUX, OS.MAC})
class SignalIT {
    private static final int ENDLESS = 100_000;
    private static final long SECONDS = 10;

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"TERM", "INT"})
    void shouldSaveAndFinishWithinSeconds(String signal) throws Exception {
        RunFolder run = new RunFolder(folder.resolve("run"));
        TrainerProcess process =
                TrainerProcess.start("run", Specifications.resumable(folder, ENDLESS), "--out", run.root());
        assertThat(run.await(process, Step.class, step -> true)).isTrue();

        long sent = System.nanoTime();
        process.signal(signal);
        TrainerProcess.Result result = process.await().exitsWith(12);

        assertThat(System.nanoTime() - sent).isLessThan(SECONDS * 1_000_000_000);
        Finished finished = run.finished();
        assertThat(finished.outcome()).isEqualTo(Outcome.ABORTED);
        assertThat(finished.reason()).contains("SIG" + signal).contains("--resume");
        assertThat(finished.resumable()).isTrue();
        List<CheckpointSaved> saved = run.events(CheckpointSaved.class);
        assertThat(saved.get(saved.size() - 1).step()).isEqualTo(finished.step());
        assertThat(Manifest.verify(run.newestCheckpoint())).isEmpty();
        assertThat(result.out()).contains("Stopping").contains("outcome aborted");
        run.requireWholeLog();
    }

    /** A single step of the optimizer that takes long, so that the second signal comes while the first one waits. */
    @ParameterizedTest
    @CsvSource({"TERM, 143", "INT, 130"})
    void shouldEndAtOnceOnTheSecondSignal(String signal, int exitCode) throws Exception {
        RunFolder run = new RunFolder(folder.resolve("run"));
        TrainerProcess process = TrainerProcess.start(
                "run",
                Specifications.resumable(folder, ENDLESS),
                "--out",
                run.root(),
                "--set",
                "training.accumulate=1000",
                "--set",
                "model.hidden=[2048, 2048, 2048]");
        assertThat(run.await(process, Started.class, started -> true)).isTrue();

        process.signal(signal);
        process.awaitOutput("Stopping");
        long sent = System.nanoTime();
        process.signal(signal);
        process.await().exitsWith(exitCode);

        assertThat(System.nanoTime() - sent).isLessThan(SECONDS * 1_000_000_000);
        assertThat(run.events(Finished.class)).isEmpty();
    }
}
