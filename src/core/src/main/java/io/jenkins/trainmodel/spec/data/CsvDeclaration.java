package io.jenkins.trainmodel.spec.data;

import io.jenkins.trainmodel.spec.data.DataSpec.Csv;
import io.jenkins.trainmodel.spec.data.DataSpec.Missing;
import io.jenkins.trainmodel.spec.schema.Key;
import io.jenkins.trainmodel.spec.schema.ObjectType;
import io.jenkins.trainmodel.spec.schema.ReadContext;
import io.jenkins.trainmodel.spec.schema.Types;
import io.jenkins.trainmodel.spec.schema.Values;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Data of the type {@code csv}. */
final class CsvDeclaration {
    private static final int MOST_COLUMNS = 100_000;
    private static final int MOST_DIMENSIONS = 4;
    private static final int LARGEST_DIMENSION = 1_000_000;
    private static final long LARGEST_SAMPLE = 1L << 30;

    private static final Key<Csv, Path> PATH = Key.required(
            "path",
            Types.file(),
            Csv::path,
            "The file: comma-separated values with a header line, or Parquet where its name ends in .parquet or .pq.");
    static final Key<Csv, String> LABEL = Key.required(
            "label", Types.text("the name of the label's column", 1000), Csv::label, "The column to predict.");
    static final Key<Csv, Double> SCALE =
            Key.of("scale", Types.number(), Csv::scale, 1.0, "Every feature is multiplied by it.");
    static final Key<Csv, Boolean> STANDARDIZE = Key.of(
            "standardize",
            Types.truth(),
            Csv::standardize,
            false,
            "Whether every feature is shifted and scaled to mean 0 and standard deviation 1 over the training"
                    + " samples.");
    static final Key<Csv, List<Integer>> SHAPE = Key.of(
            "shape",
            Types.list(Types.integer(1, LARGEST_DIMENSION), 0, MOST_DIMENSIONS),
            Csv::shape,
            List.of(),
            "The shape of one sample, such as [1, 8, 8] (channels, height, width); empty: flat.");
    private static final Key<Csv, Optional<Path>> VALIDATION_PATH = Key.optional(
            "validationPath", Types.file(), Csv::validationPath, "A file of the same columns with validation data.");
    private static final Key<Csv, Optional<Path>> TEST_PATH =
            Key.optional("testPath", Types.file(), Csv::testPath, "A file of the same columns with test data.");
    static final Key<Csv, List<String>> IGNORE = Key.of(
            "ignore",
            Types.list(Types.text("the name of a column", 1000), 0, MOST_COLUMNS),
            Csv::ignore,
            List.of(),
            "Columns that are not features.");
    static final Key<Csv, Missing> MISSING = Key.of(
            "missing",
            Types.word(Missing.class),
            Csv::missing,
            Missing.FAIL,
            "What becomes of a row with a missing value: an error, or it is left out.");

    static final Key<Csv, Optional<Map<String, ColumnSpec>>> COLUMNS = Key.optional(
            "columns",
            ColumnDeclaration.TYPE,
            csv -> Optional.of(csv.columns()).filter(columns -> !columns.isEmpty()),
            "What columns hold that are no plain numbers, or whose missing values have a policy of their own.");

    static final Key<Csv, BadRecords> BAD_RECORDS = Key.of(
            "badRecords",
            new BadRecordsType(),
            Csv::badRecords,
            BadRecords.FAIL,
            "What becomes of rows that cannot be read as samples: an error, or so many of a file are left out and"
                    + " told; one more is an error.");

    static final ObjectType<Csv> TYPE = ObjectType.<Csv>named("csv", "A table in a file of CSV or Parquet.")
            .key(PATH)
            .key(LABEL)
            .key(DataKeys.TASK)
            .key(SCALE)
            .key(STANDARDIZE)
            .key(SHAPE)
            .key(DataKeys.VALIDATION)
            .key(VALIDATION_PATH)
            .key(IGNORE)
            .key(MISSING)
            .key(COLUMNS)
            .key(BAD_RECORDS)
            .key(DataKeys.TEST)
            .key(TEST_PATH)
            .check((values, context) -> DataKeys.checkShares(VALIDATION_PATH, TEST_PATH, values, context))
            .check((values, context) -> checkScale(SCALE, values, context))
            .check((values, context) -> checkShape(SHAPE, values, context))
            .check((values, context) -> checkIgnore(LABEL, IGNORE, values, context))
            .check((values, context) -> checkColumns(LABEL, IGNORE, COLUMNS, values, context))
            .build(values -> new Csv(
                    values.get(PATH),
                    values.get(LABEL),
                    values.get(DataKeys.TASK),
                    values.get(SCALE),
                    values.get(STANDARDIZE),
                    values.get(SHAPE),
                    values.get(DataKeys.VALIDATION),
                    values.get(VALIDATION_PATH),
                    values.get(IGNORE),
                    values.get(MISSING),
                    values.get(DataKeys.TEST),
                    values.get(TEST_PATH),
                    values.get(COLUMNS).orElse(Map.of()),
                    values.get(BAD_RECORDS)));

    private CsvDeclaration() {}

    static void checkScale(Key<?, Double> scaling, Values values, ReadContext context) {
        if (values.find(scaling).filter(scale -> scale == 0).isPresent()) {
            context.reportFound(values.node(scaling), "a number other than 0");
        }
    }

    static void checkShape(Key<?, List<Integer>> shape, Values values, ReadContext context) {
        double size = values.find(shape).orElse(List.of()).stream()
                .mapToDouble(Integer::doubleValue)
                .reduce(1, (one, other) -> one * other);
        if (size > LARGEST_SAMPLE) {
            context.report(
                    values.node(shape),
                    String.format(Locale.ROOT, "a shape of %.0f values", size),
                    "at most " + LARGEST_SAMPLE + " values a sample");
        }
    }

    static void checkIgnore(Key<?, String> label, Key<?, List<String>> ignore, Values values, ReadContext context) {
        if (values.find(label)
                .filter(values.find(ignore).orElse(List.of())::contains)
                .isPresent()) {
            context.report(values.node(ignore), "the label's column", "other columns");
        }
    }

    static void checkColumns(
            Key<?, String> label,
            Key<?, List<String>> ignore,
            Key<?, Optional<Map<String, ColumnSpec>>> columns,
            Values values,
            ReadContext context) {
        Set<String> known =
                values.find(columns).flatMap(found -> found).map(Map::keySet).orElse(Set.of());
        if (values.find(label).filter(known::contains).isPresent()) {
            context.report(values.node(columns), "the label's column", "features; task says what the label is");
        }
        values.find(ignore).orElse(List.of()).stream()
                .filter(known::contains)
                .forEach(name -> context.report(
                        values.node(columns),
                        "the column `" + name + "`, which is ignored",
                        "columns that are features"));
    }
}
