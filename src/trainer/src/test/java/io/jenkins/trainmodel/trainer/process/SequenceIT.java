package io.jenkins.trainmodel.trainer.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.trainmodel.event.TrainingEvent.Epoch;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A recurrent network that reads images row by row, in bfloat16 and with dropout, from its data to its package. */
class SequenceIT {
    @TempDir
    private static Path shared;

    @TempDir
    private Path folder;

    private static Path spec;
    private static RunFolder run;

    @BeforeAll
    static void train() throws Exception {
        List<String> some = CsvTraining.digits().subList(0, 401);
        Files.write(shared.resolve("some.csv"), some);
        spec = Specifications.write(shared, """
                name: rows
                data: {type: csv, path: some.csv, label: digit, scale: 0.0625, shape: [8, 8]}
                model: {type: gru, layers: 2, width: 24, bidirectional: true, dropout: 0.1}
                training: {batchSize: 16, optimizer: {type: adamw, learningRate: 0.01}, precision: bfloat16}
                stopWhen: [{maxSteps: 120}]
                checkpoint: {everyEpochs: 1000}
                device: {type: cpu, threads: 1}
                """);
        run = new RunFolder(shared.resolve("run"));
        CommandHere.run("run", spec, "--out", run.root()).exitsWith(0);
    }

    @Test
    void shouldTellDigitsApartByTheirRows() throws Exception {
        assertThat(run.events(Epoch.class))
                .last()
                .satisfies(epoch ->
                        assertThat(epoch.metrics().get("validation/accuracy")).isGreaterThan(0.8));
    }

    @Test
    void shouldEndWithTheSameBitsWhereItWasInterrupted() throws Exception {
        RunFolder parts = new RunFolder(folder.resolve("parts"));
        CommandHere.run("run", spec, "--out", parts.root(), "--set", "stopWhen.0.maxSteps=33")
                .exitsWith(0);
        CommandHere.run("run", spec, "--out", parts.root(), "--resume").exitsWith(0);

        assertThat(Files.mismatch(
                        parts.names().model().resolve("parameters.safetensors"),
                        run.names().model().resolve("parameters.safetensors")))
                .isEqualTo(-1);
    }

    /** Both files are named: {@code model.pt} is held to what the parameters give in float32. */
    @Test
    void shouldGiveTheRecordedMetricsAgain() throws Exception {
        assertThat(CommandHere.run("verify", run.root()).exitsWith(0).out())
                .contains("parameters.safetensors  validation/loss", "model.pt                validation/loss");
    }

    @Test
    void shouldNameBothShapesOfWhatDoesNotFit() throws Exception {
        assertThat(CommandHere.run(
                                "run",
                                spec,
                                "--out",
                                folder.resolve("wider"),
                                "--set",
                                "model.width=32",
                                "--set",
                                "reference=" + run.root(),
                                "--set",
                                "warmStart=parameters")
                        .exitsWith(2)
                        .err())
                .contains("gru.weight_hh_l1_reverse is [72, 24] there and [96, 32] here", "reset: ['gru.*', 'fc.*']");
    }
}
