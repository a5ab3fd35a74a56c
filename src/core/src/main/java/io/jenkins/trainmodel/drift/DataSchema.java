package io.jenkins.trainmodel.drift;

import io.jenkins.trainmodel.drift.SchemaDifference.KindChange;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Which columns data has, and what they hold.
 *
 * @param features by their names
 * @param isWhole whether all of them are named
 * @param label what is predicted; empty where that is no column of its own
 */
public record DataSchema(Map<String, ColumnKind> features, boolean isWhole, Optional<Label> label) {
    /** The column that is predicted. */
    public record Label(String name, ColumnKind kind) {}

    /** Of data that a reference has recorded. */
    static DataSchema of(DataProfile profile) {
        Map<String, ColumnKind> features = new LinkedHashMap<>();
        profile.columns().forEach(column -> features.put(column.name(), column.kind()));
        return new DataSchema(
                features, profile.isWhole(), profile.label().map(label -> new Label(label.name(), label.kind())));
    }

    /** What differs from other data. Of data that does not name all of its columns nobody can tell which are new. */
    SchemaDifference differenceFrom(DataSchema before) {
        List<String> added = new ArrayList<>(before.isWhole ? without(features, before.features) : List.of());
        List<String> gone = new ArrayList<>(without(before.features, features));
        List<KindChange> changed = new ArrayList<>();
        before.features.forEach((name, kind) -> addChange(name, kind, features.getOrDefault(name, kind), changed));
        if (nameOfLabel().equals(before.nameOfLabel())) {
            label.ifPresent(
                    now -> addChange(now.name(), before.label.orElseThrow().kind(), now.kind(), changed));
        } else {
            nameOfLabel().ifPresent(added::add);
            before.nameOfLabel().ifPresent(gone::add);
        }
        return SchemaDifference.of(added, gone, changed);
    }

    private static List<String> without(Map<String, ColumnKind> columns, Map<String, ColumnKind> others) {
        return columns.keySet().stream()
                .filter(name -> !others.containsKey(name))
                .toList();
    }

    private static void addChange(String name, ColumnKind from, ColumnKind to, List<KindChange> changed) {
        if (from != to) {
            changed.add(new KindChange(name, from, to));
        }
    }

    private Optional<String> nameOfLabel() {
        return label.map(Label::name);
    }
}
