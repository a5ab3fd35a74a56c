package io.jenkins.trainmodel.stop;

import io.jenkins.trainmodel.metric.Direction;

/** A bound that a value reaches from one side; {@code MAX} is "at least", {@code MIN} is "at most". */
public record Threshold(Direction direction, double value) {
    /** Tells whether the value reaches the bound; a value that is not finite never does. */
    public boolean reachedBy(double metric) {
        return Double.isFinite(metric) && (direction == Direction.MAX ? metric >= value : metric <= value);
    }
}
