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
    private static final Key<Csv, String> LABEL = Key.required(
            "label", Types.text("the name of the label's column", 1000), Csv::label, "The column to predict.");
    private static final Key<Csv, Double> SCALE =
            Key.of("scale", Types.number(), Csv::scale, 1.0, "Every feature is multiplied by it.");
    private static final Key<Csv, Boolean> STANDARDIZE = Key.of(
            "standardize",
            Types.truth(),
            Csv::standardize,
            false,
            "Whether every feature is shifted and scaled to mean 0 and standard deviation 1 over the training samples.");
    private static final Key<Csv, List<Integer>> SHAPE = Key.of(
            "shape",
            Types.list(Types.integer(1, LARGEST_DIMENSION), 0, MOST_DIMENSIONS),
            Csv::shape,
            List.of(),
            "The shape of one sample, such as [1, 8, 8] (channels, height, width); empty: flat.");
    private static final Key<Csv, Optional<Path>> VALIDATION_PATH = Key.optional(
            "validationPath", Types.file(), Csv::validationPath, "A file of the same columns with validation data.");
    private static final Key<Csv, Optional<Path>> TEST_PATH =
            Key.optional("testPath", Types.file(), Csv::testPath, "A file of the same columns with test data.");
    private static final Key<Csv, List<String>> IGNORE = Key.of(
            "ignore",
            Types.list(Types.text("the name of a column", 1000), 0, MOST_COLUMNS),
            Csv::ignore,
            List.of(),
            "Columns that are not features.");
    private static final Key<Csv, Missing> MISSING = Key.of(
            "missing",
            Types.word(Missing.class),
            Csv::missing,
            Missing.FAIL,
            "What becomes of a row with a missing value: an error, or it is left out.");

    private static final Key<Csv, Optional<Map<String, ColumnSpec>>> COLUMNS = Key.optional(
            "columns",
            ColumnDeclaration.TYPE,
            csv -> Optional.of(csv.columns()).filter(columns -> !columns.isEmpty()),
            "What columns hold that are no plain numbers, or whose missing values have a policy of their own.");

    private static final Key<Csv, BadRecords> BAD_RECORDS = Key.of(
            "badRecords",
            new BadRecordsType(),
            Csv::badRecords,
            BadRecords.FAIL,
            "What becomes of rows that cannot be read as samples: an error, or so many of a file are left out and told; one"
                    + " more is an error.");

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
            .check(CsvDeclaration::checkScale)
            .check(CsvDeclaration::checkShape)
            .check(CsvDeclaration::checkIgnore)
            .check(CsvDeclaration::checkColumns)
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

    private static void checkScale(Values values, ReadContext context) {
        if (values.find(SCALE).filter(scale -> scale == 0).isPresent()) {
            context.reportFound(values.node(SCALE), "a number other than 0");
        }
    }

    private static void checkShape(Values values, ReadContext context) {
        double size = values.find(SHAPE).orElse(List.of()).stream()
                .mapToDouble(Integer::doubleValue)
                .reduce(1, (one, other) -> one * other);
        if (size > LARGEST_SAMPLE) {
            context.report(
                    values.node(SHAPE),
                    String.format(Locale.ROOT, "a shape of %.0f values", size),
                    "at most " + LARGEST_SAMPLE + " values a sample");
        }
    }

    private static void checkIgnore(Values values, ReadContext context) {
        if (values.find(LABEL)
                .filter(values.find(IGNORE).orElse(List.of())::contains)
                .isPresent()) {
            context.report(values.node(IGNORE), "the label's column", "other columns");
        }
    }

    private static void checkColumns(Values values, ReadContext context) {
        Set<String> known = values.find(COLUMNS)
                .flatMap(columns -> columns)
                .map(Map::keySet)
                .orElse(Set.of());
        if (values.find(LABEL).filter(known::contains).isPresent()) {
            context.report(values.node(COLUMNS), "the label's column", "features; task says what the label is");
        }
        values.find(IGNORE).orElse(List.of()).stream()
                .filter(known::contains)
                .forEach(name -> context.report(
                        values.node(COLUMNS),
                        "the column `" + name + "`, which is ignored",
                        "columns that are features"));
    }
}
