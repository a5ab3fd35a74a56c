package io.jenkins.trainmodel.trainer.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.trainmodel.event.Conclusion.Finished;
import io.jenkins.trainmodel.event.TrainingEvent.Started;
import io.jenkins.trainmodel.stop.Outcome;
import io.jenkins.trainmodel.stop.Verdict;
import io.jenkins.trainmodel.trainer.modelpackage.ModelPackage;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Trainings that are to be over in time. */
class DeadlineIT {
    @TempDir
    private Path folder;

    @Test
    void shouldBeOverWithItsModelByTheDeadline() throws Exception {
        Instant origin = Instant.now().minus(Duration.ofHours(1)).truncatedTo(ChronoUnit.MILLIS);
        Instant deadline = origin.plus(Duration.ofSeconds(3640));
        Path spec = spec("finishBy: 1h40s");
        RunFolder run = new RunFolder(folder.resolve("run"));

        CommandHere.run("run", spec, "--out", run.root(), "--origin", origin).exitsWith(0);

        assertThat(Instant.now()).isBefore(deadline);
        Finished finished = run.finished();
        assertThat(finished.outcome()).isEqualTo(Outcome.SUCCESS);
        assertThat(finished.fired()).extracting(Verdict::type).containsExactly("finishBy");
        assertThat(finished.reason()).contains("are left until", "saving and packaging may take 30s");
        assertThat(finished.resumable()).isTrue();
        assertThat(ModelPackage.isOne(run.names().model())).isTrue();
        assertThat(ZonedDateTime.parse(
                                run.events(Started.class).get(0).environment().get("origin"))
                        .toInstant())
                .isEqualTo(origin);
        assertThat(CommandHere.run("backtest", spec, run.names().events(), "--json")
                        .out())
                .contains("\"fired\":[\"finishBy\"]");
    }

    @Test
    void shouldBeAFailureWhenTheDeadlineComesBeforeTheFirstStep() throws Exception {
        RunFolder run = new RunFolder(folder.resolve("run"));

        CommandHere.run(
                        "run",
                        spec("finishBy: 1h"),
                        "--out",
                        run.root(),
                        "--origin",
                        Instant.now().minus(Duration.ofHours(1)))
                .exitsWith(Outcome.FAILURE.exitCode());

        assertThat(run.finished().reason()).endsWith("(before the first step, so nothing was trained)");
        assertThat(run.names().model()).doesNotExist();
    }

    private Path spec(String rule) throws IOException {
        return Specifications.write(folder, """
                data: {type: csv, path: %s, label: digit, scale: 0.0625}
                model: {type: mlp, hidden: [16]}
                stopWhen: [{%s}, {maxEpochs: 1000000}]
                checkpoint: {everyEpochs: 1000000, keepBest: 0}
                device: {type: cpu, threads: 1}
                """.formatted(Specifications.EXAMPLE.resolve("digits.csv"), rule));
    }
}
