package io.jenkins.trainmodel.trainer.data.csv;

import io.jenkins.trainmodel.spec.data.DataSpec.Missing;
import java.util.List;

/** The rows in which a value is missing, and what becomes of them. */
final class MissingRows {
    private final String source;
    private final Missing policy;
    private long count;
    private String firstPlace = "";

    MissingRows(String source, Missing policy) {
        this.source = source;
        this.policy = policy;
    }

    boolean areSkipped() {
        return policy == Missing.SKIP;
    }

    /** Leaves a row out; always true. */
    boolean skip(String place) {
        firstPlace = count == 0 ? place : firstPlace;
        count++;
        return true;
    }

    long count() {
        return count;
    }

    void note(List<String> warnings) {
        if (count > 0) {
            warnings.add(source + ": " + count + (count == 1 ? " row was" : " rows were")
                    + " left out for a missing value, the first at " + firstPlace);
        }
    }
}
