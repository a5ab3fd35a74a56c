package io.jenkins.trainmodel.gate;

import io.jenkins.trainmodel.metric.Figure;

/** By how much a metric may be worse than the reference's. */
public sealed interface Tolerance {
    /** The words that follow those of the gate; empty where nothing is tolerated. */
    String text();

    /**
     * A fixed amount.
     *
     * @param amount in the metric's unit, or a share of the reference's value; at least 0
     * @param relative whether the amount is such a share
     */
    record Margin(double amount, boolean relative) implements Tolerance {
        public static final Margin NONE = new Margin(0, false);

        /** The amount in the metric's unit, at least 0. */
        public double of(double reference) {
            return relative ? amount * Math.abs(reference) : amount;
        }

        /** The amount alone. */
        public String words() {
            return relative ? Figure.of(amount * 100) + " %" : Figure.of(amount);
        }

        @Override
        public String text() {
            return amount == 0 ? "" : " within " + words();
        }
    }

    /**
     * The spread of earlier accepted runs.
     *
     * @param last so many of them, the newest ones
     * @param otherwise the tolerance where there are too few
     */
    record OfSpread(int last, Margin otherwise) implements Tolerance {
        @Override
        public String text() {
            return " within the spread of the last " + last + " accepted runs";
        }
    }
}
