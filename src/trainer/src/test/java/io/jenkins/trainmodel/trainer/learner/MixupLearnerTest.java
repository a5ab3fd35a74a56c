package io.jenkins.trainmodel.trainer.learner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.jenkins.trainmodel.trainer.data.augment.Mixup;
import io.jenkins.trainmodel.trainer.data.batch.Batch;
import io.jenkins.trainmodel.trainer.engine.TestEngine;
import io.jenkins.trainmodel.trainer.network.Architecture;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class MixupLearnerTest {
    private static final float[] FEATURES = {1, 2, 3, -1, 0.5f, 4};
    private static final long[] LABELS = {0, 1, 2};

    private static LearnerSettings settings(Optional<Mixup> mixup) {
        Architecture linear =
                io.jenkins.trainmodel.trainer.network.Networks.build("mlp", Map.of("hidden", List.of()), List.of(2), 3);
        LearnerSettings plain = Specs.measuring("accuracy").classifier(linear);
        return new LearnerSettings(
                linear,
                plain.task(),
                plain.learning(),
                plain.classCounts(),
                plain.labelScale(),
                plain.seed(),
                Trained.WHOLE,
                mixup,
                List.of(),
                Optional.empty(),
                Optional.empty());
    }

    /** Zhang et al. 2018: λ times the loss of one label and 1 − λ times that of the other, of the mixed sample. */
    @Test
    void shouldTrainOnTheMixedLossOfMixedSamples() {
        Mixup mixup = new Mixup(1);
        float share = mixup.share(7, 1, 0);
        float[] mixed = new float[6];
        for (int i = 0; i < 6; i++) {
            mixed[i] = share * FEATURES[i] + (1 - share) * FEATURES[4 - i / 2 * 2 + i % 2];
        }

        try (Learner plain = Learners.create(
                        settings(Optional.empty()), TestEngine.load().device());
                Learner mixing = Learners.create(
                        settings(Optional.of(mixup)), TestEngine.load().device())) {
            double own = loss(plain, Batches.classes(mixed, LABELS));
            double other = loss(plain, Batches.classes(mixed, 2, 1, 0));
            Map<String, Double> accuracy =
                    plain.evaluate(List.of(Batches.classes(mixed, LABELS)).iterator());
            mixing.beginEpoch();
            mixing.train(Batches.classes(FEATURES, LABELS), 1, 0.01, true, 1);

            Map<String, Double> trained = mixing.read().epochMetrics();
            assertThat(trained.get("loss")).isCloseTo(share * own + (1 - share) * other, within(1e-6));
            assertThat(trained.get("accuracy")).isEqualTo(accuracy.get("accuracy"));
        }
    }

    private static double loss(Learner learner, Batch batch) {
        return learner.evaluate(List.of(batch).iterator()).get("loss");
    }

    /** Validation is of samples as they are. */
    @Test
    void shouldMixNothingThatIsMeasured() {
        Batch batch = Batches.classes(FEATURES, LABELS);
        try (Learner plain = Learners.create(
                        settings(Optional.empty()), TestEngine.load().device());
                Learner mixing = Learners.create(
                        settings(Optional.of(new Mixup(1))), TestEngine.load().device())) {
            assertThat(loss(mixing, batch)).isEqualTo(loss(plain, batch));
        }
    }
}
