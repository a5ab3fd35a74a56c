package io.jenkins.trainmodel.trainer.process;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.trainmodel.event.TrainingEvent.Epoch;
import io.jenkins.trainmodel.run.Manifest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Data of which a model must not be made in silence, and labels and samples that are easily counted wrong. */
class DataIT {
    @TempDir
    private Path folder;

    private CsvTraining training;

    @BeforeEach
    void chooseAFolder() {
        training = new CsvTraining(folder);
    }

    @Test
    void shouldNotResumeACheckpointThatDoesNotSayHowItWasSplit() throws Exception {
        RunFolder run = training.run("run");
        Path spec = training.write(CsvTraining.digits(), 200);
        run.trainAndKill(spec);
        try (Stream<Path> checkpoints = Files.list(run.names().checkpoints())) {
            for (Path checkpoint : checkpoints.filter(Files::isDirectory).toList()) {
                forgetTheSplit(checkpoint);
            }
        }

        TrainerProcess.Result result =
                CommandHere.run("run", spec, "--out", run.root(), "--resume").exitsWith(2);

        assertThat(result.err()).contains("holds out other samples of the same data", "another --out");
    }

    /** As versions did that drew rows by their numbers. */
    private static void forgetTheSplit(Path checkpoint) throws IOException {
        Path file = checkpoint.resolve("state.json");
        if (Files.exists(checkpoint.resolve(Manifest.FILE_NAME))) {
            JsonMapper json = JsonMapper.builder().build();
            ObjectNode state = (ObjectNode) json.readTree(file.toFile());
            assertThat(state.path("extra").path("data").path("signature").path("classNames"))
                    .hasSize(10);
            ((ObjectNode) state.path("extra")).remove("data");
            json.writeValue(file.toFile(), state);
            Files.delete(checkpoint.resolve(Manifest.FILE_NAME));
            Manifest.write(checkpoint);
        }
    }

    @Test
    void shouldLearnLabelsThatFloat32CannotTellApart() throws Exception {
        List<String> lines = new ArrayList<>(List.of("x,y"));
        for (int row = 0; row < 400; row++) {
            lines.add(row / 400.0 + "," + (1_000_000_000_000L + row));
        }

        RunFolder run = training.trainHere(
                "run",
                lines,
                60,
                "data={type: csv, path: data.csv, label: y, task: regression}",
                "training.optimizer.learningRate=0.01");

        List<Epoch> epochs = run.events(Epoch.class);
        assertThat(epochs.get(59).metrics().get("validation/r2")).isGreaterThan(0.98);
        JsonNode scaling = run.trainingJson().path("data").path("labelScaling");
        double unexplained = Math.sqrt(1 - epochs.get(59).metrics().get("validation/r2"));
        double share = epochs.get(59).metrics().get("validation/rmse")
                / scaling.path("scale").asDouble();
        assertThat(share / unexplained)
                .as("error in the label's unit, whose spread is the scale")
                .isBetween(0.7, 1.4);
        assertThat(scaling.path("offset").asDouble()).isBetween(1e12, 1e12 + 400);
        assertThat(Files.readString(run.names().model().resolve("README.md"))).contains("labelScaling");
        CommandHere.run("verify", run.names().model()).exitsWith(0);
    }

    @Test
    void shouldCountTheSamplesThatWereSeen() throws Exception {
        RunFolder run = training.trainHere("run", CsvTraining.digits().subList(0, 49), 3, "training.batchSize=1000000");

        assertThat(run.events(Epoch.class))
                .allSatisfy(
                        epoch -> assertThat(epoch.metrics().get("throughput/samplesPerSecond") * epoch.elapsedSeconds())
                                .as("samples of all epochs, at this pace")
                                .isLessThan(49 * 200));
    }

    @Test
    void shouldSayHowManyClassWeightsAreNeeded() throws Exception {
        String refusal = training.refuseHere(
                "run",
                List.of("x,y", "1,a", "2,b", "3,a", "4,b"),
                1,
                "data={type: csv, path: data.csv, label: y}",
                "training.classWeights=[1, 2, 3]");

        assertThat(refusal)
                .contains("training.classWeights has 3 weights", "2 classes: \"a\", \"b\"")
                .doesNotContain("\tat ");
    }
}
