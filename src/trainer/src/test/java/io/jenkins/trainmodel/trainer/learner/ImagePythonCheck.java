package io.jenkins.trainmodel.trainer.learner;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.trainmodel.trainer.network.Architecture;
import io.jenkins.trainmodel.trainer.network.Networks;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Networks of images against the same made of PyTorch's own layers in Python, with the same parameters and samples: outputs,
 * gradients, running statistics, and what {@code torch.jit.load} makes of {@code model.pt}.
 */
class ImagePythonCheck {
    private static final int CLASSES = 4;

    @TempDir
    private Path folder;

    /** With the stem for small images and that of the paper; differences as shares of what rounding allows. */
    @ParameterizedTest
    @CsvSource({"resnet18, 1, 28", "resnet18, 3, 64", "resnet34, 3, 32", "resnet50, 3, 32", "resnet50, 3, 64"})
    void shouldBeWhatPyTorchIs(String name, int channels, int side) throws Exception {
        Architecture network = Networks.build(name, Map.of(), List.of(channels, side, side), CLASSES);

        Map<String, Double> differences = new PythonComparison(folder).differences(network, "images.py", name);

        assertThat(differences).hasSize(network.tensors().size() + 2);
        assertThat(differences)
                .allSatisfy((tensor, difference) -> assertThat(difference).isLessThan(1));
    }
}
