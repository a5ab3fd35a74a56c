package io.jenkins.trainmodel.trainer.learner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.jenkins.trainmodel.spec.OptimizerSpec;
import io.jenkins.trainmodel.trainer.data.batch.Batch;
import io.jenkins.trainmodel.trainer.engine.TestEngine;
import io.jenkins.trainmodel.trainer.network.Architecture;
import io.jenkins.trainmodel.trainer.network.Networks;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Fused updates against the papers' formulas in double precision, on softmax regression. */
class OptimizerTest {
    private static final Architecture SOFTMAX = Networks.build("mlp", Map.of("hidden", List.of()), List.of(4), 3);
    private static final double RATE = 0.05;
    private static final int STEPS = 6;

    static Stream<Arguments> optimizers() {
        OptimizerSpec sgd = new OptimizerSpec.Sgd(1, 0, 0, false);
        OptimizerSpec momentum = new OptimizerSpec.Sgd(1, 0.1, 0.9, false);
        OptimizerSpec nesterov = new OptimizerSpec.Sgd(1, 0.1, 0.9, true);
        OptimizerSpec adam = new OptimizerSpec.Adam(1, 0.1, 0.9, 0.999, 1e-8);
        OptimizerSpec adamW = new OptimizerSpec.AdamW(1, 0.1, 0.8, 0.99, 1e-6);
        return Stream.of(
                Arguments.of(sgd, Optional.empty(), 1),
                Arguments.of(sgd, Optional.of(0.2), 1),
                Arguments.of(sgd, Optional.empty(), 3),
                Arguments.of(momentum, Optional.empty(), 1),
                Arguments.of(nesterov, Optional.of(0.3), 2),
                Arguments.of(adam, Optional.empty(), 1),
                Arguments.of(adam, Optional.of(0.1), 3),
                Arguments.of(adamW, Optional.empty(), 1),
                Arguments.of(adamW, Optional.of(0.2), 2));
    }

    @ParameterizedTest
    @MethodSource("optimizers")
    void shouldFollowTheFormula(OptimizerSpec optimizer, Optional<Double> clip, int accumulate) {
        Specs plain = Specs.measuring().optimizer(optimizer);
        LearnerSettings settings = clip.map(plain::clip).orElse(plain).classifier(SOFTMAX);
        try (Learner learner = Learners.create(settings, TestEngine.load().device())) {
            SoftmaxRegression reference = new SoftmaxRegression(optimizer, Tensors.flat(learner.parameters()));
            for (int step = 1; step <= STEPS; step++) {
                for (int i = 1; i <= accumulate; i++) {
                    Batch batch = Batches.classes(step * 10L + i, 5 + i, 4, 3);
                    reference.accumulate(batch);
                    learner.train(batch, step, RATE, i == accumulate, accumulate);
                }
                double norm = reference.update(step, RATE, clip, accumulate);

                assertThat(learner.read().recentMetrics().get("gradientNorm")).isCloseTo(norm, within(1e-5));
            }
            assertThat(Tensors.flat(learner.parameters())).containsExactly(reference.parameters(), within(1e-5));
        }
    }
}
