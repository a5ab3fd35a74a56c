package io.jenkins.trainmodel.drift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.jenkins.trainmodel.drift.ColumnDrift.Bin;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** How a column is recorded, and how another one stands to what was recorded. */
class ColumnProfileTest {
    private static ColumnProfile numbers(double... ascending) {
        return ColumnProfile.ofNumbers("x", ColumnKind.NUMBER, ascending, 0);
    }

    private static ColumnDrift drift(ColumnProfile profile, DoubleStream values) {
        BinCounts counts = new BinCounts(profile);
        values.forEach(counts::add);
        return counts.drift();
    }

    private static double[] upTo(int count) {
        return IntStream.range(0, count).mapToDouble(value -> value).toArray();
    }

    @Test
    void shouldTakeTenthsOfTheValuesAndTwoBinsForWhatLiesOutside() {
        ColumnProfile profile = numbers(upTo(100));

        assertThat(profile.counts()).containsExactly(0L, 10L, 10L, 10L, 10L, 10L, 10L, 10L, 10L, 10L, 10L, 0L);
        assertThat(profile.edges()).hasSize(11).contains(9.5, 19.5, 89.5);
    }

    @Test
    void shouldMakeFewerBinsWhereValuesRepeat() {
        double[] values = DoubleStream.concat(
                        DoubleStream.generate(() -> 0).limit(90),
                        DoubleStream.generate(() -> 1).limit(10))
                .toArray();

        assertThat(numbers(values).counts()).containsExactly(0L, 90L, 10L, 0L);
    }

    @Test
    void shouldTellWhenAColumnOfOneValueGetsOthers() {
        ColumnProfile constant =
                numbers(DoubleStream.generate(() -> 5).limit(100).toArray());

        assertThat(drift(constant, DoubleStream.generate(() -> 5).limit(50)).index())
                .isCloseTo(0, within(1e-12));
        ColumnDrift half = drift(constant, IntStream.range(0, 100).mapToDouble(row -> 5 + row % 2));
        assertThat(half.index()).isGreaterThan(2);
        assertThat(half.isReal()).isTrue();
        assertThat(half.bins()).extracting(Bin::share).containsExactly(0.5, 0.5);
    }

    /** Another scale rounds otherwise, and a value on an edge would be in another bin by a last digit. */
    @Test
    void shouldPutAValueIntoTheSameBinAfterARounding() {
        double[] values =
                IntStream.range(0, 1000).mapToDouble(row -> row % 17).sorted().toArray();
        ColumnProfile profile = numbers(values);

        assertThat(drift(profile, DoubleStream.of(values).map(value -> (float) (value / 255) * 255.0))
                        .index())
                .isCloseTo(0, within(1e-12));
    }

    @Test
    void shouldBeZeroForTheSameAndLargeForOther() {
        ColumnProfile profile = numbers(upTo(1000));

        assertThat(drift(profile, DoubleStream.of(upTo(1000))).index()).isZero();
        assertThat(drift(profile, DoubleStream.of(upTo(1000)).map(value -> value + 500))
                        .index())
                .isGreaterThan(1);
    }

    /** The textbook's sum: shares of 0.5 and 0.5 that become 0.75 and 0.25, half a sample counted in each of the bins. */
    @Test
    void shouldBeTheIndexOfSiddiqi() {
        double index = PopulationStability.index(new long[] {500_000, 500_000}, new long[] {750_000, 250_000});

        assertThat(index).isCloseTo(0.25 * Math.log(1.5) - 0.25 * Math.log(0.5), within(1e-5));
    }

    /** χ² of 9 degrees of freedom exceeds 27.88 once in a thousand times. */
    @Test
    void shouldKnowWhatChanceMakesOfFewSamples() {
        long[] even = LongStream.generate(() -> 100).limit(10).toArray();

        assertThat(PopulationStability.byChance(even, even)).isCloseTo(27.88 * 2 / 1000, within(5e-4));
        assertThat(PopulationStability.byChance(new long[] {7, 0}, new long[] {5, 0}))
                .isZero();
    }

    @Test
    void shouldExceedChanceAboutOnceInAThousandTimes() {
        Random random = new Random(7);
        int exceeded = 0;
        for (int trial = 0; trial < 2000; trial++) {
            ColumnProfile before = numbers(random.doubles(300).sorted().toArray());
            exceeded += drift(before, random.doubles(300)).isReal() ? 1 : 0;
        }
        assertThat(exceeded).isLessThan(20);
    }

    @Test
    void shouldKeepTheMostFrequentWordsAndCountTheOthers() {
        Map<String, Long> words = new HashMap<>();
        IntStream.range(0, 10_000).forEach(word -> words.put("w" + word, word < 3 ? 1000L : 1L));
        words.put("x".repeat(61), 5000L);

        ColumnProfile profile = ColumnProfile.ofWords("city", words, ColumnProfile.MOST_WORDS, 7);

        assertThat(profile.words()).hasSize(30).startsWith("w0", "w1", "w2");
        assertThat(profile.counts()).hasSize(31).endsWith(10_000L - 30 + 5000);
        assertThat(profile.missing()).isEqualTo(7);
    }

    @Test
    void shouldSeeWordsThatAreNewAndValuesThatGoMissing() {
        BinCounts counts = new BinCounts(ColumnProfile.ofWords("city", Map.of("Rome", 50L, "Oslo", 50L), 30, 0));
        counts.add("Rome", 50);
        counts.add("Lima", 25);
        counts.addMissing(25);

        ColumnDrift drift = counts.drift();
        assertThat(drift.exceeds(DataDrift.LARGE)).isTrue();
        assertThat(drift.bins())
                .containsExactly(
                        new Bin(Bin.Kind.VALUES, "Oslo", 0, 0.5),
                        new Bin(Bin.Kind.VALUES, "Rome", 0.5, 0.5),
                        new Bin(Bin.Kind.OTHER, "", 0.25, 0),
                        new Bin(Bin.Kind.MISSING, "", 0.25, 0));
    }

    @Test
    void shouldRecordAColumnOfWhichEverythingIsMissing() {
        ColumnProfile empty = ColumnProfile.ofNumbers("x", ColumnKind.NUMBER, new double[0], 20);

        assertThat(empty.counts()).containsExactly(0L);
        assertThat(drift(empty, DoubleStream.of(1, 2, 3)).index()).isGreaterThan(1);
    }

    /** Where numbers end nothing lies beyond them, and a histogram is one all the same. */
    @Test
    void shouldRecordTheLargestNumbersThatAColumnMayHave() {
        double[] huge = IntStream.range(0, 100)
                .mapToDouble(row -> (2 * row - 99) / 99.0 * ColumnProfile.LARGEST)
                .toArray();
        ColumnProfile profile = numbers(huge);

        assertThat(profile.edges()).startsWith(-ColumnProfile.LARGEST).endsWith(ColumnProfile.LARGEST);
        assertThat(profile.counts().stream().mapToLong(Long::longValue).sum()).isEqualTo(100);
        assertThat(drift(profile, DoubleStream.of(huge)).index()).isZero();
        assertThat(drift(profile, DoubleStream.of(huge)).bins())
                .extracting(Bin::values)
                .doesNotContain("NaN", "Infinity");
        assertThat(numbers(1e300, 1e300).counts()).containsExactly(0L, 2L, 0L);
        assertThat(drift(numbers(-1e300, -1e300), DoubleStream.of(-1e300)).index())
                .isCloseTo(0, within(1e-12));
    }

    @Test
    void shouldSayBinsAsPeopleReadThem() {
        ColumnDrift drift = drift(
                numbers(IntStream.range(0, 160)
                        .mapToDouble(row -> row % 17)
                        .sorted()
                        .toArray()),
                DoubleStream.of(-3, 0, 16, 99));

        assertThat(drift.bins())
                .extracting(Bin::values)
                .startsWith("< 0", "0 – 1.5")
                .endsWith("> 16");
    }

    @Test
    void shouldRefuseWhatCannotBe() {
        assertThatThrownBy(() ->
                        new ColumnProfile("x", ColumnKind.NUMBER, List.of(2.0, 1.0), List.of(), List.of(1L, 1L, 1L), 0))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new ColumnProfile("x", ColumnKind.NUMBER, List.of(1.0), List.of(), List.of(1L), 0))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() ->
                        new ColumnProfile("x", ColumnKind.NUMBER, List.of(Double.NaN), List.of(), List.of(1L, 1L), 0))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new ColumnProfile(
                        "x", ColumnKind.CATEGORY, List.of(), List.of("a", "a"), List.of(1L, 1L, 1L), 0))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
