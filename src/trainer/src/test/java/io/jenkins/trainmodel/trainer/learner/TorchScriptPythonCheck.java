package io.jenkins.trainmodel.trainer.learner;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.trainmodel.spec.OptimizerSpec;
import io.jenkins.trainmodel.trainer.data.batch.Batch;
import io.jenkins.trainmodel.trainer.engine.TestEngine;
import io.jenkins.trainmodel.trainer.network.Architecture;
import io.jenkins.trainmodel.trainer.network.Networks;
import io.jenkins.trainmodel.trainer.tensor.HostTensor;
import io.jenkins.trainmodel.trainer.tensor.NamedTensor;
import io.jenkins.trainmodel.trainer.tensor.TensorFiles;
import io.jenkins.trainmodel.trainer.tensor.TensorType;
import io.jenkins.trainmodel.trainer.torchscript.ScriptFile;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Files of PyTorch's own export, trained here and by PyTorch in Python on the same batches: losses and what was learned. */
class TorchScriptPythonCheck {
    private static final Path SCRIPT = Path.of("src/python/torchscript_training.py");
    private static final int STEPS = 40;
    private static final int SAMPLES = 16;
    private static final int PIXELS = 64;
    private static final int CLASSES = 10;
    private static final Map<String, OptimizerSpec> OPTIMIZERS = Map.of(
            "sgd", new OptimizerSpec.Sgd(1, 0, 0.9, false),
            "adam", new OptimizerSpec.Adam(1, 0, 0.9, 0.999, 1e-8),
            "adamw", new OptimizerSpec.AdamW(1, 0.01, 0.9, 0.999, 1e-8));

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({
        "normalised, sgd, 0.02",
        "normalised, adam, 0.001",
        "channels_last, sgd, 0.02",
        "traced, adam, 0.001",
        "tied, sgd, 0.05",
        "tied, adam, 0.001",
        "still, adamw, 0.001",
        "small_numbers, sgd, 0.05",
    })
    void shouldLearnWhatPyTorchLearns(String network, String optimizer, double rate) throws Exception {
        Path file = folder.resolve("model.pt");
        python("export", file, network);
        List<NamedTensor> learned = train(file, OPTIMIZERS.get(optimizer), rate);

        Map<String, Double> differences = python("train", folder, optimizer, rate);

        assertThat(differences).hasSize(learned.size() + 1);
        assertThat(differences)
                .allSatisfy((name, difference) -> assertThat(difference).isLessThan(1e-3));
        assertThat(differences.get("losses")).isLessThan(1e-4);
    }

    /** What is in the float32 tensors of the network after the training. */
    private List<NamedTensor> train(Path file, OptimizerSpec optimizer, double rate) throws Exception {
        Architecture network = Networks.build("torchscript", Map.of("path", file), List.of(1, 8, 8), CLASSES);
        float[] x = new float[STEPS * SAMPLES * PIXELS];
        float[] labels = new float[STEPS * SAMPLES];
        float[] losses = new float[STEPS];
        LearnerSettings settings = Specs.measuring()
                .optimizer(optimizer)
                .classifier(network)
                .freezing(ScriptFile.open(file).still());
        try (Learner learner = Learners.create(settings, TestEngine.load().device())) {
            learner.restoreNetwork(List.copyOf(ScriptFile.open(file).changing()));
            for (int step = 0; step < STEPS; step++) {
                Batch batch = Batches.classes(step, SAMPLES, PIXELS, CLASSES);
                floats(batch).get(x, step * SAMPLES * PIXELS, SAMPLES * PIXELS);
                for (int sample = 0; sample < SAMPLES; sample++) {
                    labels[step * SAMPLES + sample] = batch.labels()
                            .duplicate()
                            .order(ByteOrder.nativeOrder())
                            .getLong(sample * Long.BYTES);
                }
                learner.train(batch, step + 1, rate, true, 1);
                losses[step] = learner.read().recentMetrics().get("loss").floatValue();
            }
            save(
                    "batches",
                    List.of(
                            HostTensor.of("x", List.of((long) STEPS, (long) SAMPLES, 1L, 8L, 8L), x),
                            HostTensor.of("labels", List.of((long) STEPS, (long) SAMPLES), labels),
                            HostTensor.of("losses", List.of((long) STEPS), losses)));
            List<NamedTensor> learned = learner.networkParameters().stream()
                    .filter(tensor -> tensor.type() == TensorType.F32)
                    .toList();
            save("after", learned);
            return learned;
        }
    }

    private static FloatBuffer floats(Batch batch) {
        return batch.features().duplicate().order(ByteOrder.nativeOrder()).asFloatBuffer();
    }

    private void save(String name, List<? extends NamedTensor> tensors) throws Exception {
        new TensorFiles(folder, name).write(tensors, Long.MAX_VALUE);
    }

    /** What the script says, by name. */
    private static Map<String, Double> python(Object... arguments) throws Exception {
        List<String> command = Stream.concat(
                        Stream.of(System.getProperty("python", "python3"), SCRIPT.toString()),
                        Stream.of(arguments).map(Object::toString))
                .toList();
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
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
