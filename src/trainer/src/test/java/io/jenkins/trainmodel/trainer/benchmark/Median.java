package io.jenkins.trainmodel.trainer.benchmark;

import java.util.List;
import java.util.function.ToDoubleFunction;

/** The middle of some numbers. */
public final class Median {
    private Median() {}

    public static <T> double of(List<T> items, ToDoubleFunction<T> value) {
        double[] sorted = items.stream().mapToDouble(value).sorted().toArray();
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
