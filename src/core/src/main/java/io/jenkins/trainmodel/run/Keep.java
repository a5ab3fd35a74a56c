package io.jenkins.trainmodel.run;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Optional;

/** What is left of a run that a person stops. */
public enum Keep {
    /** The package holds the model of the best epoch; the run can go on. */
    BEST("best"),
    /** The package holds the model as it is; the run can go on. */
    LAST("last"),
    /** No package, no checkpoints: the run cannot go on. */
    NOTHING("nothing");

    private final String word;

    Keep(String word) {
        this.word = word;
    }

    /** As commands and people write it. */
    @JsonValue
    public String word() {
        return word;
    }

    /** The one that this word means, if it means any. */
    public static Optional<Keep> of(String word) {
        return Arrays.stream(values()).filter(keep -> keep.word.equals(word)).findFirst();
    }

    @JsonCreator
    static Keep read(String word) {
        return of(word).orElseThrow(() -> new IllegalArgumentException("\"keep\" must be one of best, last, nothing"));
    }
}
