package io.jenkins.trainmodel.trainer.data.csv;

import io.jenkins.trainmodel.spec.TrainingSpec.Task;
import io.jenkins.trainmodel.trainer.data.DataException;
import io.jenkins.trainmodel.trainer.data.FloatRows;
import io.jenkins.trainmodel.trainer.data.MemoryBudget;
import io.jenkins.trainmodel.trainer.data.Problems;
import io.jenkins.trainmodel.trainer.data.RawLabels;
import io.jenkins.trainmodel.trainer.data.SampleTable;
import org.apache.commons.csv.CSVRecord;

/** Reads the rows of a CSV file after its header. */
final class CsvTable {
    private static final int ROWS_UNTIL_ESTIMATE = 1000;

    private final CsvFile file;
    private final CsvColumns columns;
    private final int[] featureColumns;
    private final double scale;
    private final MemoryBudget budget;
    private final FloatRows features;
    private final RawLabels labels;
    private final Problems problems = new Problems();
    private final float[] row;
    private final float[] number = new float[1];

    CsvTable(CsvFile file, CsvColumns columns, Task task, double scale, MemoryBudget budget) {
        this.file = file;
        this.columns = columns;
        this.scale = scale;
        this.budget = budget;
        String source = file.path().toString();
        featureColumns = columns.features().stream().mapToInt(index -> index).toArray();
        row = new float[featureColumns.length];
        features = new FloatRows(source, row.length, budget);
        labels = task == Task.CLASSIFICATION
                ? new RawLabels.Named()
                : new RawLabels.Numbers(new FloatRows(source, 1, budget));
    }

    SampleTable read() {
        for (var record = file.next(); record.isPresent(); record = file.next()) {
            if (isComplete(record.get()) && readFeatures(record.get()) && readLabel(record.get())) {
                features.add(row);
                expectMemory();
            }
        }
        problems.throwIfAny();
        if (features.size() == 0) {
            throw new DataException(file.path() + ": nothing follows the header; every further line is a sample");
        }
        return new SampleTable(file.path().toString(), features, labels);
    }

    private boolean isComplete(CSVRecord record) {
        int wanted = columns.header().size();
        if (record.size() == wanted) {
            return true;
        }
        problems.add(file.place() + ": " + record.size() + " cells where the header has " + wanted
                + " columns; complete the row or quote the cell that has a comma in it");
        return false;
    }

    private boolean readFeatures(CSVRecord record) {
        boolean good = true;
        for (int feature = 0; feature < row.length; feature++) {
            int column = featureColumns[feature];
            double value = CsvCell.parse(record.get(column)) * scale;
            row[feature] = (float) value;
            if (!Float.isFinite(row[feature])) {
                complain(column, record.get(column));
                good = false;
            }
        }
        return good;
    }

    private boolean readLabel(CSVRecord record) {
        String cell = record.get(columns.label());
        if (labels instanceof RawLabels.Named named) {
            return readClass(named, cell);
        }
        number[0] = (float) CsvCell.parse(cell);
        if (!Float.isFinite(number[0])) {
            complain(columns.label(), cell);
            return false;
        }
        ((RawLabels.Numbers) labels).values().add(number);
        return true;
    }

    private boolean readClass(RawLabels.Named named, String cell) {
        if (cell.isEmpty()) {
            problems.add(place(columns.label()) + ": the label is empty; fill it in or remove the row");
            return false;
        }
        named.add(cell, () -> place(columns.label()));
        return true;
    }

    private void complain(int column, String cell) {
        boolean tooLarge = CsvCell.isNumber(cell);
        problems.add(place(column) + ": "
                + (tooLarge ? cell + " is beyond the range of float32; use a smaller scale" : CsvCell.explain(cell)));
    }

    private String place(int column) {
        return file.place() + ", column \"" + columns.header().get(column) + "\"";
    }

    /** Says early that the whole file will not fit, and not after most of it was read. */
    private void expectMemory() {
        if (features.size() == ROWS_UNTIL_ESTIMATE) {
            double rows = features.size() / file.done();
            budget.expect(file.path().toString(), (long) (rows * Float.BYTES * (row.length + 1)));
        }
    }
}
