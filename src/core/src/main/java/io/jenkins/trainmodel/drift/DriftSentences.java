package io.jenkins.trainmodel.drift;

import io.jenkins.trainmodel.drift.SchemaDifference.KindChange;
import io.jenkins.trainmodel.metric.Figure;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What people should know of data that is not what the reference has learned, in sentences without a full stop. */
public final class DriftSentences {
    private static final int NAMED = 5;

    private DriftSentences() {}

    /** How much was compared, and what differs most. */
    public static String summary(DataDrift drift) {
        String compared = "columns compared with the data of " + drift.reference() + ": " + drift.columnCount();
        return drift.columns().stream()
                .findFirst()
                .map(worst -> compared + "; population stability index of " + worst.name() + ", which differs most: "
                        + Figure.of(worst.index()))
                .orElse(compared);
    }

    /** What a run is warned of, whether or not it has a gate for it. */
    public static List<String> warnings(DataDrift drift) {
        List<String> sentences = new ArrayList<>();
        schema(drift).ifPresent(sentences::add);
        List<ColumnDrift> columns = drift.columns().stream()
                .filter(column -> column.exceeds(DataDrift.LARGE))
                .toList();
        if (!columns.isEmpty()) {
            sentences.add("columns that are distributed otherwise than in the data of " + drift.reference()
                    + " (population stability index above " + Figure.of(DataDrift.LARGE) + "): " + named(columns));
        }
        drift.label()
                .filter(label -> label.exceeds(DataDrift.LARGE))
                .ifPresent(label -> sentences.add("what is predicted is distributed otherwise than in the data of "
                        + drift.reference() + ": population stability index " + Figure.of(label.index())));
        return sentences;
    }

    /** Columns that came, went or hold something else; empty where there are none. */
    public static Optional<String> schema(DataDrift drift) {
        SchemaDifference schema = drift.schema();
        if (schema.isEmpty()) {
            return Optional.empty();
        }
        int all = schema.addedCount() + schema.goneCount() + schema.changedCount();
        String names = names(
                Stream.of(
                                schema.added().stream(),
                                schema.gone().stream(),
                                schema.changed().stream().map(KindChange::name))
                        .flatMap(Function.identity())
                        .toList(),
                all);
        return Optional.of("the columns are not those of the data of " + drift.reference() + ": " + schema.addedCount()
                + " new, " + schema.goneCount() + " gone, " + schema.changedCount() + " of another kind: " + names);
    }

    /** Columns with their indices, the first few. */
    private static String named(List<ColumnDrift> columns) {
        return names(
                columns.stream()
                        .map(column -> column.name() + " " + Figure.of(column.index()))
                        .toList(),
                columns.size());
    }

    /**
     * The first names, and how many more there are.
     *
     * @param all how many there are
     */
    public static String names(List<String> names, int all) {
        String first = names.stream().limit(NAMED).collect(Collectors.joining(", "));
        int shown = Math.min(NAMED, names.size());
        return all > shown ? first + " and " + (all - shown) + " more" : first;
    }
}
