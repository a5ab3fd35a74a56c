package io.jenkins.trainmodel.trainer.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.jenkins.trainmodel.trainer.network.layer.Linear;
import io.jenkins.trainmodel.trainer.profile.Roofline.Bound;
import io.jenkins.trainmodel.trainer.profile.Roofline.Passage;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A machine of 100 GFLOP/s and 10 GB/s. */
class RooflineTest {
    private static final Roofline ROOFLINE = new Roofline(1e11, 1e10);

    @Test
    void shouldTellArithmeticFromMemoryByWhatIsComputedWithAByte() {
        assertThat(ROOFLINE.ridge()).isEqualTo(10);
        assertThat(ROOFLINE.attainable(5)).isEqualTo(5e10);
        assertThat(ROOFLINE.attainable(50)).isEqualTo(1e11);

        Passage dense = ROOFLINE.passage(1, 5e10, 1e9);
        assertThat(dense.bound()).isEqualTo(Bound.COMPUTE);
        assertThat(dense.share()).isCloseTo(0.5, within(1e-9));
        assertThat(dense.flopPerByte()).isEqualTo(50);
        Passage light = ROOFLINE.passage(1, 1e9, 8e9);
        assertThat(light.bound()).isEqualTo(Bound.MEMORY);
        assertThat(light.share()).isCloseTo(0.8, within(1e-9));
    }

    @Test
    void shouldCallOverheadWhatUsesNeither() {
        assertThat(ROOFLINE.passage(1, 1e9, 1e8).bound()).isEqualTo(Bound.OVERHEAD);
        assertThat(ROOFLINE.passage(1, 0, 0)).isEqualTo(new Passage(1, 0, 0, 0, Bound.OVERHEAD, 0));
    }

    /** 10 numbers to 5, for 4 samples. */
    @Test
    void shouldReckonWhatALayerComputesAndMoves() {
        Linear layer = new Linear(10, 5);
        LayerWork trained = new LayerWork(4, layer.cost(List.of(10)), 10, layer.tensors(), layer.tensors(), true);
        LayerWork first = new LayerWork(4, layer.cost(List.of(10)), 10, layer.tensors(), layer.tensors(), false);

        assertThat(trained.forwardFlop()).isEqualTo(4 * 5 * 21);
        assertThat(trained.backwardFlop()).isEqualTo(2 * trained.forwardFlop());
        assertThat(first.backwardFlop()).isEqualTo(trained.forwardFlop());
        assertThat(trained.forwardBytes()).isEqualTo(4.0 * (55 + 4 * (10 + 5)));
        assertThat(trained.backwardBytes()).isEqualTo(4.0 * (2 * 55 + 4 * (10 + 5 + 10)));
        assertThat(first.backwardBytes()).isEqualTo(4.0 * (2 * 55 + 4 * (10 + 5)));
    }
}
