package io.jenkins.trainmodel.trainer.data.series;

import io.jenkins.trainmodel.spec.data.Series;
import io.jenkins.trainmodel.spec.data.Series.Duplicates;
import io.jenkins.trainmodel.spec.data.Series.MissingSteps;
import io.jenkins.trainmodel.spec.data.TimeFormat;
import io.jenkins.trainmodel.spec.data.TimeStamp;
import io.jenkins.trainmodel.trainer.data.csv.CsvCell;
import io.jenkins.trainmodel.trainer.data.file.TableFile;
import io.jenkins.trainmodel.trainer.data.file.TableFile.Row;
import io.jenkins.trainmodel.trainer.data.problem.DataException;
import io.jenkins.trainmodel.trainer.data.problem.Problems;
import io.jenkins.trainmodel.trainer.data.problem.Quoted;
import io.jenkins.trainmodel.trainer.data.rows.DoubleRows;
import io.jenkins.trainmodel.trainer.data.rows.MemoryBudget;
import java.util.Optional;

/** Reads the rows of a file of series. */
final class SeriesReader {
    private static final int ROWS_UNTIL_ESTIMATE = 1000;

    /** Of a row, besides its values in double and then in float: time, place, content. */
    static final int BYTES_BESIDES = 56;

    private final TableFile file;
    private final SeriesColumns columns;
    private final Series spec;
    private final TimeFormat format;
    private final MemoryBudget budget;
    private final MeasuredRows rows;
    private final Problems problems = new Problems();
    private final double[] row;
    private boolean filled;

    SeriesReader(TableFile file, Series spec, MemoryBudget budget) {
        this.file = file;
        this.spec = spec;
        this.budget = budget;
        columns = SeriesColumns.read(file, spec);
        format = new TimeFormat(spec.timeFormat());
        row = new double[columns.values().size()];
        rows = new MeasuredRows(new DoubleRows(file.path().toString(), row.length, budget));
    }

    MeasuredRows read() {
        for (var record = file.next(); record.isPresent(); record = file.next()) {
            if (columns.header().isComplete(record.get(), problems::add)) {
                read(record.get());
            }
        }
        problems.throwIfAny();
        if (rows.size() == 0) {
            throw new DataException(
                    file.path() + ": no row has a time and all values; every line after the header is a step");
        }
        return rows;
    }

    private void read(Row record) {
        Optional<TimeStamp> time = time(record);
        if (time.isEmpty()) {
            return;
        }
        int series = rows.seriesNumber(
                columns.series().isPresent() ? record.get(columns.series().getAsInt()) : "");
        if (isNext(series, time.get()) && readValues(record, rows.newest(series))) {
            rows.add(series, time.get(), row, filled, file.line());
            expectMemory();
        }
    }

    private Optional<TimeStamp> time(Row record) {
        String cell = record.get(columns.time());
        Optional<TimeStamp> time = format.read(cell);
        if (time.isEmpty()) {
            problems.add(place(columns.time()) + ": " + Quoted.of(cell)
                    + " is no time in the format that is expected; write ISO 8601 such as 2024-01-31T06:00, or set"
                    + " timeFormat");
        }
        return time;
    }

    /** Whether the row is one to read: later than the one before, or in its place. */
    private boolean isNext(int series, TimeStamp time) {
        int before = rows.newest(series);
        int order = before < 0 ? 1 : time.compareTo(rows.time(before));
        if (order < 0) {
            problems.add(place(columns.time()) + ": " + time + " comes after the later " + rows.time(before)
                    + " of line " + rows.line(before) + "; sort the rows by time");
        } else if (order == 0 && spec.duplicates() == Duplicates.FAIL) {
            problems.add(place(columns.time()) + ": " + time + " is there already, on line " + rows.line(before)
                    + "; remove one of the two, or set duplicates: first or duplicates: last");
        } else if (order == 0 && spec.duplicates() == Duplicates.LAST) {
            rows.replaceNewest(series);
            return true;
        }
        return order > 0;
    }

    private boolean readValues(Row record, int before) {
        boolean good = true;
        filled = false;
        for (int value = 0; value < row.length; value++) {
            String cell = record.get(columns.values().get(value));
            row[value] = CsvCell.parse(cell);
            if (CsvCell.isMissing(cell)) {
                good &= fill(value, before);
            } else if (!Double.isFinite(row[value])) {
                problems.add(place(columns.values().get(value)) + ": " + Quoted.of(cell)
                        + " is not a number; correct it, or leave the column out");
                good = false;
            }
        }
        return good;
    }

    /** Puts the value before in the place of one that is missing; false where the row cannot be used. */
    private boolean fill(int value, int before) {
        if (spec.missing() == MissingSteps.FAIL) {
            problems.add(place(columns.values().get(value))
                    + ": the value is missing; fill it in, or set missing: fill or missing: split");
        } else if (spec.missing() == MissingSteps.FILL && before >= 0) {
            row[value] = rows.values().get(before, value);
            filled |= value < spec.targets().size();
            return true;
        }
        return false;
    }

    private String place(int column) {
        return file.place() + ", column " + Quoted.of(columns.header().names().get(column));
    }

    /** Says early that the whole file will not fit, and not after most of it was read. */
    private void expectMemory() {
        if (rows.size() == ROWS_UNTIL_ESTIMATE) {
            int bytes = row.length * (Double.BYTES + Float.BYTES) + BYTES_BESIDES;
            budget.expect(file.path().toString(), (long) (rows.size() / file.done() * bytes));
        }
    }
}
