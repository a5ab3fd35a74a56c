package io.jenkins.trainmodel.trainer.learner;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.trainmodel.trainer.network.Architecture;
import io.jenkins.trainmodel.trainer.network.Networks;
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
    private static final int STEPS = 7;
    private static final int FEATURES = 5;
    private static final int CLASSES = 4;
    private static final int WIDTH = 24;

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

        Map<String, Double> differences = new PythonComparison(folder)
                .differences(network, "sequences.py", kind, layers, WIDTH, heads, bidirectional, position, pool);

        assertThat(differences).hasSize(network.tensors().size() + 2);
        assertThat(differences)
                .allSatisfy((name, difference) -> assertThat(difference).isLessThan(1e-5));
    }
}
