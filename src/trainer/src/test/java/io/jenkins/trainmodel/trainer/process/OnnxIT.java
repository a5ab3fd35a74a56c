package io.jenkins.trainmodel.trainer.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.trainmodel.run.Manifest;
import io.jenkins.trainmodel.trainer.onnx.OnnxSession;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The {@code model.onnx} of packages that runs have left. */
class OnnxIT {
    private static final String STANDARDIZED = "data.standardize=true";

    @TempDir
    private static Path folder;

    private static CsvTraining training;
    private static List<String> digits;
    private static RunFolder run;

    @BeforeAll
    static void train() throws Exception {
        training = new CsvTraining(folder);
        digits = CsvTraining.digits().subList(0, 300);
        run = training.trainHere("run", digits, 2, STANDARDIZED);
    }

    @Test
    void shouldPredictWhatTheTrainerPredicts() throws Exception {
        assertThat(Manifest.read(run.names().model()).files())
                .extracting(Manifest.Entry::path)
                .contains("model.onnx");
        requirePredictions(run);
    }

    @Test
    void shouldHoldWhatAdaptersHaveLearned() throws Exception {
        String base = "model={type: package, path: " + run.root() + "}";
        RunFolder tuned =
                training.trainHere("tuned", digits, 2, STANDARDIZED, base, "training.lora={rank: 2, alpha: 16}");

        assertThat(tuned.tensors("layers.0.weight")).isNotEqualTo(run.tensors("layers.0.weight"));
        requirePredictions(tuned);
    }

    @Test
    void shouldBeLeftOutWhereNobodyWantsIt() throws Exception {
        RunFolder without = training.trainHere("without", digits, 1, "package.onnx=false");

        assertThat(without.names().model().resolve("model.onnx")).doesNotExist();
        assertThat(Files.readString(without.names().model().resolve("README.md")))
                .doesNotContainIgnoringCase("onnx");
        CommandHere.run("verify", without.names().model()).exitsWith(0);
    }

    @Test
    void shouldBeVouchedForByTheManifest() throws Exception {
        Path copy = Files.createDirectory(folder.resolve("copy"));
        try (Stream<Path> files = Files.list(run.names().model())) {
            for (Path file : files.toList()) {
                Files.copy(file, copy.resolve(file.getFileName()));
            }
        }
        Path file = copy.resolve("model.onnx");
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length - 1] ^= 1;
        Files.write(file, bytes);

        assertThat(CommandHere.run("verify", copy).exitsWith(11).out()).contains("model.onnx");
    }

    /** From cells to probabilities as the documentation has it, beside those of {@code predict}. */
    private static void requirePredictions(RunFolder run) throws Exception {
        Path data = Files.write(folder.resolve("new.csv"), digits);
        Path predictions = folder.resolve("predictions.csv");
        Files.deleteIfExists(predictions);
        CommandHere.run("predict", run.root(), "--data", data, "--out", predictions)
                .exitsWith(0);
        List<double[]> expected = Files.readAllLines(predictions).stream()
                .skip(1)
                .map(line -> numbers(line.split(","), 2, 12))
                .toList();
        JsonNode prepared = run.trainingJson().at("/data/preprocessing");
        try (OnnxSession session = new OnnxSession(run.names().model().resolve("model.onnx"))) {
            float[] logits = session.output(features(prepared), expected.size(), 64);
            for (int row = 0; row < expected.size(); row++) {
                double[] found = softmax(Arrays.copyOfRange(logits, row * 10, row * 10 + 10));
                assertThat(found).containsExactly(expected.get(row), within(1e-5));
            }
        }
        assertThat(expected).hasSize(digits.size() - 1);
    }

    private static double[] numbers(String[] cells, int from, int to) {
        return IntStream.range(from, to)
                .mapToDouble(cell -> Double.parseDouble(cells[cell]))
                .toArray();
    }

    private static float[] features(JsonNode prepared) {
        assertThat(prepared.path("means")).hasSize(64);
        double scale = prepared.path("scale").doubleValue();
        float[] features = new float[64 * (digits.size() - 1)];
        for (int row = 1; row < digits.size(); row++) {
            double[] cells = numbers(digits.get(row).split(","), 0, 64);
            for (int column = 0; column < 64; column++) {
                double mean = prepared.path("means").get(column).doubleValue();
                double deviation = prepared.path("deviations").get(column).doubleValue();
                features[(row - 1) * 64 + column] = (float) ((cells[column] * scale - mean) / deviation);
            }
        }
        return features;
    }

    private static double[] softmax(float[] logits) {
        double[] powers = IntStream.range(0, logits.length)
                .mapToDouble(i -> Math.exp(logits[i]))
                .toArray();
        double sum = Arrays.stream(powers).sum();
        return Arrays.stream(powers).map(power -> power / sum).toArray();
    }
}
