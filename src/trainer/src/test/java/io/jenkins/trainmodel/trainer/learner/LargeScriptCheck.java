package io.jenkins.trainmodel.trainer.learner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.jenkins.trainmodel.trainer.engine.TestEngine;
import io.jenkins.trainmodel.trainer.learner.saved.SavedScript;
import io.jenkins.trainmodel.trainer.network.Architecture;
import io.jenkins.trainmodel.trainer.network.layer.Initialization;
import io.jenkins.trainmodel.trainer.network.layer.Initializer;
import io.jenkins.trainmodel.trainer.network.layer.TensorSpec;
import io.jenkins.trainmodel.trainer.network.script.InferenceModel;
import java.io.BufferedOutputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A {@code model.pt} above 4 GiB, of which one tensor is above 4 GiB too: sizes and places in it no longer fit the fields of
 * a zip file that has no extensions. It needs 6 GiB of memory and 5 GiB on the disk: run by {@code mvn -Plarge verify}.
 */
class LargeScriptCheck {
    private static final int WIDTH = 33_000;
    private static final long FOUR_GIBIBYTES = 1L << 32;
    private static final Architecture NETWORK = io.jenkins.trainmodel.trainer.network.Networks.build(
            "mlp", Map.of("hidden", List.of(WIDTH, WIDTH)), List.of(2), 2);

    @TempDir
    private Path folder;

    /** With weights of 0 the classes are equal, so the loss of every sample is ln 2. */
    @Test
    void shouldBeOpenedWhereDjlLoadsIt() throws Exception {
        Path file = folder.resolve("model.pt");
        List<TensorSpec> zeros = NETWORK.tensors().stream()
                .map(tensor -> new TensorSpec(
                        tensor.name(), tensor.type(), tensor.shape(), true, new Initialization.Constant(0), false))
                .toList();
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
            InferenceModel.write(NETWORK, new Initializer(1).initialize(zeros), out);
        }
        assertThat(Files.size(file)).isGreaterThan(FOUR_GIBIBYTES);

        LearnerSettings settings = Specs.measuring("accuracy").classifier(NETWORK);
        SavedScript script =
                new SavedScript(file, settings, List.of(2), TestEngine.load().device());
        Map<String, Double> metrics =
                script.evaluate(List.of(Batches.classes(1, 4, 2, 2)).iterator());

        assertThat(metrics.get("loss")).isCloseTo(Math.log(2), within(1e-6));
    }
}
