package io.jenkins.trainmodel.trainer.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class HostDescriptionTest {
    @Test
    void shouldTellWhatMachineThisIs() {
        assertThat(HostDescription.read())
                .containsOnlyKeys("host", "java", "memory", "processor", "system")
                .allSatisfy((label, value) -> assertThat(value).as(label).isNotBlank())
                .hasEntrySatisfying("processor", value -> assertThat(value).containsPattern("[1-9]\\d* cores"))
                .hasEntrySatisfying("memory", value -> assertThat(value).matches("[\\d.]+ GiB"));
    }
}
