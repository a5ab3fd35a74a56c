package io.jenkins.trainmodel.trainer.data.column;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.jenkins.trainmodel.spec.data.Calendar;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * How a column becomes features, as the training samples taught it. A cell is first read as numbers, which are not numbers where its value is
 * missing, and these become features.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(value = ColumnEncoding.Numbers.class, name = "number"),
    @JsonSubTypes.Type(value = ColumnEncoding.Category.class, name = "category"),
    @JsonSubTypes.Type(value = ColumnEncoding.Date.class, name = "date"),
})
public sealed interface ColumnEncoding {
    /** What the feature is called that tells where a value is missing. */
    String MISSING = " is missing";

    /** The column's name. */
    String column();

    /** What its features are called. */
    List<String> features();

    /** How many features there are. */
    int width();

    /** Numbers that a cell is read as. */
    int cells();

    /**
     * Gives the features of a row.
     *
     * @param encodings of all columns, in the order of the row
     * @param cells numbers of the row
     * @param features takes as many as all columns have
     */
    static void encode(List<ColumnEncoding> encodings, double[] cells, double[] features) {
        int from = 0;
        int to = 0;
        for (ColumnEncoding encoding : encodings) {
            encoding.put(cells, from, features, to);
            from += encoding.cells();
            to += encoding.width();
        }
    }

    /**
     * Gives the features of a cell.
     *
     * @param cells numbers of a row, of which those of this column begin at {@code from}
     * @param features of the row, of which those of this column begin at {@code to}
     */
    void put(double[] cells, int from, double[] features, int to);

    /**
     * A number, which is multiplied by the scale where it is read.
     *
     * @param fill what stands for a missing value; empty: it may not be missing
     * @param flag whether a further feature is 1 where it is missing
     */
    record Numbers(String column, double scale, Optional<Double> fill, boolean flag) implements ColumnEncoding {
        @Override
        public List<String> features() {
            return flag ? List.of(column, column + MISSING) : List.of(column);
        }

        @Override
        public int width() {
            return flag ? 2 : 1;
        }

        @Override
        public int cells() {
            return 1;
        }

        @Override
        public void put(double[] cells, int from, double[] features, int to) {
            boolean missing = Double.isNaN(cells[from]);
            features[to] = missing ? fill.orElse(Double.NaN) : cells[from];
            if (flag) {
                features[to + 1] = missing ? 1 : 0;
            }
        }
    }

    /**
     * A word, read as its place among the values; a negative place, as of a word that was never learned, is none of them.
     *
     * @param values words that are told apart, each a feature
     * @param missing whether a further feature is 1 where it is missing
     */
    record Category(String column, List<String> values, boolean missing) implements ColumnEncoding {
        public Category {
            values = List.copyOf(values);
        }

        @Override
        public List<String> features() {
            Stream<String> named = values.stream().map(value -> column + "=" + value);
            return Stream.concat(named, missing ? Stream.of(column + MISSING) : Stream.of())
                    .toList();
        }

        @Override
        public int width() {
            return values.size() + (missing ? 1 : 0);
        }

        @Override
        public int cells() {
            return 1;
        }

        @Override
        public void put(double[] cells, int from, double[] features, int to) {
            Arrays.fill(features, to, to + width(), 0);
            int place = Double.isNaN(cells[from]) ? values.size() : (int) cells[from];
            if (place >= 0 && place < width()) {
                features[to + place] = 1;
            }
        }
    }

    /**
     * A time, read as days since 1970 and its places in the calendar.
     *
     * @param fill what stands for them where the time is missing; empty: it may not be missing
     * @param flag whether a further feature is 1 where it is missing
     */
    record Date(String column, Optional<String> format, List<Calendar> calendar, List<Double> fill, boolean flag)
            implements ColumnEncoding {
        public Date {
            calendar = List.copyOf(calendar);
            fill = List.copyOf(fill);
        }

        @Override
        public List<String> features() {
            List<String> names = new ArrayList<>(List.of(column));
            CalendarColumn.of(calendar).forEach(place -> names.add(column + "." + place.name()));
            if (flag) {
                names.add(column + MISSING);
            }
            return List.copyOf(names);
        }

        @Override
        public int width() {
            return cells() + (flag ? 1 : 0);
        }

        @Override
        public int cells() {
            return 1 + 2 * calendar.size();
        }

        @Override
        public void put(double[] cells, int from, double[] features, int to) {
            boolean missing = Double.isNaN(cells[from]);
            for (int cell = 0; cell < cells(); cell++) {
                features[to + cell] = missing && !fill.isEmpty() ? fill.get(cell) : cells[from + cell];
            }
            if (flag) {
                features[to + cells()] = missing ? 1 : 0;
            }
        }
    }
}
