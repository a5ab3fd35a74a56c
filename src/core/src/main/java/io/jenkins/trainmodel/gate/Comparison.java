package io.jenkins.trainmodel.gate;

import com.fasterxml.jackson.annotation.JsonValue;
import io.jenkins.trainmodel.metric.Direction;

/** How a model stands to the reference. */
public enum Comparison {
    BETTER("better"),
    /** Nobody can tell them apart, by the tolerance, spread or interval that was asked for. */
    WITHIN_NOISE("withinNoise"),
    WORSE("worse");

    private final String word;

    Comparison(String word) {
        this.word = word;
    }

    /** The word of events. */
    @JsonValue
    public String word() {
        return word;
    }

    /** The words for people. */
    public String words() {
        return this == WITHIN_NOISE ? "within the noise" : word;
    }

    /** How a value stands to another where so much of a difference is noise. A value that is not finite is worse. */
    static Comparison of(Direction mode, double value, double reference, double noise) {
        if (!Double.isFinite(value) || mode.improves(reference, value, noise)) {
            return WORSE;
        }
        return mode.improves(value, reference, noise) ? BETTER : WITHIN_NOISE;
    }

    /** How a value stands to an interval of noise. A value that is not finite is worse. */
    static Comparison outside(Direction mode, double value, double low, double high) {
        if (!Double.isFinite(value)) {
            return WORSE;
        }
        if (value >= low && value <= high) {
            return WITHIN_NOISE;
        }
        return value > high == (mode == Direction.MAX) ? BETTER : WORSE;
    }
}
