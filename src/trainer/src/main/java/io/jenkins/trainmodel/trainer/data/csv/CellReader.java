package io.jenkins.trainmodel.trainer.data.csv;

import io.jenkins.trainmodel.spec.data.ColumnSpec;
import io.jenkins.trainmodel.spec.data.TimeFormat;
import io.jenkins.trainmodel.spec.data.TimeStamp;
import io.jenkins.trainmodel.trainer.data.column.CalendarColumn;
import io.jenkins.trainmodel.trainer.data.column.Dictionary;
import io.jenkins.trainmodel.trainer.data.column.RawColumn;
import io.jenkins.trainmodel.trainer.data.csv.BadCell.Fault;
import io.jenkins.trainmodel.trainer.data.file.TableFile.Row;
import io.jenkins.trainmodel.trainer.data.split.ContentNumber;
import java.util.List;
import java.util.Optional;
import java.util.function.ToIntFunction;

/** Reads the cells of a column as numbers. */
sealed interface CellReader {
    /**
     * Of a column.
     *
     * @param scale by which numbers are multiplied
     * @param range observes numbers, by the place of their cell in the row
     * @param place where the column's numbers begin in the row
     */
    static CellReader of(RawColumn column, double scale, FloatRange range, int place) {
        long number = ContentNumber.ofColumn(column.name());
        if (column.holds() instanceof ColumnSpec.Category) {
            return new Words(number, column.words()::number, column.isFilled());
        }
        return column.holds() instanceof ColumnSpec.Date date
                ? new Dates(
                        number, new TimeFormat(date.format()), CalendarColumn.of(date.calendar()), column.isFilled())
                : new Numbers(number, scale, column.isFilled(), range, place);
    }

    /** Whether there is no value in the cell. */
    boolean isMissing(String cell);

    /** Whether there is no value in a cell of the record. */
    default boolean isMissing(Row record, int place) {
        return isMissing(record.get(place));
    }

    /** Adds the numbers of a cell of the record to the row, or says what is wrong with it. */
    Optional<BadCell> read(Row record, int place, RawRow row);

    /** Numbers that are multiplied by a scale. */
    record Numbers(long content, double scale, boolean filled, FloatRange range, int place) implements CellReader {
        @Override
        public boolean isMissing(String cell) {
            return CsvCell.isMissing(cell);
        }

        @Override
        public boolean isMissing(Row record, int place) {
            return Double.isNaN(record.number(place)) && isMissing(record.get(place));
        }

        @Override
        public Optional<BadCell> read(Row record, int column, RawRow row) {
            double known = record.number(column);
            double value = Double.isNaN(known) ? CsvCell.parse(record.get(column)) : known;
            if (filled && Double.isNaN(value) && isMissing(record.get(column))) {
                row.addMissing(content, 1);
                return Optional.empty();
            }
            double scaled = value * scale;
            row.add(scaled);
            row.contain(ContentNumber.ofCell(content, value));
            if (Float.isFinite((float) scaled)) {
                range.observe(place, scaled);
                return Optional.empty();
            }
            return Optional.of(BadCell.noNumber(record.get(column)));
        }
    }

    /** Words by their numbers. */
    record Words(long column, ToIntFunction<String> numbers, boolean filled) implements CellReader {
        static final int LONGEST = 1000;

        @Override
        public boolean isMissing(String cell) {
            return CsvCell.isMissingAmongText(cell);
        }

        @Override
        public Optional<BadCell> read(Row record, int place, RawRow row) {
            String cell = record.get(place);
            if (isMissing(cell)) {
                row.addMissing(column, 1);
                return filled ? Optional.empty() : Optional.of(new BadCell(cell, Fault.CATEGORY_MISSING));
            }
            if (cell.length() > LONGEST) {
                return Optional.of(new BadCell(cell, Fault.LONG_CATEGORY));
            }
            int number = numbers.applyAsInt(cell);
            if (number == Dictionary.MOST) {
                return Optional.of(new BadCell(cell, Fault.MANY_CATEGORIES));
            }
            row.add(number);
            row.contain(ContentNumber.ofText(column, cell));
            return Optional.empty();
        }
    }

    /** Times, as days since 1970 and as places in the calendar. */
    record Dates(long column, TimeFormat format, List<CalendarColumn> calendar, boolean filled) implements CellReader {
        private static final double MICROSECONDS_A_DAY = 86_400e6;

        @Override
        public boolean isMissing(String cell) {
            return CsvCell.isMissing(cell);
        }

        @Override
        public Optional<BadCell> read(Row record, int place, RawRow row) {
            String cell = record.get(place);
            if (isMissing(cell)) {
                row.addMissing(column, 1 + calendar.size());
                return filled ? Optional.empty() : Optional.of(new BadCell(cell, Fault.DATE_MISSING));
            }
            Optional<TimeStamp> time = format.read(cell);
            if (time.isEmpty()) {
                return Optional.of(new BadCell(cell, Fault.NO_DATE));
            }
            row.add(time.get().microseconds() / MICROSECONDS_A_DAY);
            calendar.forEach(unit -> row.add(unit.at(time.get())));
            row.contain(ContentNumber.ofCell(column, time.get().microseconds()));
            return Optional.empty();
        }
    }
}
