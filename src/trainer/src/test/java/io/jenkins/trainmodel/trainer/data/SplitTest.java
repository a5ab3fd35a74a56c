package io.jenkins.trainmodel.trainer.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class SplitTest {
    @Property(tries = 200)
    void shouldPutEverySampleIntoExactlyOnePartAndEveryClassIntoBoth(
            @ForAll @Size(min = 1, max = 6) List<@IntRange(min = 2, max = 40) Integer> samplesOfClass,
            @ForAll @DoubleRange(min = 0.01, max = 0.99) double share,
            @ForAll long seed) {
        int[] classes = mixed(samplesOfClass, seed);

        Split split = Split.stratified(classes, samplesOfClass.size(), share, seed);

        int[] both = IntStream.concat(Arrays.stream(split.train()), Arrays.stream(split.validation()))
                .sorted()
                .toArray();
        assertThat(both).isEqualTo(Sampler.inSequence(classes.length));
        assertThat(split.train()).isSorted();
        for (int index = 0; index < samplesOfClass.size(); index++) {
            long held = count(split.validation(), classes, index);
            double wanted = samplesOfClass.get(index) * share;
            assertThat(held).isBetween(1L, samplesOfClass.get(index) - 1L);
            assertThat((double) held)
                    .isBetween(Math.min(wanted - 0.5, samplesOfClass.get(index) - 1), Math.max(wanted + 0.5, 1));
        }
    }

    @Property(tries = 100)
    void shouldHoldOutTheShareOfSamplesWithoutClasses(
            @ForAll @IntRange(min = 2, max = 500) int samples, @ForAll long seed) {
        Split split = Split.random(samples, 0.2, seed);

        assertThat(split.validation().length).isEqualTo((int) Math.max(1, Math.round(samples * 0.2)));
        assertThat(split.train().length + split.validation().length).isEqualTo(samples);
        assertThat(Split.random(samples, 0.2, seed).validation()).isEqualTo(split.validation());
    }

    private static int[] mixed(List<Integer> samplesOfClass, long seed) {
        int[] classes = IntStream.range(0, samplesOfClass.size())
                .flatMap(index -> IntStream.generate(() -> index).limit(samplesOfClass.get(index)))
                .toArray();
        new SplitMix64(seed).shuffle(classes);
        return classes;
    }

    private static long count(int[] selection, int[] classes, int index) {
        return Arrays.stream(selection)
                .filter(sample -> classes[sample] == index)
                .count();
    }
}
