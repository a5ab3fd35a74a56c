package io.jenkins.trainmodel.own;

/**
 * A metric of the validation data, which rules, gates and checkpoints know as {@code validation/} and its name. It is
 * measured at every validation: {@link #begin}, {@link #add} for one batch after the other, {@link #value}.
 */
public interface Metric extends Part {
    /** Forgets what was added. */
    void begin();

    /** Adds some samples; all of them come once, in the same order at every validation. */
    void add(Predictions predictions);

    /** The metric over all that was added; NaN where there is no such number. */
    double value();
}
