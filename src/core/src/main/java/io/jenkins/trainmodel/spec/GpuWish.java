package io.jenkins.trainmodel.spec;

import java.time.Duration;
import java.util.Optional;

/**
 * Which GPUs a run computes on, where it does on any.
 *
 * @param number that of a GPU among those that can be seen, from 0; empty: one that nobody uses
 * @param count how many, each by a process of its own; empty: nothing is said of it, which means one
 * @param patience how long to wait where all are in use
 */
public record GpuWish(Optional<Integer> number, Optional<Integer> count, Duration patience) {
    /** One that is free, waited for as long as a run does that says nothing of it. */
    public static final GpuWish STANDARD = new GpuWish(Optional.empty(), Optional.empty(), Duration.ofMinutes(10));

    /** How many, at least 1. */
    public int atLeastOne() {
        return count.orElse(1);
    }

    /** The same of one of several processes. */
    GpuWish single() {
        return new GpuWish(Optional.empty(), Optional.empty(), patience);
    }
}
