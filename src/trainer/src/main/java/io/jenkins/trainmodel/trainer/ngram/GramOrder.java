package io.jenkins.trainmodel.trainer.ngram;

import java.util.HashMap;
import java.util.Map;

/** Tuples of one length: how often each occurred, and what its beginnings were followed by. */
final class GramOrder {
    private final GramCounts counts;
    private final Discounts discounts;
    private final int tokenBits;
    private final Map<Long, Followers> followers = new HashMap<>();

    /** What follows a history: how often anything did, and what is taken from these counts. */
    private static final class Followers {
        private long total;
        private double discounted;
    }

    GramOrder(GramCounts counts, int tokenBits) {
        this.counts = counts;
        this.tokenBits = tokenBits;
        discounts = Discounts.of(counts);
        counts.forEachKey(this::follow);
    }

    private void follow(long gram) {
        Followers after = followers.computeIfAbsent(gram >>> tokenBits, history -> new Followers());
        after.total += counts.of(gram);
        after.discounted += discounts.of(counts.of(gram));
    }

    /** The probability of the last token of a tuple after the others, where shorter tuples give it {@code lower}. */
    double probability(long gram, double lower) {
        Followers after = followers.get(gram >>> tokenBits);
        if (after == null) {
            return lower;
        }
        int count = counts.of(gram);
        return (count - discounts.of(count) + after.discounted * lower) / after.total;
    }
}
