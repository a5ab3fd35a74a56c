package io.jenkins.trainmodel.trainer.data.random;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class SamplerTest {
    @Property(tries = 200)
    void shouldOrderEverySampleExactlyOnce(
            @ForAll @IntRange(max = 2000) int size, @ForAll long seed, @ForAll @IntRange(min = 1, max = 9) int epoch) {
        int[] order = new Sampler(size, seed).order(epoch);

        Arrays.sort(order);
        assertThat(order).isEqualTo(Sampler.inSequence(size));
    }

    @Property(tries = 100)
    void shouldGiveTheSameOrderAgainWhateverWasAskedBefore(@ForAll long seed, @ForAll @IntRange(min = 2) int epoch) {
        Sampler used = new Sampler(50, seed);
        used.order(1);

        assertThat(used.order(epoch)).isEqualTo(new Sampler(50, seed).order(epoch));
    }

    @Test
    void shouldGiveEveryEpochAndEverySeedAnOrderOfItsOwn() {
        assertThat(new Sampler(100, 1).order(1)).isNotEqualTo(new Sampler(100, 1).order(2));
        assertThat(new Sampler(100, 1).order(1)).isNotEqualTo(new Sampler(100, 2).order(1));
        // neighbouring seeds and epochs must not meet: seed 1 in epoch 2 is not seed 2 in epoch 1
        assertThat(new Sampler(100, 1).order(2)).isNotEqualTo(new Sampler(100, 2).order(1));
    }

    @Test
    void shouldStayTheSameInEveryVersionSinceRunsAreResumedWithIt() {
        assertThat(new Sampler(10, 42).order(1)).containsExactly(8, 3, 7, 4, 2, 9, 1, 6, 5, 0);
    }

    @Test
    void shouldComputeAnOrderPlaceByPlace() {
        assertThat(order(10, 42, 1)).containsExactly(4, 2, 6, 9, 0, 3, 1, 7, 5, 8);
        for (int size : new int[] {1, 2, 3, 17, 256, 1_000, 65_537}) {
            assertThat(Arrays.stream(order(size, 3, 2)).sorted().toArray()).isEqualTo(Sampler.inSequence(size));
        }
        assertThat(order(100, 1, 1)).isNotEqualTo(order(100, 1, 2)).isNotEqualTo(order(100, 2, 1));
        KeyedOrder billions = new KeyedOrder(Integer.MAX_VALUE, 3, 2);
        assertThat(billions.at(0)).isEqualTo(381_209_576);
        assertThat(billions.at(Integer.MAX_VALUE - 1)).isEqualTo(1_803_099_731);
    }

    private static int[] order(int size, long seed, long epoch) {
        int[] order = new int[size];
        Arrays.setAll(order, new KeyedOrder(size, seed, epoch)::at);
        return order;
    }

    @Test
    void shouldComputeAnOrderInWhichEverySampleIsEverywhereEquallyOften() {
        int[][] count = new int[6][6];
        for (int epoch = 1; epoch <= 60_000; epoch++) {
            int[] order = order(6, 7, epoch);
            for (int place = 0; place < 6; place++) {
                count[place][order[place]]++;
            }
        }

        // 10,000 expected, standard deviation 91
        for (int[] ofPlace : count) {
            assertThat(Arrays.stream(ofPlace).boxed())
                    .allSatisfy(times -> assertThat(times).isBetween(9_550, 10_450));
        }
    }

    @Test
    void shouldGenerateTheNumbersOfSplitMix64() {
        // the reference implementation's first numbers for this seed (S. Vigna, splitmix64.c)
        SplitMix64 random = new SplitMix64(1234567);

        assertThat(new long[] {random.nextLong(), random.nextLong(), random.nextLong()})
                .containsExactly(
                        6457827717110365317L, 3203168211198807973L, Long.parseUnsignedLong("9817491932198370423"));
    }

    @Test
    void shouldPutEverySampleToEveryPlaceEquallyOften() {
        int size = 6;
        int epochs = 60_000;
        int[][] count = new int[size][size];
        for (int epoch = 1; epoch <= epochs; epoch++) {
            int[] order = new Sampler(size, 7).order(epoch);
            for (int place = 0; place < size; place++) {
                count[place][order[place]]++;
            }
        }

        // 10,000 expected, standard deviation 91
        for (int[] ofPlace : count) {
            assertThat(Arrays.stream(ofPlace).boxed())
                    .allSatisfy(times -> assertThat(times).isBetween(9_550, 10_450));
        }
    }
}
