package io.jenkins.trainmodel.spec;

import java.time.Duration;
import java.util.Optional;

/**
 * Which GPU a run computes on, where it does on one.
 *
 * @param number that of a GPU among those that can be seen, from 0; empty: one that nobody uses
 * @param count how many; empty: nothing is said of it, which means one
 * @param patience how long to wait where all are in use
 */
public record GpuWish(Optional<Integer> number, Optional<Integer> count, Duration patience) {
    /** One that is free, waited for as long as a run does that says nothing of it. */
    public static final GpuWish STANDARD = new GpuWish(Optional.empty(), Optional.empty(), Duration.ofMinutes(10));
}
