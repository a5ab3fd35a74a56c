package io.jenkins.trainmodel.trainer.batchsize;

import io.jenkins.trainmodel.words.Quantity;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.LongSupplier;

/**
 * Doubles the batch size for as long as it fits, and on a CPU for as long as it pays; halves it first where not even the first
 * one fits.
 *
 * @param mustPay whether a larger batch must be faster to be taken: a CPU soon is not, and larger batches learn less of a sample
 * @param nanoseconds the time now
 */
record BatchSizeSearch(
        BatchCandidates candidates, BatchRoom room, BatchTrial trial, boolean mustPay, LongSupplier nanoseconds) {
    private static final int FIRST = 8;
    /** By how much a doubled batch must be faster. */
    private static final double GAIN = 1.05;

    private static final Duration LONGEST = Duration.ofSeconds(30);

    /** A batch size that fits. */
    private record Fitting(int index, double samplesPerSecond) {}

    /** The choice; empty if not even the smallest batch fits. */
    Optional<BatchSizeChoice> search() {
        long start = nanoseconds.getAsLong();
        int first = first();
        OptionalDouble speed = tried(first);
        return speed.isPresent() ? Optional.of(enlarge(new Fitting(first, speed.getAsDouble()), start)) : shrink(first);
    }

    private int first() {
        int index = candidates.sizes().size() - 1;
        while (index > 0 && candidates.sizes().get(index) > FIRST) {
            index--;
        }
        return index;
    }

    private Optional<BatchSizeChoice> shrink(int unfit) {
        for (int index = unfit - 1; index >= 0; index--) {
            if (tried(index).isPresent()) {
                return Optional.of(choice(index, unfit(index + 1)));
            }
        }
        return Optional.empty();
    }

    private String unfit(int index) {
        return "batches of " + candidates.sizes().get(index) + " do not fit into memory with a margin";
    }

    /** The smallest one is always tried, so that what it lacks is told by the device itself. */
    private OptionalDouble tried(int index) {
        int samples = candidates.sizes().get(index);
        if (index > 0 && !room.has(samples)) {
            return OptionalDouble.empty();
        }
        OptionalDouble speed = trial.samplesPerSecond(samples);
        if (speed.isPresent()) {
            room.tried(samples);
        }
        return speed;
    }

    private BatchSizeChoice enlarge(Fitting first, long start) {
        Fitting best = first;
        while (best.index() + 1 < candidates.sizes().size()) {
            int next = best.index() + 1;
            int larger = candidates.sizes().get(next);
            if (nanoseconds.getAsLong() - start > LONGEST.toNanos()) {
                return choice(best.index(), "trying batches of " + larger + " would have taken too long");
            }
            OptionalDouble speed = tried(next);
            if (speed.isEmpty()) {
                return choice(best.index(), unfit(next));
            }
            if (mustPay && speed.getAsDouble() < GAIN * best.samplesPerSecond()) {
                return choice(best.index(), noFaster(larger, speed.getAsDouble(), best.samplesPerSecond()));
            }
            best = new Fitting(next, speed.getAsDouble());
        }
        return choice(best.index(), candidates.reason());
    }

    private static String noFaster(int larger, double theirs, double best) {
        String words = theirs < best
                ? "batches of %d are slower, %s samples/s against %s"
                : "batches of %d are hardly faster, %s samples/s against %s";
        return words.formatted(larger, Quantity.approximate(theirs), Quantity.approximate(best));
    }

    private BatchSizeChoice choice(int index, String reason) {
        return new BatchSizeChoice(candidates.sizes().get(index), reason);
    }
}
