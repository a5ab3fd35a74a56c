package io.jenkins.trainmodel.trainer.tensor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class LearnedTensorsTest {
    @Test
    void shouldKnowTheBytesOfAllTensors() {
        HostTensor weight = HostTensor.of("hidden.weight", List.of(2L), 1, 2);
        HostTensor momentum = HostTensor.of("hidden.weight.momentum", List.of(2L), 3, 4);
        HostTensor sum = HostTensor.vector("epoch.loss", 5);

        LearnedTensors tensors = LearnedTensors.of(List.of(weight), List.of(momentum, sum));

        assertThat(tensors.bytes()).isEqualTo(8 + 8 + 8);
    }
}
