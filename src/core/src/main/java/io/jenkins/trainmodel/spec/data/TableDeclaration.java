package io.jenkins.trainmodel.spec.data;

import io.jenkins.trainmodel.spec.data.DataSpec.Csv;
import io.jenkins.trainmodel.spec.data.DataSpec.Missing;
import io.jenkins.trainmodel.spec.data.DataSpec.Table;
import io.jenkins.trainmodel.spec.schema.Key;
import io.jenkins.trainmodel.spec.schema.ObjectType;
import io.jenkins.trainmodel.spec.schema.ReadContext;
import io.jenkins.trainmodel.spec.schema.Types;
import io.jenkins.trainmodel.spec.tree.Node;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Data of the type {@code table}. */
final class TableDeclaration {
    private static final int MOST_FILES = 100;

    private static final Key<Table, Map<String, Path>> FILES = Key.required(
            "files",
            Types.checked(
                    Types.map(
                            Types.text("the name of a table", 100),
                            Types.files("a file, a folder or a pattern such as corpus/*.txt"),
                            "a map of the query's tables to files, such as {people: people.parquet}"),
                    TableDeclaration::checkCount),
            Table::files,
            "The tables of the query and where they lie: files of CSV with a header line or of Parquet, also patterns"
                    + " of files with the same columns.");
    private static final Key<Table, String> QUERY = Key.required(
            "query", new QueryType(), Table::query, "What is selected of them, in DuckDB's SQL; its rows are samples.");
    private static final Key<Table, String> LABEL = CsvDeclaration.LABEL.within(Table::rows);
    private static final Key<Table, Double> SCALE = CsvDeclaration.SCALE.within(Table::rows);
    private static final Key<Table, Boolean> STANDARDIZE = CsvDeclaration.STANDARDIZE.within(Table::rows);
    private static final Key<Table, List<Integer>> SHAPE = CsvDeclaration.SHAPE.within(Table::rows);
    private static final Key<Table, List<String>> IGNORE = CsvDeclaration.IGNORE.within(Table::rows);
    private static final Key<Table, Missing> MISSING = CsvDeclaration.MISSING.within(Table::rows);
    private static final Key<Table, Optional<Map<String, ColumnSpec>>> COLUMNS =
            CsvDeclaration.COLUMNS.within(Table::rows);
    private static final Key<Table, BadRecords> BAD_RECORDS = CsvDeclaration.BAD_RECORDS.within(Table::rows);

    static final ObjectType<Table> TYPE = ObjectType.<Table>named(
                    "table", "What a query selects of files of CSV or Parquet, larger than memory where need be.")
            .key(FILES)
            .key(QUERY)
            .key(LABEL)
            .key(DataKeys.TASK)
            .key(SCALE)
            .key(STANDARDIZE)
            .key(SHAPE)
            .key(DataKeys.VALIDATION)
            .key(IGNORE)
            .key(MISSING)
            .key(COLUMNS)
            .key(BAD_RECORDS)
            .key(DataKeys.TEST)
            .check(DataKeys::checkShares)
            .check((values, context) -> CsvDeclaration.checkScale(SCALE, values, context))
            .check((values, context) -> CsvDeclaration.checkShape(SHAPE, values, context))
            .check((values, context) -> CsvDeclaration.checkIgnore(LABEL, IGNORE, values, context))
            .check((values, context) -> CsvDeclaration.checkColumns(LABEL, IGNORE, COLUMNS, values, context))
            .build(values -> new Table(
                    values.get(FILES),
                    values.get(QUERY),
                    new Csv(
                            Table.RESULT,
                            values.get(LABEL),
                            values.get(DataKeys.TASK),
                            values.get(SCALE),
                            values.get(STANDARDIZE),
                            values.get(SHAPE),
                            values.get(DataKeys.VALIDATION),
                            Optional.empty(),
                            values.get(IGNORE),
                            values.get(MISSING),
                            values.get(DataKeys.TEST),
                            Optional.empty(),
                            values.get(COLUMNS).orElse(Map.of()),
                            values.get(BAD_RECORDS))));

    private TableDeclaration() {}

    private static boolean checkCount(Node node, Map<String, Path> files, ReadContext context) {
        if (files.size() > MOST_FILES) {
            context.report(node, files.size() + " tables", "at most " + MOST_FILES);
        }
        return files.size() <= MOST_FILES;
    }
}
