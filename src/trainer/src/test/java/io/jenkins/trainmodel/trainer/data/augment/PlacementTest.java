package io.jenkins.trainmodel.trainer.data.augment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class PlacementTest {
    @Test
    void shouldTurnClockwiseByAQuarterWithoutLoss() {
        float[] turned = new Placement(0, 1, 0, -1, 0, 0).apply(new float[] {1, 2, 3, 4}, 1, 2, 2);

        assertThat(turned).containsExactly(3, 1, 4, 2);
    }

    /** By 45°: the middle of a white image stays, its corners come from outside. */
    @Test
    void shouldBeBlackWhereNoImageIs() {
        float[] white = new float[25];
        Arrays.fill(white, 1);
        double half = Math.sqrt(0.5);

        float[] turned = new Placement(half, half, 0, -half, half, 0).apply(white, 1, 5, 5);

        assertThat(new float[] {turned[0], turned[4], turned[20], turned[24]}).containsOnly(0);
        assertThat(turned[12]).isEqualTo(1);
        assertThat(turned[7]).isEqualTo(1);
    }

    /** Half a pixel to the right lies between two; each channel has its own. */
    @Test
    void shouldInterpolateBetweenPixels() {
        float[] moved = new Placement(1, 0, 0.5, 0, 1, 0).apply(new float[] {1, 2, 30, 40}, 2, 1, 2);

        assertThat(moved).containsExactly(new float[] {1.5f, 2, 35, 40}, within(1e-6f));
    }
}
