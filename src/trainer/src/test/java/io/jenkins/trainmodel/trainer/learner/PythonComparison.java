package io.jenkins.trainmodel.trainer.learner;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.Device;
import io.jenkins.trainmodel.spec.OptimizerSpec;
import io.jenkins.trainmodel.trainer.data.batch.Batch;
import io.jenkins.trainmodel.trainer.engine.TestEngine;
import io.jenkins.trainmodel.trainer.network.Architecture;
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
import java.util.stream.Stream;

/**
 * A network and one built of PyTorch's own layers in Python, with the same parameters and samples.
 *
 * @param folder where the files of both lie
 */
record PythonComparison(Path folder) {
    private static final int SAMPLES = 9;
    private static final OptimizerSpec DESCENT = new OptimizerSpec.Sgd(1, 0, 0, false);

    /**
     * Lets a classifier predict, be saved, and learn from one batch by plain descent.
     *
     * @return what a script says of it, by name: the largest differences
     */
    Map<String, Double> differences(Architecture network, String script, Object... arguments) throws Exception {
        write(network);
        ProcessBuilder builder = new ProcessBuilder(System.getProperty("python", "python3"));
        builder.command().add(Path.of("src/python").resolve(script).toString());
        builder.command().add(folder.toString());
        Stream.of(arguments).map(Object::toString).forEach(builder.command()::add);
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

    private void write(Architecture network) throws Exception {
        Device device = TestEngine.load().device();
        LearnerSettings settings = Specs.measuring().optimizer(DESCENT).classifier(network);
        int features =
                network.sampleShape().stream().mapToInt(Integer::intValue).reduce(1, Math::multiplyExact);
        try (Learner learner = Learners.create(settings, device)) {
            Batch batch = Batches.classes(3, SAMPLES, features, network.outputs());
            float[][] outputs = new float[1][];
            learner.predict(List.of(batch).iterator(), (given, found) -> outputs[0] = found);
            save("batch", tensors(network, batch, outputs[0]));
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

    private static List<NamedTensor> tensors(Architecture network, Batch batch, float[] outputs) {
        float[] x = new float[batch.features().remaining() / Float.BYTES];
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
        List<Long> shape = Stream.concat(
                        Stream.of((long) SAMPLES),
                        network.sampleShape().stream().map(Number::longValue))
                .toList();
        return List.of(
                HostTensor.of("x", shape, x),
                HostTensor.of("labels", List.of((long) SAMPLES), labels),
                HostTensor.of("outputs", List.of((long) SAMPLES, (long) network.outputs()), outputs));
    }
}
