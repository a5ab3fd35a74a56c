package io.jenkins.trainmodel.trainer.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.jenkins.trainmodel.event.Conclusion.Ending;
import io.jenkins.trainmodel.event.Conclusion.Finished;
import io.jenkins.trainmodel.event.EndingPhase;
import io.jenkins.trainmodel.event.Intervention.CommandApplied;
import io.jenkins.trainmodel.event.TrainingEvent.CheckpointSaved;
import io.jenkins.trainmodel.run.Command;
import io.jenkins.trainmodel.run.CommandOutbox;
import io.jenkins.trainmodel.run.Keep;
import io.jenkins.trainmodel.run.Manifest;
import io.jenkins.trainmodel.stop.Outcome;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Trainings that the system or a person at the terminal wants to end. */
@EnabledOnOs({OS.LINUX, OS.MAC})
class SignalIT {
    private static final int ENDLESS = 100_000;
    private static final long SECONDS = 10;

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"TERM", "INT", "HUP"})
    void shouldSaveAndFinishWithinSeconds(String signal) throws Exception {
        Signals.assumeHeard(signal);
        RunFolder run = new RunFolder(folder.resolve("run"));
        TrainerProcess process = run.begin(Specifications.resumable(folder, ENDLESS));

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

    /** A single step of the optimizer that takes long, so that more signals come while the first one waits. */
    @ParameterizedTest
    @ValueSource(strings = {"TERM", "HUP", "INT"})
    void shouldEndInOrderHoweverOftenItIsAskedTo(String signal) throws Exception {
        Signals.assumeHeard(signal);
        RunFolder run = new RunFolder(folder.resolve("run"));
        TrainerProcess process = run.begin(
                Specifications.resumable(folder, ENDLESS),
                "--set=training.accumulate=100",
                "--set=model.hidden=[1024, 1024]");

        process.signal(signal);
        process.awaitOutput("Stopping (SIG" + signal + ")");
        process.signal(signal);
        process.signal("TERM");
        process.awaitOutput("Stopping already");
        process.await().exitsWith(12);

        assertThat(run.finished().reason()).contains("SIG" + signal);
        assertThat(Manifest.verify(run.newestCheckpoint())).isEmpty();
    }

    @Test
    void shouldSayWhatItDoesWhileItEndsAndAnswerASecondStop() throws Exception {
        RunFolder run = new RunFolder(folder.resolve("run"));
        TrainerProcess process = run.begin(Specifications.resumable(folder, ENDLESS));

        CommandOutbox outbox = new CommandOutbox(run.names());
        outbox.write(new Command.Stop("Ada"));
        outbox.write(new Command.Stop("Ada"));
        outbox.write(new Command.Stop(Keep.NOTHING, "Bob", ""));
        assertThat(run.await(process, Ending.class, ending -> true)).isTrue();
        process.signal("TERM");
        process.await().exitsWith(12);

        assertThat(run.finished().reason()).contains("stopped by Ada");
        assertThat(Manifest.verify(run.names().model())).isEmpty();
        // A step that a checkpoint has saved already is not saved again.
        assertThat(run.events(Ending.class).stream()
                        .map(Ending::phase)
                        .filter(phase -> phase != EndingPhase.CHECKPOINT))
                .containsExactly(EndingPhase.STOPPING, EndingPhase.PACKAGING, EndingPhase.VERIFYING);
        assertThat(run.events(Ending.class))
                .allSatisfy(ending -> assertThat(ending.reason()).contains("stopped by Ada"));
        assertThat(run.events(CommandApplied.class))
                .extracting(CommandApplied::accepted, CommandApplied::message)
                .containsExactly(
                        tuple(true, "stops after this step"),
                        tuple(true, "the run is ending already"),
                        tuple(false, "the run is ending"));
    }
}
