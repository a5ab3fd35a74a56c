package io.jenkins.trainmodel.trainer.learner;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.Device;
import io.jenkins.trainmodel.spec.OptimizerSpec;
import io.jenkins.trainmodel.spec.ParameterGroup;
import io.jenkins.trainmodel.trainer.engine.TestEngine;
import io.jenkins.trainmodel.trainer.tensor.NamedTensor;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Parameters with a learning rate of their own. */
class LearningRateGroupsTest {
    private static final double RATE = 0.1;

    /** Of the parameters 0.weight, 1.weight, 1.bias, 4.weight and 4.bias; the first group that names one counts. */
    private static final ParameterGroup[] GROUPS = {
        new ParameterGroup(List.of("4.*", "0.weight"), 0.25), new ParameterGroup(List.of("*.bias"), 3)
    };

    private static Device device;

    @BeforeAll
    static void loadEngine() {
        device = TestEngine.load().device();
    }

    private static Learner learner(OptimizerSpec optimizer, ParameterGroup... groups) {
        return Learners.create(
                Specs.measuring("accuracy").optimizer(optimizer).groups(groups).classifier(Networks.WITH_BUFFERS),
                device);
    }

    private static List<NamedTensor> after(Learner learner, int step, double rate) {
        learner.train(Batches.classes(step, 6, 9, 2), step, rate, true, 1);
        return learner.parameters();
    }

    @ParameterizedTest
    @MethodSource("io.jenkins.trainmodel.trainer.learner.Specs#decayingOptimizers")
    void shouldUpdateEachGroupAsIfAllLearnedAtItsRate(OptimizerSpec optimizer) {
        try (Learner grouped = learner(optimizer, GROUPS);
                Learner slow = learner(optimizer);
                Learner fast = learner(optimizer);
                Learner usual = learner(optimizer)) {
            List<NamedTensor> parameters = after(grouped, 1, RATE);
            List<NamedTensor> slowly = after(slow, 1, 0.25 * RATE);

            for (String name : List.of("4.weight", "4.bias", "0.weight")) {
                assertThat(Tensors.values(parameters, name)).as(name).isEqualTo(Tensors.values(slowly, name));
            }
            assertThat(Tensors.values(parameters, "1.bias"))
                    .isEqualTo(Tensors.values(after(fast, 1, 3 * RATE), "1.bias"));
            assertThat(Tensors.values(parameters, "1.weight"))
                    .isEqualTo(Tensors.values(after(usual, 1, RATE), "1.weight"));
        }
    }

    @Test
    void shouldResumeToTheBitAlsoWithOtherGroups() {
        try (Learner straight = learner(Specs.ADAM, GROUPS);
                Learner resumed = learner(Specs.ADAM, GROUPS);
                Learner alike = learner(Specs.ADAM)) {
            after(straight, 1, RATE);
            for (Learner next : List.of(resumed, alike)) {
                next.restoreParameters(straight.parameters());
                next.restoreOptimizerState(straight.optimizerState());
            }
            List<NamedTensor> parameters = after(straight, 2, RATE);
            List<NamedTensor> others = after(alike, 2, RATE);

            assertThat(Tensors.flat(after(resumed, 2, RATE))).isEqualTo(Tensors.flat(parameters));
            assertThat(Tensors.values(others, "1.weight")).isEqualTo(Tensors.values(parameters, "1.weight"));
            assertThat(Tensors.values(others, "1.bias")).isNotEqualTo(Tensors.values(parameters, "1.bias"));
        }
    }
}
