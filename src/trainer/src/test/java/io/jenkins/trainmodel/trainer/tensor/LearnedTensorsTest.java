package io.jenkins.trainmodel.trainer.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class LearnedTensorsTest {
    private static final HostTensor WEIGHT = HostTensor.of("hidden.weight", List.of(2L), 1, 2);
    private static final HostTensor MOMENTUM = HostTensor.of("hidden.weight.momentum", List.of(2L), 3, 4);

    @Test
    void shouldRefuseParametersAndOptimizerStateThatAreNotFinite() {
        HostTensor broken = HostTensor.of("hidden.weight", List.of(2L), 1, Float.POSITIVE_INFINITY);
        HostTensor brokenMomentum = HostTensor.of("hidden.weight.momentum", List.of(2L), Float.NaN, 1);

        assertThatExceptionOfType(NonFiniteTensorException.class)
                .isThrownBy(() ->
                        LearnedTensors.of(List.of(broken), List.of(MOMENTUM)).requireFinite())
                .withMessageContaining("hidden.weight");
        assertThatExceptionOfType(NonFiniteTensorException.class)
                .isThrownBy(() -> LearnedTensors.of(List.of(WEIGHT), List.of(MOMENTUM, brokenMomentum))
                        .requireFinite())
                .withMessageContaining("hidden.weight.momentum");
    }

    @Test
    void shouldLetSumsOfTheEpochOverflow() throws IOException {
        HostTensor overflown = HostTensor.of("epoch.loss", List.of(1L), Float.POSITIVE_INFINITY);

        LearnedTensors tensors = LearnedTensors.of(List.of(WEIGHT), List.of(MOMENTUM, overflown));

        tensors.requireFinite();
        assertThat(tensors.bytes()).isEqualTo(8 + 8 + 4);
    }
}
