package io.jenkins.trainmodel.trainer.data.split;

import io.jenkins.trainmodel.trainer.data.random.SplitMix64;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * Which samples are for training and which for validation, both in the order in which they were read. A sample's side
 * follows from its content and the seed alone, so that it keeps its side when other samples come, go or are sorted, and
 * equal samples stand on one side: what a model has learned from another one's data is never what it is judged by. The share
 * is therefore that of a draw, sample by sample.
 */
public record Split(int[] train, int[] validation) {
    /** The class of a sample that is left out of both parts. */
    public static final int LEFT_OUT = -1;

    /**
     * Holds out a share, and of every class at least one content where it has two.
     *
     * @param contents content numbers of all samples
     * @param classIndices the class of every sample, or {@link #LEFT_OUT}; all 0 for regression
     */
    public static Split of(long[] contents, int[] classIndices, double share, long seed) {
        Draw draw = new Draw(contents, classIndices, share, seed);
        int classes = Arrays.stream(classIndices).max().orElse(LEFT_OUT) + 1;
        int[][] samples = group(classIndices, classes);
        for (int[] ofClass : samples) {
            draw.holdOne(ofClass);
        }
        for (int[] ofClass : samples) {
            draw.trainOne(ofClass);
        }
        return new Split(draw.select(index -> !draw.isHeld(index)), draw.select(draw::isHeld));
    }

    /** A number in [0, 1) for every content: the same for equal contents, evenly spread over others. */
    public static double[] numbers(long[] contents, long seed) {
        long seeded = SplitMix64.mix(seed);
        return Arrays.stream(contents)
                .mapToDouble(content -> (SplitMix64.mix(content ^ seeded) >>> 11) * 0x1p-53)
                .toArray();
    }

    private static int[][] group(int[] classIndices, int classes) {
        IntStream.Builder[] groups = new IntStream.Builder[classes];
        Arrays.setAll(groups, index -> IntStream.builder());
        for (int sample = 0; sample < classIndices.length; sample++) {
            if (classIndices[sample] != LEFT_OUT) {
                groups[classIndices[sample]].add(sample);
            }
        }
        return Arrays.stream(groups).map(group -> group.build().toArray()).toArray(int[][]::new);
    }

    /** A number in [0, 1) for every content, and the contents whose side is not that of their number. */
    private static final class Draw {
        private final double[] numbers;
        private final int[] classIndices;
        private final double share;
        private final Set<Double> held = new HashSet<>();
        private final Set<Double> trained = new HashSet<>();

        Draw(long[] contents, int[] classIndices, double share, long seed) {
            this.classIndices = classIndices;
            this.share = share;
            numbers = numbers(contents, seed);
        }

        boolean isHeld(int sample) {
            double number = numbers[sample];
            return !trained.contains(number) && (number < share || held.contains(number));
        }

        /** Validates by the smallest number where a class would have no validation sample. */
        void holdOne(int[] ofClass) {
            if (Arrays.stream(ofClass).noneMatch(this::isHeld) && contents(ofClass) > 1) {
                held.add(Arrays.stream(ofClass)
                        .mapToDouble(sample -> numbers[sample])
                        .min()
                        .orElseThrow());
            }
        }

        /** Trains the largest number where a class would have no training sample. */
        void trainOne(int[] ofClass) {
            if (ofClass.length > 0 && Arrays.stream(ofClass).allMatch(this::isHeld)) {
                trained.add(Arrays.stream(ofClass)
                        .mapToDouble(sample -> numbers[sample])
                        .max()
                        .orElseThrow());
            }
        }

        /** 0, 1, or 2 for more. */
        private long contents(int[] ofClass) {
            return Arrays.stream(ofClass)
                    .mapToDouble(sample -> numbers[sample])
                    .distinct()
                    .limit(2)
                    .count();
        }

        int[] select(IntPredicate side) {
            return IntStream.range(0, numbers.length)
                    .filter(sample -> classIndices[sample] != LEFT_OUT)
                    .filter(side)
                    .toArray();
        }
    }
}
