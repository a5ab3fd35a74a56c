package io.jenkins.trainmodel.trainer.data.table;

import io.jenkins.trainmodel.drift.ColumnKind;
import io.jenkins.trainmodel.spec.data.ColumnSpec;
import io.jenkins.trainmodel.trainer.data.Expectation;
import io.jenkins.trainmodel.trainer.data.Preprocessing;
import io.jenkins.trainmodel.trainer.data.TrainedColumns;
import io.jenkins.trainmodel.trainer.data.column.ColumnEncoding;
import io.jenkins.trainmodel.trainer.data.column.RawColumn;
import io.jenkins.trainmodel.trainer.data.file.LoadProgress;
import io.jenkins.trainmodel.trainer.data.problem.DataException;
import io.jenkins.trainmodel.trainer.data.problem.Quoted;
import io.jenkins.trainmodel.trainer.data.rows.Cells;
import io.jenkins.trainmodel.trainer.data.rows.FeatureRows;
import io.jenkins.trainmodel.trainer.data.rows.RawRows;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Makes features of columns that are no plain numbers, or whose missing values are filled.
 *
 * @param columns how the rows were read
 * @param standardize whether numbers are standardised; times are in any case, because days since 1970 are large numbers
 * @param expected a model whose categories the data takes over
 * @param progress is told how far learning has come
 */
public record EncodingColumns(
        String description,
        List<RawColumn> columns,
        double scale,
        boolean standardize,
        Optional<Expectation> expected,
        LoadProgress progress)
        implements Preparation {
    private static final int NONE = -1;

    /** As many numbers a sample take 400 KB in every batch, and a first layer of 100 neurons 40 MB. */
    private static final int MOST_FEATURES = 100_000;

    private static final int TOLD = 3;

    /** Mean and deviation of every feature. */
    private record Statistics(double[] means, double[] deviations) {
        static Statistics none(int features) {
            double[] ones = new double[features];
            Arrays.fill(ones, 1);
            return new Statistics(new double[features], ones);
        }

        List<Double> meanList() {
            return Arrays.stream(means).boxed().toList();
        }

        List<Double> deviationList() {
            return Arrays.stream(deviations).boxed().toList();
        }
    }

    @Override
    public Prepared learn(SampleTable table, int[] train, List<String> notes) {
        RawRows rows = (RawRows) table.features();
        Cells told = ToldCells.of(rows, table.source(), train.length, 1 + Standardization.PASSES, progress);
        LearnedColumns learned = new LearnedColumns(told, columns, train);
        List<ColumnEncoding> encodings = encodings(table, learned);
        Statistics statistics = statistics(table, told, learned, train, encodings, notes);
        Preprocessing preprocessing = new Preprocessing(
                description,
                encodings.stream()
                        .flatMap(encoding -> encoding.features().stream())
                        .toList(),
                1,
                statistics.meanList(),
                statistics.deviationList(),
                encodings);
        int[][] categories = categories(encodings);
        noteUnknown(table.source(), rows, categories, notes);
        return new Prepared(
                source -> encoded(source, rows, encodings, categories, statistics, notes),
                preprocessing,
                prepared -> asRead(rows));
    }

    /** What stands at the beginning of every column: of a date the days, of which its places in the calendar follow. */
    private TrainedColumns.Source asRead(RawRows rows) {
        int[] places = LearnedColumns.places(columns);
        boolean[] scaled = new boolean[places.length];
        for (int column = 0; column < scaled.length; column++) {
            scaled[column] = columns.get(column).holds() instanceof ColumnSpec.Numbers;
        }
        return new TrainedColumns.Source(
                columns.stream().map(EncodingColumns::asRead).toList(),
                (row, column) ->
                        scaled[column] ? rows.get(row, places[column]) / scale : rows.get(row, places[column]));
    }

    private static TrainedColumns.Column asRead(RawColumn column) {
        if (column.holds() instanceof ColumnSpec.Category) {
            return new TrainedColumns.Column(
                    column.name(), ColumnKind.CATEGORY, column.words().words());
        }
        return column.holds() instanceof ColumnSpec.Date
                ? new TrainedColumns.Column(column.name(), ColumnKind.DATE, List.of())
                : TrainedColumns.Column.ofNumbers(column.name());
    }

    private List<ColumnEncoding> encodings(SampleTable table, LearnedColumns learned) {
        List<ColumnEncoding> known =
                expected.map(model -> model.signature().encodings()).orElse(List.of());
        List<ColumnEncoding> encodings = new ArrayList<>();
        for (int column = 0; column < columns.size(); column++) {
            Optional<List<String>> categories = known.isEmpty() ? Optional.empty() : values(known.get(column));
            encodings.add(learned.encoding(column, scale, categories));
        }
        expected.ifPresent(model -> model.requireLike(table.source(), encodings));
        requireFew(table.source(), encodings);
        return List.copyOf(encodings);
    }

    /** Before features are named, and rows made of them. */
    private static void requireFew(String source, List<ColumnEncoding> encodings) {
        long features = encodings.stream().mapToLong(ColumnEncoding::width).sum();
        if (features > MOST_FEATURES) {
            List<String> widest = encodings.stream()
                    .sorted(Comparator.comparingInt(encoding -> -encoding.width()))
                    .limit(TOLD)
                    .map(encoding -> encoding.column() + ": " + encoding.width())
                    .toList();
            throw new DataException(source + ": the columns become " + features + " features, and at most "
                    + MOST_FEATURES + " are made; give the categories with the most of them a smaller most, or add"
                    + " columns to ignore (" + String.join(", ", widest) + ")");
        }
    }

    private static Optional<List<String>> values(ColumnEncoding known) {
        return known instanceof ColumnEncoding.Category category ? Optional.of(category.values()) : Optional.empty();
    }

    /** Numbers where that is wanted, and times; what is 0 or 1, and places in the calendar, stay as they are. */
    private Statistics statistics(
            SampleTable table,
            Cells rows,
            LearnedColumns learned,
            int[] train,
            List<ColumnEncoding> encodings,
            List<String> notes) {
        Standardization measured = Standardization.of(FilledCells.of(rows, learned::mean), train);
        int[] places = LearnedColumns.places(columns);
        Statistics statistics = Statistics.none(
                encodings.stream().mapToInt(ColumnEncoding::width).sum());
        List<String> constant = new ArrayList<>();
        int feature = 0;
        for (int column = 0; column < places.length; column++) {
            ColumnSpec holds = columns.get(column).holds();
            boolean whole = learned.isWhole(places[column], train.length);
            if (measured.constant(places[column])
                    && (whole || !columns.get(column).isFlagged())) {
                constant.add(columns.get(column).name());
            }
            if (holds instanceof ColumnSpec.Date || standardize && holds instanceof ColumnSpec.Numbers) {
                statistics.means[feature] = measured.means()[places[column]];
                statistics.deviations[feature] = measured.divisor(places[column]);
            }
            feature += encodings.get(column).width();
        }
        Preparation.warnOfConstants(table, constant, notes);
        return statistics;
    }

    /** By column, the place of every word that was read so far among the categories, or -1. */
    private int[][] categories(List<ColumnEncoding> encodings) {
        int[][] places = new int[columns.size()][];
        for (int column = 0; column < places.length; column++) {
            Map<String, Integer> numbers = numbers(values(encodings.get(column)).orElse(List.of()));
            places[column] = encodings.get(column) instanceof ColumnEncoding.Category
                    ? columns.get(column).words().words().stream()
                            .mapToInt(word -> numbers.getOrDefault(word, NONE))
                            .toArray()
                    : new int[0];
        }
        return places;
    }

    private static Map<String, Integer> numbers(List<String> values) {
        Map<String, Integer> numbers = new HashMap<>();
        values.forEach(value -> numbers.put(value, numbers.size()));
        return numbers;
    }

    private FeatureRows encoded(
            FeatureRows source,
            RawRows table,
            List<ColumnEncoding> encodings,
            int[][] categories,
            Statistics statistics,
            List<String> notes) {
        RawRows rows = (RawRows) source;
        if (rows != table) {
            noteUnknown(rows.source(), rows, categories, notes);
        }
        return new EncodedRows(rows, encodings, categories, statistics.means, statistics.deviations);
    }

    /** Says which columns hold words that are none of their categories: too rare, or new to what trains. Reads the rows where there are such words. */
    private void noteUnknown(String source, RawRows rows, int[][] categories, List<String> notes) {
        int[] places = LearnedColumns.places(columns);
        int[] told = IntStream.range(0, places.length)
                .filter(column -> Arrays.stream(categories[column]).anyMatch(place -> place < 0))
                .toArray();
        int[] counts = new int[places.length];
        int[] first = new int[places.length];
        for (int row = 0; told.length > 0 && row < rows.size(); row++) {
            for (int column : told) {
                double word = rows.get(row, places[column]);
                if (!Double.isNaN(word) && categories[column][(int) word] < 0 && counts[column]++ == 0) {
                    first[column] = (int) word;
                }
            }
        }
        for (int column : told) {
            if (counts[column] > 0) {
                RawColumn raw = columns.get(column);
                notes.add(unknown(
                        source, raw.name(), counts[column], raw.words().words().get(first[column])));
            }
        }
    }

    /** Says that words are none of a column's categories. */
    public static String unknown(String source, String column, long count, String first) {
        return source + ": " + count + (count == 1 ? " sample has" : " samples have") + " a value in the column "
                + Quoted.of(column) + " that is none of its categories, such as " + Quoted.of(first)
                + "; to the model it is none of them";
    }
}
