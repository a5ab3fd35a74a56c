package io.jenkins.trainmodel.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.trainmodel.spec.SpecReader;
import io.jenkins.trainmodel.spec.TrainingSpec;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class NeededMetricsTest {
    private static final String SPEC = """
            data: {type: csv, path: any.csv, label: digit}
            model: mlp
            checkpoint: {metric: validation/accuracy}
            stopWhen:
              - maxEpochs: 3
              - anyOf:
                  - target: {metric: validation/f1, atLeast: 0.9}
                  - overfitting: {gap: 0.5}
              - diverged: {gradientAbove: 100}
              - score: {weights: {train/accuracy: 1}, atLeast: 0.9}
            training: {metrics: [accuracy, f1]}
            gates: [{metric: validation/loss, atMost: 1}]
            """;

    @Test
    void shouldKnowWhatRulesGatesAndCheckpointsLookAt() throws Exception {
        assertThat(NeededMetrics.of(spec()).paths())
                .containsExactlyInAnyOrder(
                        "gradient/norm",
                        "train/accuracy",
                        "train/loss",
                        "validation/accuracy",
                        "validation/f1",
                        "validation/loss");
    }

    @Test
    void shouldSayWhoLacksAMetric() throws Exception {
        NeededMetrics needed = NeededMetrics.of(spec());
        Set<String> measured =
                Set.of("gradient/norm", "train/accuracy", "train/loss", "validation/accuracy", "validation/loss");

        assertThat(needed.missing(measured))
                .singleElement()
                .asString()
                .startsWith("validation/f1 is not measured, and rule anyOf needs it; measured are gradient/norm,");
        assertThat(needed.missing(needed.paths())).isEmpty();
    }

    private static TrainingSpec spec() throws Exception {
        return SpecReader.withoutFiles().read("train.yaml", SPEC, Path.of("").toAbsolutePath(), List.of());
    }
}
