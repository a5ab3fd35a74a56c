package io.jenkins.trainmodel.metric;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MetricNamesTest {
    /** A form shows the first twenty, and rules and gates want those of validation. */
    @Test
    void shouldNameTheMetricsOfValidationFirst() {
        assertThat(MetricNames.common().stream().limit(13)).allMatch(path -> path.startsWith("validation/"));
        assertThat(MetricNames.common())
                .contains("validation/accuracy", "validation/mase", "train/loss", "gradient/norm", "learningRate");
    }
}
