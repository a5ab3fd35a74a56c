package io.jenkins.trainmodel.trainer.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.jenkins.trainmodel.trainer.benchmark.ContestNetwork;
import io.jenkins.trainmodel.trainer.benchmark.EachNetworkOfTheCpu;
import io.jenkins.trainmodel.trainer.benchmark.SyntheticImages;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.Random;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;

/** What is told of the disk before a run, and what the run has written when it is over. */
class EstimateIT {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final int PERCENT = 5;
    /** Readings have as many digits as they have. */
    private static final int PERCENT_OF_LOGS = 10;

    /** Samples of the machine come by time, which a busy machine takes more of. */
    private static final String SETTINGS = """
            device: {type: cpu, threads: 1}
            """;

    private static final String REPORTING = "everySteps: 2, telemetryEvery: 1h";

    @TempDir
    private Path folder;

    @ParameterizedTest
    @EachNetworkOfTheCpu
    void shouldKnowTheDiskOfEveryNetworkOfTheBenchmark(ContestNetwork network) throws Exception {
        SyntheticImages.of(60, 1).write(folder, "train");
        writeText();

        requireEstimateOfTheDisk("""
                data: %s
                model: %s
                training: {batchSize: 20}
                stopWhen: [{maxEpochs: 5}]
                checkpoint: {keep: 2}
                reporting: {%s}
                """.formatted(
                        network.readsText()
                                ? "{type: text, path: text.txt, validationPath: text.txt, context: 32}"
                                : "{type: idx, images: train-images, labels: train-labels, validation: 0.2}",
                        network.model(),
                        REPORTING));
    }

    @Test
    void shouldKnowTheDiskOfATable() throws Exception {
        requireEstimateOfTheDisk("""
                data: {type: csv, path: %s, label: digit, scale: 0.0625, validation: 0.2, test: 0.2}
                model: {type: mlp, hidden: [64]}
                training: {batchSize: 32}
                stopWhen: [{maxEpochs: 40}, {earlyStopping: {metric: validation/loss, patience: 50}}]
                checkpoint: {everyEpochs: 10, keepBest: 0}
                reporting: {%s}
                """.formatted(Specifications.EXAMPLE.resolve("digits.csv"), REPORTING));
    }

    @Test
    void shouldKnowTheDiskOfImagesThatAreShown() throws Exception {
        writeImages();

        requireEstimateOfTheDisk("""
                data:
                  type: imageFolder
                  path: images
                  height: 32
                  width: 32
                  validation: 0.2
                  augment: {flip: horizontal, rotate: 10}
                model: {type: lenet}
                training: {batchSize: 8}
                stopWhen: [{maxEpochs: 6}]
                reporting: {%s}
                """.formatted(REPORTING));
    }

    @Test
    void shouldKnowTheDiskOfTextsThatAreWritten() throws Exception {
        writeText();

        requireEstimateOfTheDisk("""
                data: {type: text, path: text.txt, validationPath: text.txt, context: 16}
                model: {type: gpt, layers: 1, heads: 2, width: 32}
                training: {batchSize: 16}
                stopWhen: [{maxEpochs: 20}]
                checkpoint: {everySteps: 20, everyEpochs: 100, keep: 4, keepBest: 0}
                reporting: {%s, samples: ['the cold', 'a wind'], sampleTokens: 40}
                """.formatted(REPORTING));
    }

    @Test
    void shouldKnowTheDiskOfASeriesWithoutTensorBoard() throws Exception {
        writeSeries();

        requireEstimateOfTheDisk("""
                data: {type: series, path: load.csv, target: [load], calendar: [hour], window: 12, horizon: 4, test: 0.1}
                model: {type: lstm, layers: 1, width: 24}
                training: {batchSize: 16}
                stopWhen: [{maxEpochs: 8}]
                reporting: {%s, tensorboard: false}
                package: {onnx: false}
                """.formatted(REPORTING));
    }

    private void requireEstimateOfTheDisk(String specification) throws Exception {
        Path spec = Specifications.write(folder, specification + SETTINGS);
        JsonNode told = JSON.readTree(
                        CommandHere.run("estimate", spec, "--json").exitsWith(0).out())
                .path("disk");
        RunFolder run = new RunFolder(folder.resolve("run"));
        CommandHere.run("run", spec, "--out", run.root()).exitsWith(0);

        long checkpoints = sizeOf(run.names().checkpoints());
        long logs = sizeOf(run.names().events()) + sizeOf(run.names().tensorboard());
        long kept = Math.round((double) checkpoints / told.path("checkpoint").asLong());
        assertThat(kept * told.path("checkpoint").asLong())
                .as("checkpoints that are kept")
                .isBetween(
                        told.path("leastCheckpoints").asLong(),
                        told.path("checkpoints").asLong());
        assertThat(kept * told.path("checkpoint").asLong())
                .as("checkpoints")
                .isCloseTo(checkpoints, withinPercentage(PERCENT));
        assertThat(told.path("modelPackage").asLong())
                .as("model package")
                .isCloseTo(sizeOf(run.names().model()), withinPercentage(PERCENT));
        assertThat(told.path("logs").asLong()).as("logs").isCloseTo(logs, withinPercentage(PERCENT_OF_LOGS));
        assertThat(told.path("reports").asLong())
                .as("what stands beside them")
                .isCloseTo(
                        sizeOf(run.root())
                                - checkpoints
                                - logs
                                - sizeOf(run.names().model()),
                        withinPercentage(PERCENT));
    }

    private static long sizeOf(Path place) throws IOException {
        if (!Files.exists(place)) {
            return 0;
        }
        try (Stream<Path> files = Files.walk(place)) {
            return files.filter(Files::isRegularFile)
                    .mapToLong(file -> file.toFile().length())
                    .sum();
        }
    }

    private void writeText() throws IOException {
        Files.writeString(folder.resolve("text.txt"), "the cold wind turns over the field\n".repeat(40));
    }

    private void writeImages() throws IOException {
        Random random = new Random(1);
        for (int number = 0; number < 60; number++) {
            BufferedImage image = new BufferedImage(32, 32, BufferedImage.TYPE_INT_RGB);
            for (int pixel = 0; pixel < 32 * 32; pixel++) {
                image.setRGB(pixel % 32, pixel / 32, random.nextInt(1 << 24));
            }
            Path file = folder.resolve(number % 2 == 0 ? "images/even" : "images/odd")
                    .resolve(number + ".png");
            Files.createDirectories(file.getParent());
            ImageIO.write(image, "png", file.toFile());
        }
    }

    private void writeSeries() throws IOException {
        StringBuilder rows = new StringBuilder("time,load\n");
        for (int hour = 0; hour < 400; hour++) {
            rows.append(LocalDateTime.of(2024, 1, 1, 0, 0).plusHours(hour))
                    .append(',')
                    .append(100 + hour % 24)
                    .append('\n');
        }
        Files.writeString(folder.resolve("load.csv"), rows);
    }
}
