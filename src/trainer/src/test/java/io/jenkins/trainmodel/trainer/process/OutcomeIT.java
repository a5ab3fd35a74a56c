package io.jenkins.trainmodel.trainer.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.jenkins.trainmodel.event.Conclusion.Failed;
import io.jenkins.trainmodel.event.EventRecord;
import io.jenkins.trainmodel.event.FailureKind;
import io.jenkins.trainmodel.stop.Outcome;
import io.jenkins.trainmodel.trainer.library.platform.MachinePlatform;
import io.jenkins.trainmodel.trainer.nvidia.NvmlDriver;
import io.jenkins.trainmodel.trainer.process.TrainerProcess.Result;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the exit code says of a run. */
class OutcomeIT {
    @TempDir
    private Path folder;

    private Path spec;
    private RunFolder run;

    @BeforeEach
    void specify() throws Exception {
        spec = Specifications.resumable(folder, 1);
        run = new RunFolder(folder.resolve("run"));
    }

    @Test
    void shouldBeUnstableByARuleThatSaysSo() throws Exception {
        TrainerProcess.run(arguments("--set", "stopWhen.0={maxEpochs: 1, outcome: unstable}"))
                .exitsWith(10);

        assertThat(run.finished().outcome()).isEqualTo(Outcome.UNSTABLE);
        assertThat(run.names().model()).isDirectory();
    }

    @Test
    void shouldFailWhenTheLossIsNoLongerANumber() throws Exception {
        Result result = trainHere(
                11,
                "--set",
                "training.optimizer={type: sgd, learningRate: 1.0e30}",
                "--set",
                "training.schedule=constant",
                "--set",
                "training.gradientClip=null");

        assertThat(run.finished().fired().get(0).type()).isEqualTo("diverged");
        assertThat(result.out()).contains("outcome failure. Diverged: ");
        run.requireWholeLog();
    }

    @Test
    void shouldFailWhenTheLossIsAboveItsBound() throws Exception {
        trainHere(11, "--set", "stopWhen.4={diverged: {lossAbove: 0.001}}");

        assertThat(run.finished().fired().get(0).type()).isEqualTo("diverged");
        assertThat(run.names().reportHtml()).exists();
    }

    @Test
    void shouldRefuseAGpuWhereThereIsNone() throws Exception {
        assumeThat(new NvmlDriver(MachinePlatform.current()).gpus().usable())
                .as("a machine with a GPU")
                .isFalse();

        Result result = TrainerProcess.run(arguments("--set", "device=gpu")).exitsWith(2);

        assertThat(result.err()).contains("GPU");
        assertThat(run.records())
                .extracting(EventRecord::event)
                .singleElement()
                .isInstanceOfSatisfying(Failed.class, failed -> {
                    assertThat(failed.kind()).isEqualTo(FailureKind.ENGINE);
                    assertThat(result.err().strip()).endsWith("error: " + failed.reason());
                });
    }

    @Test
    void shouldRefuseAFileInThePlaceOfTheRunDirectory() throws Exception {
        Files.writeString(run.root(), "a file, not a directory");

        Result result = trainHere(2);

        assertThat(result.err()).contains(run.root() + " is not a directory");
    }

    private Result trainHere(int exitCode, String... more) {
        return CommandHere.run(arguments(more)).exitsWith(exitCode);
    }

    private Object[] arguments(String... more) {
        return Stream.concat(Stream.of("run", spec, "--out", run.root()), Stream.of(more))
                .toArray();
    }
}
