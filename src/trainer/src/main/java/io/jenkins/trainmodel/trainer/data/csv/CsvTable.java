package io.jenkins.trainmodel.trainer.data.csv;

import io.jenkins.trainmodel.spec.data.DataSpec;
import io.jenkins.trainmodel.trainer.data.file.TableFile;
import io.jenkins.trainmodel.trainer.data.file.TableFile.Row;
import io.jenkins.trainmodel.trainer.data.problem.DataException;
import io.jenkins.trainmodel.trainer.data.problem.Problems;
import io.jenkins.trainmodel.trainer.data.problem.Quoted;
import io.jenkins.trainmodel.trainer.data.rows.MemoryBudget;
import io.jenkins.trainmodel.trainer.data.split.ContentNumber;
import io.jenkins.trainmodel.trainer.data.table.SampleTable;
import java.util.List;
import java.util.stream.LongStream;

/** Reads the rows of a CSV file after its header. */
final class CsvTable {
    private static final int ROWS_UNTIL_ESTIMATE = 1000;

    private final TableFile file;
    private final CsvColumns columns;
    private final int[] featureColumns;
    private final long[] columnNumbers;
    private final double scale;
    private final MemoryBudget budget;
    private final CsvFeatures features;
    private final CsvLabels labels;
    private final MissingRows missing;
    private final FloatRange range;
    private final Problems problems = new Problems();
    private final LongStream.Builder contents = LongStream.builder();
    private final RowNumbers numbers = new RowNumbers();
    private final double[] row;
    private long content;

    CsvTable(TableFile file, CsvColumns columns, DataSpec.Csv spec, MemoryBudget budget) {
        this.file = file;
        this.columns = columns;
        this.scale = spec.scale();
        this.budget = budget;
        String source = file.path().toString();
        featureColumns = columns.features().stream().mapToInt(index -> index).toArray();
        columnNumbers = columns.featureNames().stream()
                .mapToLong(ContentNumber::ofColumn)
                .toArray();
        row = new double[featureColumns.length];
        features = CsvFeatures.of(source, row.length, spec.standardize(), budget);
        labels = CsvLabels.of(spec.task(), problems);
        missing = new MissingRows(source, spec.missing());
        range = new FloatRange(row.length);
    }

    SampleTable read(List<String> warnings) {
        for (var record = file.next(); record.isPresent(); record = file.next()) {
            numbers.next();
            if (columns.header().isComplete(record.get(), problems)
                    && !isSkipped(record.get())
                    && readFeatures(record.get())
                    && readLabel(record.get())) {
                features.add(row);
                numbers.keep();
                contents.add(content);
                expectMemory();
            }
        }
        labels.close(missing, warnings);
        problems.throwIfAny();
        missing.note(warnings);
        if (features.rows().size() == 0) {
            throw new DataException(file.path() + ": "
                    + (missing.count() > 0
                            ? "a value is missing in every row"
                            : "nothing follows the header; every further line is a sample"));
        }
        features.note(range, file.path().toString(), columns.featureNames(), warnings);
        return new SampleTable(
                file.path().toString(),
                features.rows(),
                labels.raw(),
                numbers::nameOf,
                contents.build().toArray());
    }

    private boolean isSkipped(Row record) {
        if (!missing.areSkipped()) {
            return false;
        }
        for (int column : featureColumns) {
            if (CsvCell.isMissing(record.get(column))) {
                return missing.skip(place(column));
            }
        }
        return labels.isMissing(record.get(columns.label())) && missing.skip(place(columns.label()));
    }

    private boolean readFeatures(Row record) {
        boolean good = true;
        content = 0;
        for (int feature = 0; feature < row.length; feature++) {
            String cell = record.get(featureColumns[feature]);
            double value = CsvCell.parse(cell);
            content += ContentNumber.ofCell(columnNumbers[feature], value);
            row[feature] = value * scale;
            if (Float.isFinite((float) row[feature])) {
                range.observe(feature, row[feature]);
            } else {
                complain(featureColumns[feature], cell);
                good = false;
            }
        }
        return good;
    }

    private void complain(int column, String cell) {
        problems.add(place(column) + ": "
                + (CsvCell.isNumber(cell)
                        ? Quoted.of(cell) + " is beyond the range of float32; use a smaller scale"
                        : CsvCell.explain(cell)));
    }

    private boolean readLabel(Row record) {
        return labels.add(record.get(columns.label()), () -> place(columns.label()));
    }

    private String place(int column) {
        return file.place() + ", column " + Quoted.of(columns.header().names().get(column));
    }

    /** Says early that the whole file will not fit, and not after most of it was read. */
    private void expectMemory() {
        if (features.rows().size() == ROWS_UNTIL_ESTIMATE) {
            double rows = features.rows().size() / file.done();
            budget.expect(
                    file.path().toString(), (long) (rows * (features.cellBytes() * (row.length + 1) + Long.BYTES)));
        }
    }
}
