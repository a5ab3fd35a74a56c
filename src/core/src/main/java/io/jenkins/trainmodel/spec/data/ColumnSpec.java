package io.jenkins.trainmodel.spec.data;

import java.util.List;
import java.util.Optional;

/** What a column of a table holds, and what becomes of a value that is missing in it; without a policy, as the table says. */
public sealed interface ColumnSpec {
    Optional<Missing> missing();

    /** Numbers. */
    record Numbers(Optional<Missing> missing) implements ColumnSpec {}

    /**
     * Words, each of which is a feature that is 0 or 1.
     *
     * @param most categories that are told apart, the most frequent ones; others are none of them
     */
    record Category(int most, Optional<Missing> missing) implements ColumnSpec {}

    /**
     * Dates and times.
     *
     * @param format how they are written, see {@link TimeFormat}; empty: as ISO 8601 or since 1970
     * @param calendar what of the date is a feature besides the time itself
     */
    record Date(Optional<String> format, List<Calendar> calendar, Optional<Missing> missing) implements ColumnSpec {}

    /** What becomes of a value that is missing. */
    enum Missing {
        /** It is an error. */
        FAIL,
        /** The row is left out. */
        SKIP,
        /** The mean of the training samples stands for it. */
        MEAN,
        /** As for {@link #MEAN}, and a further feature is 1. */
        FLAG,
        /** It is a category of its own. */
        CATEGORY
    }
}
