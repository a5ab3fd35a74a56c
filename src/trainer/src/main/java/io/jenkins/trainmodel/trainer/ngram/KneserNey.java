package io.jenkins.trainmodel.trainer.ngram;

import io.jenkins.trainmodel.trainer.data.text.TokenFile;
import java.util.ArrayList;
import java.util.List;

/**
 * An n-gram model with interpolated modified Kneser-Ney smoothing (Chen and Goodman, "An empirical study of smoothing
 * techniques for language modeling", 1999, section 3): the longest tuples are counted as they occur, shorter ones by how
 * many different tokens stand before them, and the shortest are mixed with the same probability for every token.
 */
public final class KneserNey {
    /** Bits of a tuple in a key, below its leading 1. */
    private static final int MOST_BITS = 62;

    private final int tokens;
    private final int tokenBits;
    private final List<GramOrder> orders = new ArrayList<>();

    /**
     * Counts a text.
     *
     * @param order tokens in the longest tuple: 3 for a trigram model
     * @param tokens how many different ones there are
     * @throws IllegalArgumentException if tuples of that length do not fit into a number
     */
    public KneserNey(TokenFile text, int order, int tokens) {
        this.tokens = tokens;
        tokenBits = bits(tokens);
        require(order, tokens);
        GramCounts counts = counted(text, order);
        orders.add(new GramOrder(counts, tokenBits));
        for (int length = order - 1; length > 0; length--) {
            counts = continuations(counts, length);
            orders.add(0, new GramOrder(counts, tokenBits));
        }
    }

    private static int bits(int tokens) {
        return Integer.SIZE - Integer.numberOfLeadingZeros(Math.max(1, tokens - 1));
    }

    /** The longest tuples that can be counted where there are so many different tokens. */
    static int largestOrder(int tokens) {
        return MOST_BITS / bits(tokens);
    }

    /** @throws IllegalArgumentException if tuples of that length do not fit into a number */
    static void require(int order, int tokens) {
        if (order < 1 || order > largestOrder(tokens)) {
            throw new IllegalArgumentException("order " + order + " is not from 1 to " + largestOrder(tokens)
                    + ", which is the most for " + tokens + " different tokens");
        }
    }

    private GramCounts counted(TokenFile text, int order) {
        GramCounts counts = new GramCounts();
        long gram = 0;
        for (long place = 0; place < text.size(); place++) {
            gram = gram << tokenBits | text.at(place);
            if (place >= order - 1) {
                counts.add(key(gram, order));
            }
        }
        return counts;
    }

    /** Of tuples that are shorter by one, how many different tokens stand before them. */
    private GramCounts continuations(GramCounts longer, int length) {
        GramCounts counts = new GramCounts();
        longer.forEachKey(gram -> counts.add(key(gram, length)));
        return counts;
    }

    /** The last tokens of a tuple, after a 1 that keeps those apart that begin with the token 0. */
    private long key(long gram, int length) {
        long top = 1L << length * tokenBits;
        return gram & top - 1 | top;
    }

    /**
     * The bits that a text's tokens take, those from {@code from} to before {@code to}; what stands before is known.
     */
    public double bits(TokenFile text, long from, long to) {
        double bits = 0;
        for (long place = from; place < to; place++) {
            bits -= Math.log(probability(text, place));
        }
        return bits / Math.log(2);
    }

    /** The probability of the token at a place after those before it. */
    double probability(TokenFile text, long place) {
        double probability = 1.0 / tokens;
        long gram = text.at(place);
        for (int length = 1; length <= orders.size() && place - length + 1 >= 0; length++) {
            gram |= (long) text.at(place - length + 1) << (length - 1) * tokenBits;
            probability = orders.get(length - 1).probability(key(gram, length), probability);
        }
        return probability;
    }
}
