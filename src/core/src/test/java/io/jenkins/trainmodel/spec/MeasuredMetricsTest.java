package io.jenkins.trainmodel.spec;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.trainmodel.spec.data.Task;
import org.junit.jupiter.api.Test;

class MeasuredMetricsTest {
    @Test
    void shouldListWhatRulesOfTheRunMayName() throws Exception {
        TrainingSpec specification = SpecTexts.read(SpecTexts.SHORT, "training.metrics=[f1, top3]");

        assertThat(MeasuredMetrics.of(specification))
                .containsExactly(
                        "train/loss",
                        "train/f1",
                        "train/top3",
                        "validation/loss",
                        "validation/f1",
                        "validation/top3",
                        "gradient/norm",
                        "learningRate",
                        "throughput/samplesPerSecond")
                .allSatisfy(metric -> assertThat(SpecTexts.problems(
                                SpecTexts.withRules("- target: {metric: " + metric + ", atLeast: 1}"),
                                "training.metrics=[f1, top3]"))
                        .isEmpty());
    }

    @Test
    void shouldListWhatATaskKnows() {
        assertThat(MeasuredMetrics.of(Task.REGRESSION))
                .contains("validation/rmse")
                .doesNotContain("validation/accuracy");
        assertThat(MeasuredMetrics.of(Task.CLASSIFICATION)).contains("validation/f1", "train/accuracy");
        assertThat(MeasuredMetrics.of(Task.LANGUAGE_MODEL))
                .contains("validation/perplexity", "train/bitsPerByte", "throughput/tokensPerSecond")
                .doesNotContain("validation/f1");
    }
}
