package io.jenkins.trainmodel.trainer.learner;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.Device;
import io.jenkins.trainmodel.spec.OptimizerSpec;
import io.jenkins.trainmodel.trainer.data.batch.Batch;
import io.jenkins.trainmodel.trainer.engine.TestEngine;
import io.jenkins.trainmodel.trainer.network.Architecture;
import io.jenkins.trainmodel.trainer.network.Networks;
import io.jenkins.trainmodel.trainer.network.script.InferenceModel;
import io.jenkins.trainmodel.trainer.tensor.HostTensor;
import io.jenkins.trainmodel.trainer.tensor.NamedTensor;
import io.jenkins.trainmodel.trainer.tensor.TensorFiles;
import java.io.OutputStream;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Networks of sequences against PyTorch's own LSTM, GRU and TransformerEncoder in Python, with the same parameters and samples:
 * outputs, gradients, and what {@code torch.jit.load} makes of {@code model.pt}.
 */
class SequencePythonCheck {
    private static final int SAMPLES = 9;
    private static final int STEPS = 7;
    private static final int FEATURES = 5;
    private static final int CLASSES = 4;
    private static final int WIDTH = 24;
    private static final Path SCRIPT = Path.of("src/python/sequences.py");
    private static final OptimizerSpec DESCENT = new OptimizerSpec.Sgd(1, 0, 0, false);

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({
        "lstm, 1, 1, false, none, last",
        "lstm, 2, 1, true, none, last",
        "lstm, 2, 1, false, none, mean",
        "gru, 1, 1, false, none, last",
        "gru, 3, 1, true, none, last",
        "gru, 1, 1, true, none, mean",
        "transformer, 1, 2, false, learned, mean",
        "transformer, 2, 4, false, sinusoidal, last",
        "transformer, 2, 3, false, learned, cls",
    })
    void shouldBeWhatPyTorchIs(String kind, int layers, int heads, boolean bidirectional, String position, String pool)
            throws Exception {
        Map<String, Object> options = new HashMap<>(Map.of("layers", layers, "width", WIDTH, "pool", pool));
        options.putAll(
                kind.equals("transformer")
                        ? Map.of("heads", heads, "position", position)
                        : Map.of("bidirectional", bidirectional));
        Architecture network = Networks.build(kind, options, List.of(STEPS, FEATURES), CLASSES);
        write(network);

        Map<String, Double> differences = differences(kind, layers, WIDTH, heads, bidirectional, position, pool);

        assertThat(differences).hasSize(network.tensors().size() + 2);
        assertThat(differences)
                .allSatisfy((name, difference) -> assertThat(difference).isLessThan(1e-5));
    }

    private void write(Architecture network) throws Exception {
        Device device = TestEngine.load().device();
        LearnerSettings settings = Specs.measuring().optimizer(DESCENT).classifier(network);
        try (Learner learner = Learners.create(settings, device)) {
            Batch batch = Batches.classes(3, SAMPLES, STEPS * FEATURES, CLASSES);
            float[][] outputs = new float[1][];
            learner.predict(List.of(batch).iterator(), (given, found) -> outputs[0] = found);
            save("batch", batch(batch, outputs[0]));
            save("before", learner.parameters());
            try (OutputStream target = Files.newOutputStream(folder.resolve("model.pt"))) {
                InferenceModel.write(network, learner.parameters(), target);
            }
            learner.train(batch, 1, 1, true, 1);
            save("after", learner.parameters());
        }
    }

    private void save(String name, List<? extends NamedTensor> tensors) throws Exception {
        new TensorFiles(folder, name).write(tensors, Long.MAX_VALUE);
    }

    private static List<NamedTensor> batch(Batch batch, float[] outputs) {
        float[] x = new float[SAMPLES * STEPS * FEATURES];
        batch.features()
                .duplicate()
                .order(ByteOrder.nativeOrder())
                .asFloatBuffer()
                .get(x);
        float[] labels = new float[SAMPLES];
        for (int sample = 0; sample < SAMPLES; sample++) {
            labels[sample] =
                    batch.labels().duplicate().order(ByteOrder.nativeOrder()).getLong(sample * Long.BYTES);
        }
        return List.of(
                HostTensor.of("x", List.of((long) SAMPLES, (long) STEPS, (long) FEATURES), x),
                HostTensor.of("labels", List.of((long) SAMPLES), labels),
                HostTensor.of("outputs", List.of((long) SAMPLES, (long) CLASSES), outputs));
    }

    /** What the script says, by name. */
    private Map<String, Double> differences(Object... arguments) throws Exception {
        ProcessBuilder builder =
                new ProcessBuilder(System.getProperty("python", "python3"), SCRIPT.toString(), folder.toString());
        for (Object argument : arguments) {
            builder.command().add(argument.toString());
        }
        Process process = builder.redirectError(ProcessBuilder.Redirect.INHERIT).start();
        Map<String, Double> differences = new HashMap<>();
        for (String line :
                new String(process.getInputStream().readAllBytes()).lines().toList()) {
            String[] words = line.split(" ");
            differences.put(words[0], Double.parseDouble(words[1]));
        }
        assertThat(process.waitFor()).isZero();
        return differences;
    }
}
