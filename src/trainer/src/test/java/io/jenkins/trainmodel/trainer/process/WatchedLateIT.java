package io.jenkins.trainmodel.trainer.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.trainmodel.event.TrainingEvent.Epoch;
import io.jenkins.trainmodel.event.TrainingEvent.Step;
import io.jenkins.trainmodel.event.TrainingEvent.Warning;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** A program whose validation lags behind its training, as one does that validates beside it; its watcher is killed. */
@EnabledOnOs({OS.LINUX, OS.MAC})
class WatchedLateIT {
    private static final String METRIC = "validation/loss";

    @TempDir
    private Path folder;

    private RunFolder run;

    @BeforeEach
    void place() {
        run = new RunFolder(folder.resolve("run"));
    }

    /** Runs a shell that says these reports; it waits to be killed where it does not end. */
    private TrainerProcess begin(boolean ends, List<String> reports, Object... more) throws Exception {
        Path spec = Files.writeString(
                folder.resolve("mine.yaml"), "stopWhen: [{maxEpochs: 9}]\nwatch: {signalAfter: 100ms, grace: 1s}\n");
        StringBuilder script = new StringBuilder();
        reports.forEach(report -> script.append("echo '").append(report).append("' >> \"$TRAIN_MODEL_METRICS\"\n"));
        script.append(ends ? "" : "sleep 300\n");
        Path program = Files.writeString(folder.resolve("mine.sh"), script);
        List<Object> arguments = new ArrayList<>(List.of("watch", spec, "--out", run.root(), "--script", program));
        arguments.addAll(List.of(more));
        return TrainerProcess.start(builder -> builder.directory(folder.toFile()), arguments.toArray());
    }

    private static String loss(int step) {
        return "{\"step\": %d, \"loss\": 1}".formatted(step);
    }

    private static String validation(int step) {
        return "{\"step\": %d, \"val_loss\": %d}".formatted(step, step);
    }

    /** As {@code kill -9} does, behind the moment at which a validation was told. */
    private void killBehind(TrainerProcess process, double validation) throws Exception {
        while (!Files.exists(run.names().events()) || !told().contains(validation)) {
            assertThat(process.isAlive()).isTrue();
            Thread.sleep(20);
        }
        process.kill();
    }

    private List<Double> told() throws Exception {
        return run.events(Step.class).stream()
                .flatMap(step -> Optional.ofNullable(step.metrics().get(METRIC)).stream())
                .toList();
    }

    @Test
    void shouldTellALateValidationOnceOverResumes() throws Exception {
        killBehind(begin(false, List.of(loss(10), loss(20), loss(35), validation(20))), 20);
        // it goes on behind step 20, repeats what lay behind that, and validates what the process before had no time
        // for
        killBehind(
                begin(
                        false,
                        List.of(
                                loss(30),
                                validation(20),
                                loss(35),
                                validation(30),
                                loss(40),
                                "{\"type\": \"epoch\", \"epoch\": 1, \"step\": 40}",
                                validation(38)),
                        "--resume"),
                38);
        begin(
                        true,
                        List.of(
                                validation(38),
                                validation(40),
                                loss(50),
                                "{\"type\": \"epoch\", \"epoch\": 2, \"step\": 50}"),
                        "--resume")
                .await()
                .exitsWith(0);

        assertThat(told()).containsExactly(20.0, 30.0, 38.0, 40.0);
        assertThat(run.events(Step.class)).extracting(Step::step).isSorted();
        assertThat(run.events(Step.class))
                .filteredOn(step -> step.metrics().containsKey(METRIC))
                .extracting(Step::measuredAt)
                .containsExactly(Optional.of(20L), Optional.of(30L), Optional.of(38L), Optional.empty());
        assertThat(run.events(Epoch.class)).extracting(Epoch::epoch).containsExactly(1, 2);
        run.requireWholeLog();
    }

    /** Its rules wait for the end of an epoch, and nobody would know why; what was told is not told again behind a resume. */
    @Test
    void shouldWarnOnceAndWhileItRunsOfAProgramThatCompletesNoEpoch() throws Exception {
        List<String> reports = List.of(reading(1, 10), reading(2, 20), reading(3, 30));
        TrainerProcess process = begin(false, reports);
        assertThat(run.await(process, Warning.class, warning -> warning.code().equals("openEpochs")))
                .isTrue();
        process.kill();
        begin(true, List.of(reading(1, 10), reading(2, 20), reading(3, 30), reading(4, 40)), "--resume")
                .await()
                .exitsWith(0);

        assertThat(run.events(Warning.class))
                .filteredOn(warning -> warning.code().equals("openEpochs"))
                .singleElement()
                .satisfies(warning -> assertThat(warning.message())
                        .contains("up to 3, and says of none that it is complete", "\"type\": \"epoch\""));
        assertThat(run.events(Epoch.class)).isEmpty();
        assertThat(run.finished().epoch()).isZero();
    }

    private static String reading(int epoch, int step) {
        return "{\"epoch\": %d, \"step\": %d, \"loss\": 1}".formatted(epoch, step);
    }
}
