package io.jenkins.trainmodel.trainer.data.augment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.trainmodel.spec.data.AugmentSpec;
import io.jenkins.trainmodel.spec.data.AugmentSpec.Color;
import io.jenkins.trainmodel.spec.data.AugmentSpec.Crop;
import io.jenkins.trainmodel.spec.data.AugmentSpec.Flip;
import io.jenkins.trainmodel.trainer.data.Samples;
import io.jenkins.trainmodel.trainer.data.problem.DataException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Images of 3 × 3 pixels, whose pixel p of sample n is 10 n + p + 1. */
class AugmentedSamplesTest {
    private static final AugmentSpec ALL = new AugmentSpec(
            Optional.of(new Crop(Optional.of(1), Optional.empty())),
            Optional.of(Flip.BOTH),
            Optional.of(30.0),
            Optional.of(new Color(0.4, 0.4, 0.4)),
            Optional.empty());

    private static AugmentSpec cropping(Crop crop) {
        return new AugmentSpec(
                Optional.of(crop), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
    }

    private static AugmentSpec flipping(Flip flip) {
        return new AugmentSpec(
                Optional.empty(), Optional.of(flip), Optional.empty(), Optional.empty(), Optional.empty());
    }

    private static Samples samples(AugmentSpec spec) {
        return new AugmentedSamples(new Squares(64), Augmentation.of(spec, List.of(1, 3, 3), 1000));
    }

    private static List<Float> image(Samples samples, int number) {
        ByteBuffer features = buffer(9 * Float.BYTES);
        samples.gather(new int[] {number}, 0, 1, features, buffer(Long.BYTES));
        return floats(features);
    }

    private static List<Float> floats(ByteBuffer features) {
        List<Float> values = new ArrayList<>();
        for (features.flip(); features.hasRemaining(); ) {
            values.add(features.getFloat());
        }
        return values;
    }

    private static ByteBuffer buffer(int bytes) {
        return ByteBuffer.allocateDirect(bytes).order(ByteOrder.nativeOrder());
    }

    @Test
    void shouldVaryWhatTrainsAndNothingElse() {
        Samples samples = samples(ALL);

        assertThat(image(samples, 2)).isEqualTo(image(new Squares(3), 2));
        assertThat(image(samples.inEpoch(1, 1), 2)).isNotEqualTo(image(samples, 2));
    }

    @Test
    void shouldVaryByTheSeedEpochAndSampleAlone() {
        Samples first = samples(ALL).inEpoch(7, 3);
        Samples again = samples(ALL).inEpoch(7, 3);
        int[] order = {5, 3, 9};
        ByteBuffer together = buffer(3 * 9 * Float.BYTES);

        first.gather(order, 0, 3, together, buffer(3 * Long.BYTES));

        List<Float> expected = new ArrayList<>();
        for (int number : order) {
            expected.addAll(image(again, number));
        }
        assertThat(floats(together)).isEqualTo(expected);
        assertThat(image(again, 5)).isNotEqualTo(image(samples(ALL).inEpoch(7, 4), 5));
        assertThat(image(again, 5)).isNotEqualTo(image(samples(ALL).inEpoch(8, 3), 5));
        assertThat(first.isCostly()).isTrue();
    }

    /** He et al. 2016, section 4.2: all nine places of a 3 × 3 part of a 5 × 5 image, black at the edges. */
    @Test
    void shouldTakeAnyPartOfAPaddedImage() {
        Samples padded =
                samples(cropping(new Crop(Optional.of(1), Optional.empty()))).inEpoch(1, 1);
        Set<List<Float>> seen = new HashSet<>();
        for (int number = 0; number < 64; number++) {
            int sample = number;
            seen.add(image(padded, number).stream()
                    .map(value -> value == 0 ? 0 : value - 10 * sample)
                    .toList());
        }

        Set<List<Float>> parts = new HashSet<>();
        for (int place = 0; place < 9; place++) {
            int down = place / 3 - 1;
            int right = place % 3 - 1;
            parts.add(IntStream.range(0, 9)
                    .mapToObj(pixel -> shifted(pixel / 3 + down, pixel % 3 + right))
                    .toList());
        }
        assertThat(seen).isEqualTo(parts);
    }

    private static float shifted(int row, int column) {
        return row < 0 || row > 2 || column < 0 || column > 2 ? 0f : row * 3 + column + 1f;
    }

    @Test
    void shouldMirrorEveryOtherImage() {
        List<Float> whole = image(new Squares(1), 0);
        List<Float> mirrored = List.of(3f, 2f, 1f, 6f, 5f, 4f, 9f, 8f, 7f);
        List<Float> reversed = new ArrayList<>(mirrored);
        Collections.reverse(reversed);

        assertThat(variants(flipping(Flip.HORIZONTAL))).containsExactlyInAnyOrder(whole, mirrored);
        assertThat(variants(flipping(Flip.VERTICAL))).containsExactlyInAnyOrder(whole, reversed);
        assertThat(variants(flipping(Flip.BOTH))).hasSize(4).contains(whole, mirrored, reversed);
    }

    private static Set<List<Float>> variants(AugmentSpec spec) {
        Set<List<Float>> variants = new HashSet<>();
        for (int epoch = 1; epoch <= 40; epoch++) {
            variants.add(image(samples(spec).inEpoch(1, epoch), 0));
        }
        return variants;
    }

    /** What is enlarged stays a ramp: 1 to 9 have steps of 1 to the right and 3 downwards, which only get smaller. */
    @Test
    void shouldEnlargeAPartOfTheImage() {
        AugmentSpec spec = cropping(new Crop(Optional.empty(), Optional.of(0.1)));
        int smaller = 0;
        for (int number = 0; number < 64; number++) {
            List<Float> image = image(samples(spec).inEpoch(1, 1), number);
            assertThat(Collections.min(image)).isGreaterThanOrEqualTo(10 * number + 1);
            assertThat(Collections.max(image)).isLessThanOrEqualTo(10 * number + 9);
            smaller += image.get(8) - image.get(0) < 7 ? 1 : 0;
        }

        // two in three are: the whole is taken for an area above 0.69 of an aspect near 1
        assertThat(smaller).isGreaterThan(30);
    }

    @Test
    void shouldRefuseWhatIsNoImage() {
        assertThatThrownBy(() -> Augmentation.of(ALL, List.of(64), 1))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("data.augment varies images, but samples have the shape [64]");
    }

    private record Squares(int size) implements Samples {
        @Override
        public int featuresPerSample() {
            return 9;
        }

        @Override
        public int labelBytes() {
            return Long.BYTES;
        }

        @Override
        public void gather(int[] indices, int from, int count, ByteBuffer features, ByteBuffer labels) {
            for (int index = from; index < from + count; index++) {
                for (int pixel = 0; pixel < 9; pixel++) {
                    features.putFloat(10 * indices[index] + pixel + 1);
                }
                labels.putLong(indices[index]);
            }
        }
    }
}
