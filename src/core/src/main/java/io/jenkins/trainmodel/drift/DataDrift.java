package io.jenkins.trainmodel.drift;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The samples that train a model beside those that its reference has learned.
 *
 * @param reference the reference's name for people
 * @param samples that train
 * @param samplesBefore that the reference has learned
 * @param schema columns that are not the same, what is predicted among them
 * @param columns that both have and that hold the same, the worst first, at most {@value #MOST}
 * @param columnCount how many there are
 * @param label what is predicted; empty where that cannot be compared
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record DataDrift(
        String reference,
        long samples,
        long samplesBefore,
        SchemaDifference schema,
        List<ColumnDrift> columns,
        int columnCount,
        Optional<ColumnDrift> label) {
    /** From this index on a distribution is usually called another one (Siddiqi 2006). */
    public static final double LARGE = 0.25;

    /** From this index on it is usually looked at. */
    public static final double NOTABLE = 0.1;

    private static final int MOST = 150;
    /** Columns whose bins people may want to see. */
    private static final int MOST_SHOWN = 6;

    public DataDrift {
        columns = List.copyOf(columns);
        label = label == null ? Optional.empty() : label;
    }

    /**
     * Of data that was counted into the bins of the reference's.
     *
     * @param schema all columns of the data
     * @param columns those that both have
     * @param named columns that are kept, however little they differ
     */
    public static DataDrift of(
            String reference,
            DataProfile before,
            long samples,
            DataSchema schema,
            List<ColumnDrift> columns,
            Optional<ColumnDrift> label,
            Set<String> named) {
        List<ColumnDrift> kept = Stream.concat(
                        columns.stream().filter(column -> named.contains(column.name())), worst(columns))
                .distinct()
                .limit(MOST)
                .toList();
        List<ColumnDrift> sorted = worst(kept).toList();
        List<ColumnDrift> shown = Stream.concat(
                        sorted.stream().limit(MOST_SHOWN),
                        sorted.stream().skip(MOST_SHOWN).map(ColumnDrift::withoutBins))
                .toList();
        return new DataDrift(
                reference,
                samples,
                before.samples(),
                schema.differenceFrom(DataSchema.of(before)),
                shown,
                columns.size(),
                label);
    }

    /** What chance explains comes behind all that it does not, however large few samples make it. */
    private static Stream<ColumnDrift> worst(List<ColumnDrift> columns) {
        return columns.stream()
                .sorted(Comparator.comparing(ColumnDrift::isReal)
                        .thenComparingDouble(ColumnDrift::index)
                        .reversed());
    }

    /** Whether an event of somebody else may say so. */
    @JsonIgnore
    public boolean isPossible() {
        return samples > 0
                && samplesBefore > 0
                && columnCount >= columns.size()
                && schema != null
                && schema.isPossible()
                && all().stream().allMatch(ColumnDrift::isPossible);
    }

    /** Columns and label, the worst first. */
    public List<ColumnDrift> all() {
        return worst(Stream.concat(columns.stream(), label.stream()).toList()).toList();
    }

    /** Those that differ by more than a bound and not by chance, the worst first. */
    public List<ColumnDrift> above(double bound) {
        return all().stream().filter(column -> column.exceeds(bound)).toList();
    }
}
