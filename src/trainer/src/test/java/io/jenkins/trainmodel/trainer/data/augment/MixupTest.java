package io.jenkins.trainmodel.trainer.data.augment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MixupTest {
    /** The mean of λ (1 − λ) is α ÷ (2 (2α + 1)) for Beta(α, α), whichever share is called the first. */
    @ParameterizedTest
    @ValueSource(doubles = {0.05, 0.2, 1})
    void shouldDrawSharesFromTheBetaDistribution(double alpha) {
        Mixup mixup = new Mixup(alpha);

        double mean = IntStream.range(0, 40_000)
                .mapToDouble(step -> mixup.share(1, step, 0))
                .map(share -> share * (1 - share))
                .average()
                .orElseThrow();

        assertThat(mean).isCloseTo(alpha / (2 * (2 * alpha + 1)), withinPercentage(4));
    }

    @Test
    void shouldFollowFromSeedStepAndBatchAlone() {
        Mixup mixup = new Mixup(0.5);
        float share = mixup.share(1, 2, 3);

        assertThat(share).isEqualTo(mixup.share(1, 2, 3)).isBetween(0.5f, 1f);
        assertThat(share)
                .isNotEqualTo(mixup.share(2, 2, 3))
                .isNotEqualTo(mixup.share(1, 3, 3))
                .isNotEqualTo(mixup.share(1, 2, 4));
    }
}
