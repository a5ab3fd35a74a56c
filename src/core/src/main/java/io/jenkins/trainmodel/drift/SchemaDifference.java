package io.jenkins.trainmodel.drift;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.List;

/**
 * Columns that only one of two data has, or that hold something else; of each at most {@value #MOST} are named.
 *
 * @param added columns that the other data lacks
 * @param addedCount how many there are
 * @param gone columns that only the other data has
 * @param goneCount how many there are
 * @param changed columns of another kind
 * @param changedCount how many there are
 */
public record SchemaDifference(
        List<String> added,
        int addedCount,
        List<String> gone,
        int goneCount,
        List<KindChange> changed,
        int changedCount) {
    static final int MOST = 100;

    public SchemaDifference {
        added = List.copyOf(added);
        gone = List.copyOf(gone);
        changed = List.copyOf(changed);
    }

    /** A column that holds something else. */
    public record KindChange(String name, ColumnKind from, ColumnKind to) {}

    static SchemaDifference of(List<String> added, List<String> gone, List<KindChange> changed) {
        return new SchemaDifference(
                first(added), added.size(), first(gone), gone.size(), first(changed), changed.size());
    }

    private static <T> List<T> first(List<T> all) {
        return all.subList(0, Math.min(MOST, all.size()));
    }

    boolean isPossible() {
        return addedCount >= added.size()
                && goneCount >= gone.size()
                && changedCount >= changed.size()
                && changed.stream().allMatch(change -> change.from() != null && change.to() != null);
    }

    /** Whether both have the same columns. */
    @JsonIgnore
    public boolean isEmpty() {
        return addedCount + goneCount + changedCount == 0;
    }
}
