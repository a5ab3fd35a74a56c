package io.jenkins.trainmodel.trainer.ngram;

/**
 * What is taken from a count so that there is something for what was never seen: D(1), D(2) and D(3 and more) of modified
 * Kneser-Ney smoothing (Chen and Goodman, "An empirical study of smoothing techniques for language modeling", 1999, equation
 * 26). Where too few tuples occurred once to four times to tell, or so unevenly that these are no discounts (as in a text with
 * copies of itself, which has few that occurred once), 0.5, 1 and 1.5, as KenLM does: with a discount of 0 nothing would be
 * left for what was never seen.
 */
record Discounts(double one, double two, double more) {
    private static final int TOLD_BY = 4;
    private static final Discounts UNTOLD = new Discounts(0.5, 1, 1.5);

    static Discounts of(GramCounts counts) {
        long[] tuples = new long[TOLD_BY + 1];
        counts.forEachKey(key -> {
            int count = counts.of(key);
            if (count <= TOLD_BY) {
                tuples[count]++;
            }
        });
        for (int count = 1; count <= TOLD_BY; count++) {
            if (tuples[count] == 0) {
                return UNTOLD;
            }
        }
        Discounts told = told(tuples);
        return told.one > 0 && told.two > 0 && told.more > 0 ? told : UNTOLD;
    }

    /** None is more than its count, since what is taken from that is at least 0. */
    private static Discounts told(long[] tuples) {
        double share = tuples[1] / (tuples[1] + 2.0 * tuples[2]);
        return new Discounts(
                1 - 2 * share * tuples[2] / tuples[1],
                2 - 3 * share * tuples[3] / tuples[2],
                3 - 4 * share * tuples[4] / tuples[3]);
    }

    double of(int count) {
        return switch (count) {
            case 0 -> 0;
            case 1 -> one;
            case 2 -> two;
            default -> more;
        };
    }
}
