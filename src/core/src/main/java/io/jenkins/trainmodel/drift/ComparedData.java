package io.jenkins.trainmodel.drift;

import java.util.Optional;

/**
 * What came of comparing the data of a run with that of its reference.
 *
 * @param drift empty where they could not be compared
 * @param problem why not, a sentence without a full stop
 */
public record ComparedData(Optional<DataDrift> drift, Optional<String> problem) {
    public static final ComparedData NONE = new ComparedData(Optional.empty(), Optional.empty());

    /** They were compared. */
    public static ComparedData found(DataDrift drift) {
        return new ComparedData(Optional.of(drift), Optional.empty());
    }

    /** They could not be. */
    public static ComparedData not(String why) {
        return new ComparedData(Optional.empty(), Optional.of(why));
    }
}
