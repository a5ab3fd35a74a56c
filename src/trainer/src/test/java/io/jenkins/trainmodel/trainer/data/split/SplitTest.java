package io.jenkins.trainmodel.trainer.data.split;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.trainmodel.trainer.data.random.Sampler;
import io.jenkins.trainmodel.trainer.data.random.SplitMix64;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
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

        Split split = Split.of(distinct(classes.length, seed), classes, share, seed);

        int[] both = IntStream.concat(Arrays.stream(split.train()), Arrays.stream(split.validation()))
                .sorted()
                .toArray();
        assertThat(both).isEqualTo(Sampler.inSequence(classes.length));
        assertThat(split.train()).isSorted();
        assertThat(split.validation()).isSorted();
        for (int index = 0; index < samplesOfClass.size(); index++) {
            assertThat(count(split.validation(), classes, index)).isBetween(1L, samplesOfClass.get(index) - 1L);
        }
    }

    @Property(tries = 100)
    void shouldHoldOutAboutTheShare(
            @ForAll @IntRange(min = 400, max = 3000) int samples,
            @ForAll @DoubleRange(min = 0.1, max = 0.9) double share,
            @ForAll long seed) {
        Split split = Split.of(distinct(samples, seed), new int[samples], share, seed);

        double deviation = Math.sqrt(samples * share * (1 - share));
        assertThat((double) split.validation().length)
                .isBetween(samples * share - 6 * deviation, samples * share + 6 * deviation);
    }

    @Property(tries = 100)
    void shouldKeepTheSideOfEverySampleWhenOthersComeAndAllAreShuffled(
            @ForAll @IntRange(min = 300, max = 1000) int before,
            @ForAll @IntRange(min = 1, max = 500) int added,
            @ForAll long seed) {
        long[] contents = distinct(before + added, seed);
        long[] first = Arrays.copyOf(contents, before);
        int[] shuffled = Sampler.inSequence(before + added);
        new SplitMix64(seed).shuffle(shuffled);
        long[] second =
                Arrays.stream(shuffled).mapToLong(sample -> contents[sample]).toArray();

        Set<Long> held = held(first, seed);
        Set<Long> heldLater = held(second, seed);

        for (long content : first) {
            assertThat(heldLater.contains(content)).isEqualTo(held.contains(content));
        }
    }

    private static Set<Long> held(long[] contents, long seed) {
        Split split = Split.of(contents, new int[contents.length], 0.2, seed);
        return Arrays.stream(split.validation())
                .mapToObj(sample -> contents[sample])
                .collect(Collectors.toSet());
    }

    @Property(tries = 100)
    void shouldKeepEqualSamplesTogetherAlsoWhereTheirLabelsDiffer(@ForAll long seed) {
        long[] few = distinct(30, seed);
        long[] contents =
                IntStream.range(0, 300).mapToLong(sample -> few[sample % 30]).toArray();
        int[] classes = IntStream.range(0, 300).map(sample -> sample / 100).toArray();

        Split split = Split.of(contents, classes, 0.3, seed);

        Set<Long> training = contentsOf(split.train(), contents);
        assertThat(contentsOf(split.validation(), contents)).doesNotContainAnyElementsOf(training);
        assertThat(training).isNotEmpty();
    }

    private static Set<Long> contentsOf(int[] selection, long[] contents) {
        return Arrays.stream(selection).mapToObj(sample -> contents[sample]).collect(Collectors.toSet());
    }

    private static long[] distinct(int count, long seed) {
        SplitMix64 random = new SplitMix64(~seed);
        return LongStream.generate(random::nextLong).distinct().limit(count).toArray();
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
