package io.jenkins.trainmodel.drift;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What the cells of a column are. */
public enum ColumnKind {
    NUMBER,
    /** Words. */
    CATEGORY,
    /** Days since 1970, with fractions. */
    DATE;

    /** The word of files and events. */
    @JsonValue
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
