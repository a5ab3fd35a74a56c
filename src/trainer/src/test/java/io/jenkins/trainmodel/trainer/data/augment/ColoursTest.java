package io.jenkins.trainmodel.trainer.data.augment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.jenkins.trainmodel.spec.data.AugmentSpec;
import io.jenkins.trainmodel.trainer.data.random.SplitMix64;
import org.junit.jupiter.api.Test;

/** Two pixels, red and gray; expected by hand. */
class ColoursTest {
    private static float[] changed(float brightness, float contrast, float saturation) {
        float[] pixels = {0.5f, 0.2f, 0, 0.2f, 0, 0.2f};
        new Colours(brightness, contrast, saturation).apply(pixels, 3, 1);
        return pixels;
    }

    @Test
    void shouldBrightenUpToWhite() {
        assertThat(changed(3, 1, 1)).containsExactly(new float[] {1, 0.6f, 0, 0.6f, 0, 0.6f}, within(1e-6f));
    }

    /** The grays are 0.1495 and 0.2, their mean 0.17475. */
    @Test
    void shouldLeaveTheMeanGrayAtNoContrast() {
        float mean = 0.17475f;
        assertThat(changed(1, 0, 1)).containsExactly(new float[] {mean, mean, mean, mean, mean, mean}, within(1e-6f));
        assertThat(changed(1, 0.5f, 1)[0]).isCloseTo(0.17475f + (0.5f - 0.17475f) / 2, within(1e-6f));
    }

    @Test
    void shouldLeaveGrayPixelsAtNoSaturation() {
        assertThat(changed(1, 1, 0))
                .containsExactly(new float[] {0.1495f, 0.2f, 0.1495f, 0.2f, 0.1495f, 0.2f}, within(1e-6f));
    }

    @Test
    void shouldDrawFactorsAroundOne() {
        SplitMix64 random = new SplitMix64(1);
        float least = 2;
        float most = 0;
        for (int i = 0; i < 1000; i++) {
            Colours drawn = Colours.draw(new AugmentSpec.Color(0.3, 0, 0), random);
            least = Math.min(least, drawn.brightness());
            most = Math.max(most, drawn.brightness());
            assertThat(drawn.contrast()).isEqualTo(1);
        }

        assertThat(least).isBetween(0.7f, 0.71f);
        assertThat(most).isBetween(1.29f, 1.3f);
    }
}
