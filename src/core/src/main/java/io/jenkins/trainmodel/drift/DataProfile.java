package io.jenkins.trainmodel.drift;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Optional;

/**
 * How the samples that a model learned are distributed, kept in its package as {@code data-profile.json}, so that later data can
 * be compared with them when they are gone.
 *
 * @param version the schema version, {@link #SCHEMA_VERSION} for what this program writes
 * @param samples that train
 * @param columns the first {@value #MOST_COLUMNS} feature columns; none where features have no names
 * @param columnCount how many there are
 * @param label classes or numbers that are predicted; empty where the labels are no column of their own
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record DataProfile(
        @JsonProperty("v") int version,
        long samples,
        List<ColumnProfile> columns,
        int columnCount,
        Optional<ColumnProfile> label) {
    public static final int SCHEMA_VERSION = 1;
    public static final int MOST_COLUMNS = 1000;

    public DataProfile {
        columns = List.copyOf(columns);
        label = label == null ? Optional.empty() : label;
    }

    /** What this version writes. */
    public static DataProfile of(
            long samples, List<ColumnProfile> columns, int columnCount, Optional<ColumnProfile> label) {
        return new DataProfile(SCHEMA_VERSION, samples, columns, columnCount, label);
    }

    /** Whether all columns are in it. */
    boolean isWhole() {
        return columns.size() == columnCount;
    }
}
