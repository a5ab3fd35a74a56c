package io.jenkins.trainmodel.trainer.data.text;

import io.jenkins.trainmodel.trainer.data.file.LoadProgress;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;

/**
 * How many windows of the validation or the test text stand, token by token, somewhere in the training text. What a model can have
 * learned by heart says little of it. Hashes that roll over the training text find candidates (Karp and Rabin, "Efficient
 * randomized pattern-matching algorithms", 1987), which are compared then.
 */
final class Overlap {
    private static final long BASE = 0x9E3779B97F4A7C15L;
    private static final int FILTER_BITS = 24;
    static final String OF_VALIDATION = "the training text for windows of the validation text";
    static final String OF_TEST = "the training text for windows of the test text";
    /** So many tokens are searched in some hundredths of a second. */
    private static final long TELL_TOKENS = 1 << 20;

    private final TokenFile train;
    private final TokenFile judging;
    private final int context;
    private final Map<Long, Windows> windows = new HashMap<>();
    private final BitSet filter = new BitSet(1 << FILTER_BITS);

    /** Windows of the same tokens. */
    private static final class Windows {
        private final long first;
        private int count;
        private boolean found;

        Windows(long first) {
            this.first = first;
        }
    }

    private Overlap(TokenFile train, TokenFile judging, int context) {
        this.train = train;
        this.judging = judging;
        this.context = context;
    }

    /**
     * Windows of {@code context} tokens of a text, one after the other, that the training text has.
     *
     * @param judging the text that a model is to be judged by
     * @param searched what is searched, and for what, in words
     * @param progress is told of how many tokens have been searched
     */
    static long count(TokenFile train, TokenFile judging, int context, String searched, LoadProgress progress) {
        Overlap overlap = new Overlap(train, judging, context);
        overlap.readWindows();
        overlap.search(searched, progress);
        return overlap.windows.values().stream()
                .filter(same -> same.found)
                .mapToLong(same -> same.count)
                .sum();
    }

    private void readWindows() {
        for (long first = 0; first + context <= judging.size(); first += context) {
            long hash = 0;
            for (int place = 0; place < context; place++) {
                hash = hash * BASE + judging.at(first + place) + 1;
            }
            long from = first;
            windows.computeIfAbsent(hash, same -> new Windows(from)).count++;
            filter.set(filterBit(hash));
        }
    }

    private static int filterBit(long hash) {
        return (int) (hash >>> Long.SIZE - FILTER_BITS);
    }

    private void search(String searched, LoadProgress progress) {
        long highest = 1;
        for (int place = 1; place < context; place++) {
            highest *= BASE;
        }
        int[] window = new int[context];
        int oldest = 0;
        long hash = 0;
        for (long place = 0; place < train.size(); place++) {
            if (place % TELL_TOKENS == TELL_TOKENS - 1) {
                progress.read(searched, place, train.size());
            }
            int token = train.at(place) + 1;
            hash = (hash - window[oldest] * highest) * BASE + token;
            window[oldest] = token;
            oldest = oldest + 1 == context ? 0 : oldest + 1;
            if (filter.get(filterBit(hash)) && place >= context - 1) {
                compare(hash, place - context + 1);
            }
        }
    }

    private void compare(long hash, long from) {
        Windows candidate = windows.get(hash);
        if (candidate == null || candidate.found) {
            return;
        }
        for (int place = 0; place < context; place++) {
            if (train.at(from + place) != judging.at(candidate.first + place)) {
                return;
            }
        }
        candidate.found = true;
    }
}
