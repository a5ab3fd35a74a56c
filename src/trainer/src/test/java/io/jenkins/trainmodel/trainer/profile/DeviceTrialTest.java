package io.jenkins.trainmodel.trainer.profile;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.Device;
import io.jenkins.trainmodel.trainer.engine.TestEngine;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class DeviceTrialTest {
    @BeforeAll
    static void load() {
        TestEngine.load();
    }

    @Test
    void shouldMeasureWhatTheProcessorDoes() {
        try (DeviceTrial trial = new DeviceTrial(Device.cpu())) {
            double float32 = trial.matrix(TrialScript.Type.FLOAT32).orElseThrow();

            // Between a hundredth of a slow core and more than any machine has: a wrong unit would not be.
            assertThat(float32).isBetween(1e8, 1e15);
            assertThat(trial.memory()).isBetween(1e8, 1e13);
            assertThat(trial.launch()).isBetween(1e-8, 1e-2);
        }
    }

    @Test
    void shouldMultiplyInBfloat16() {
        try (DeviceTrial trial = new DeviceTrial(Device.cpu())) {
            assertThat(trial.matrix(TrialScript.Type.BFLOAT16))
                    .hasValueSatisfying(rate -> assertThat(rate).isBetween(1e7, 1e15));
        }
    }
}
