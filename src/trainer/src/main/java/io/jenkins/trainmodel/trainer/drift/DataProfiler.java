package io.jenkins.trainmodel.trainer.drift;

import io.jenkins.trainmodel.drift.BinCounts;
import io.jenkins.trainmodel.drift.ColumnDrift;
import io.jenkins.trainmodel.drift.ColumnKind;
import io.jenkins.trainmodel.drift.ColumnProfile;
import io.jenkins.trainmodel.drift.DataDrift;
import io.jenkins.trainmodel.drift.DataProfile;
import io.jenkins.trainmodel.drift.DataSchema;
import io.jenkins.trainmodel.drift.DataSchema.Label;
import io.jenkins.trainmodel.spec.data.DataSpec;
import io.jenkins.trainmodel.trainer.data.LoadedData;
import io.jenkins.trainmodel.trainer.data.TrainedColumns;
import io.jenkins.trainmodel.trainer.data.TrainedColumns.Column;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Tells how the samples that train are distributed: by bins of their own, for a package, and by those that a reference has recorded.
 * Of many samples some thousand are enough, evenly chosen; classes are counted in all.
 */
public final class DataProfiler {
    private static final int MOST_SAMPLES = 20_000;

    private final LoadedData data;
    private final TrainedColumns trained;
    private final String label;

    private DataProfiler(LoadedData data, TrainedColumns trained, String label) {
        this.data = data;
        this.trained = trained;
        this.label = label;
    }

    /** Empty for text, which has neither columns nor classes. */
    public static Optional<DataProfiler> of(DataSpec spec, LoadedData data) {
        return data.facts().columns().map(trained -> new DataProfiler(data, trained, nameOfLabel(spec)));
    }

    private static String nameOfLabel(DataSpec spec) {
        if (spec instanceof DataSpec.Csv csv) {
            return csv.label();
        }
        return spec instanceof DataSpec.Table table ? table.rows().label() : "class";
    }

    /** How they are distributed. */
    public DataProfile profile() {
        List<Column> columns = trained.source().columns();
        int[] chosen = IntStream.range(0, Math.min(DataProfile.MOST_COLUMNS, columns.size()))
                .toArray();
        List<ColumnProfile> profiles = new ArrayList<>();
        new ColumnBlocks(trained, MOST_SAMPLES)
                .forEach(chosen, (column, values) -> profiles.add(profile(columns.get(column), values)));
        return DataProfile.of(data.train().size(), profiles, columns.size(), profileOfLabel());
    }

    private static ColumnProfile profile(Column column, double[] values) {
        double[] present = present(values);
        long missing = values.length - present.length;
        if (column.kind() == ColumnKind.CATEGORY) {
            return ColumnProfile.ofWords(column.name(), counts(column, present), ColumnProfile.MOST_WORDS, missing);
        }
        Arrays.sort(present);
        return ColumnProfile.ofNumbers(column.name(), column.kind(), present, missing);
    }

    private Optional<ColumnProfile> profileOfLabel() {
        if (!data.classNames().isEmpty()) {
            return Optional.of(ColumnProfile.ofWords(label, classes(), ColumnProfile.MOST_CLASSES, 0));
        }
        return numbers().map(values -> profile(Column.ofNumbers(label), values));
    }

    private Map<String, Long> classes() {
        Map<String, Long> counts = new LinkedHashMap<>();
        for (int index = 0; index < data.classNames().size(); index++) {
            counts.put(data.classNames().get(index), data.classCounts().get(index));
        }
        return counts;
    }

    /** Labels of a regression. */
    private Optional<double[]> numbers() {
        return trained.labels()
                .map(labels -> IntStream.of(trained.rows(MOST_SAMPLES))
                        .mapToDouble(labels)
                        .toArray());
    }

    /**
     * How they are distributed beside others.
     *
     * @param reference name of the run that has recorded them
     * @param named columns that are told, however little they differ
     */
    DataDrift beside(String reference, DataProfile before, Set<String> named) {
        List<Column> columns = trained.source().columns();
        DataSchema schema = schema();
        Map<String, ColumnProfile> recorded = new HashMap<>();
        before.columns().stream()
                .filter(column -> schema.features().get(column.name()) == column.kind())
                .forEach(column -> recorded.put(column.name(), column));
        int[] both = IntStream.range(0, columns.size())
                .filter(column -> recorded.containsKey(columns.get(column).name()))
                .toArray();
        List<ColumnDrift> drifts = new ArrayList<>();
        new ColumnBlocks(trained, MOST_SAMPLES)
                .forEach(
                        both,
                        (column, values) -> drifts.add(
                                drift(recorded.get(columns.get(column).name()), columns.get(column), values)));
        return DataDrift.of(
                reference,
                before,
                data.train().size(),
                schema,
                drifts,
                before.label()
                        .filter(column -> schema.label()
                                .filter(new Label(column.name(), column.kind())::equals)
                                .isPresent())
                        .flatMap(this::driftOfLabel),
                named);
    }

    private DataSchema schema() {
        Map<String, ColumnKind> features = new LinkedHashMap<>();
        trained.source().columns().forEach(column -> features.put(column.name(), column.kind()));
        Optional<ColumnKind> kind = data.classNames().isEmpty()
                ? trained.labels().map(numbers -> ColumnKind.NUMBER)
                : Optional.of(ColumnKind.CATEGORY);
        return new DataSchema(features, true, kind.map(held -> new Label(label, held)));
    }

    private static ColumnDrift drift(ColumnProfile before, Column column, double[] values) {
        BinCounts counts = new BinCounts(before);
        double[] present = present(values);
        if (column.kind() == ColumnKind.CATEGORY) {
            counts(column, present).forEach(counts::add);
        } else {
            Arrays.stream(present).forEach(counts::add);
        }
        counts.addMissing(values.length - present.length);
        return counts.drift();
    }

    /** @param before of the same name and kind */
    private Optional<ColumnDrift> driftOfLabel(ColumnProfile before) {
        if (before.kind() == ColumnKind.CATEGORY) {
            BinCounts counts = new BinCounts(before);
            classes().forEach(counts::add);
            return Optional.of(counts.drift());
        }
        return numbers().map(values -> drift(before, Column.ofNumbers(label), values));
    }

    /** A value that a bin cannot take, as of a scale that is next to nothing, is as good as none. */
    private static double[] present(double[] values) {
        return Arrays.stream(values)
                .filter(value -> Math.abs(value) <= ColumnProfile.LARGEST)
                .toArray();
    }

    private static Map<String, Long> counts(Column column, double[] numbersOfWords) {
        long[] counts = new long[column.words().size()];
        for (double word : numbersOfWords) {
            counts[(int) word]++;
        }
        Map<String, Long> named = new HashMap<>();
        for (int word = 0; word < counts.length; word++) {
            if (counts[word] > 0) {
                named.put(column.words().get(word), counts[word]);
            }
        }
        return named;
    }
}
