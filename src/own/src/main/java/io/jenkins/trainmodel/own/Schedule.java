package io.jenkins.trainmodel.own;

/** A schedule of the learning rate. */
public interface Schedule extends Part {
    /**
     * The share of the specification's learning rate that a step has. It may be asked for any step, any number of times, and
     * must be the same until the next {@link #observe}.
     *
     * @param step the optimizer step, counted from 1, warm-up included
     * @param stepsPerEpoch optimizer steps in an epoch
     * @return at least 0, and finite
     */
    double factor(long step, long stepsPerEpoch);

    /** Shows the end of an epoch, for a schedule that follows what is measured. */
    default void observe(Moment moment) {}
}
