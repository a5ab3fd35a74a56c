package io.jenkins.trainmodel.trainer.data;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** Which samples are for training and which for validation, both in the order in which they were read. */
record Split(int[] train, int[] validation) {

    /** Holds out the same share of every class, rounded, but at least one sample for either part. */
    static Split stratified(int[] classIndices, int classes, double share, long seed) {
        int[][] samplesOfClass = group(classIndices, classes);
        List<int[]> train = new ArrayList<>();
        List<int[]> validation = new ArrayList<>();
        for (int index = 0; index < classes; index++) {
            Split part = random(samplesOfClass[index], share, SplitMix64.of(seed, index));
            train.add(part.train);
            validation.add(part.validation);
        }
        return new Split(merge(train), merge(validation));
    }

    /** Holds out a share of all samples. */
    static Split random(int samples, double share, long seed) {
        return random(Sampler.inSequence(samples), share, SplitMix64.of(seed, 0));
    }

    private static Split random(int[] samples, double share, SplitMix64 random) {
        random.shuffle(samples);
        int wanted = (int) Math.round(samples.length * share);
        int held = Math.max(1, Math.min(samples.length - 1, wanted));
        Split split =
                new Split(Arrays.copyOfRange(samples, held, samples.length), Arrays.copyOfRange(samples, 0, held));
        Arrays.sort(split.train);
        Arrays.sort(split.validation);
        return split;
    }

    private static int[][] group(int[] classIndices, int classes) {
        IntStream.Builder[] groups = new IntStream.Builder[classes];
        Arrays.setAll(groups, index -> IntStream.builder());
        for (int sample = 0; sample < classIndices.length; sample++) {
            groups[classIndices[sample]].add(sample);
        }
        return Arrays.stream(groups).map(group -> group.build().toArray()).toArray(int[][]::new);
    }

    private static int[] merge(List<int[]> parts) {
        return parts.stream().flatMapToInt(Arrays::stream).sorted().toArray();
    }
}
