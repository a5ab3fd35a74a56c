package io.jenkins.trainmodel.drift;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * How often a column of the samples that train has which values, by bins.
 *
 * @param edges of numbers and dates, ascending: a value is in the first bin whose edge it does not exceed, else in the last
 *     one, so that there is one bin more than edges
 * @param words of a category, the most frequent first, a bin each; one more is for all others
 * @param counts by bin
 * @param missing cells without a value
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record ColumnProfile(
        String name, ColumnKind kind, List<Double> edges, List<String> words, List<Long> counts, long missing) {
    /** Bins of numbers are the tenths of the values, with one more on either side for what lies outside of all. */
    static final int TENTHS = 10;

    /** Words of a column, the most frequent ones. */
    public static final int MOST_WORDS = 30;

    /** Classes, of which people want to see all. */
    public static final int MOST_CLASSES = 1000;

    /** A longer word is one of the others. */
    static final int LONGEST_WORD = 60;

    /** A larger number is in no column; the difference of two that are allowed is finite. */
    public static final double LARGEST = 1e300;

    private static final int MOST_EDGES = TENTHS + 1;
    private static final long MOST = 1L << 53;

    /** @throws IllegalArgumentException if that cannot be how a column is distributed; the message says why */
    public ColumnProfile {
        edges = List.copyOf(edges);
        words = List.copyOf(words);
        counts = List.copyOf(counts);
        require(kind != null, "a column is of no kind");
        require(kind == ColumnKind.CATEGORY ? edges.isEmpty() : words.isEmpty(), "bins are of another kind");
        require(edges.size() <= MOST_EDGES && words.size() <= MOST_CLASSES, "there are too many bins");
        require(counts.size() == Math.max(edges.size(), words.size()) + 1, "bins and counts differ in number");
        require(isAscending(edges), "edges of bins do not ascend");
        require(words.stream().distinct().count() == words.size(), "a word has two bins");
        require(
                LongStream.concat(counts.stream().mapToLong(Long::longValue), LongStream.of(missing))
                        .allMatch(count -> count >= 0 && count < MOST),
                "a count is negative or too large");
    }

    /**
     * Of numbers or dates.
     *
     * @param values those that are there, ascending
     */
    public static ColumnProfile ofNumbers(String name, ColumnKind kind, double[] values, long missing) {
        List<Double> edges = values.length == 0 ? List.of() : edges(values);
        BinCounts counts = new BinCounts(new ColumnProfile(name, kind, edges, List.of(), zeros(edges.size()), 0));
        Arrays.stream(values).forEach(counts::add);
        counts.addMissing(missing);
        return counts.counted();
    }

    /**
     * Of words.
     *
     * @param counts how often each of them is there
     * @param most that have a bin of their own
     */
    public static ColumnProfile ofWords(String name, Map<String, Long> counts, int most, long missing) {
        List<String> words = counts.entrySet().stream()
                .filter(word -> word.getValue() > 0 && word.getKey().length() <= LONGEST_WORD)
                .sorted(Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder())
                        .thenComparing(Map.Entry.comparingByKey()))
                .limit(most)
                .map(Map.Entry::getKey)
                .toList();
        BinCounts bins =
                new BinCounts(new ColumnProfile(name, ColumnKind.CATEGORY, List.of(), words, zeros(words.size()), 0));
        counts.forEach(bins::add);
        bins.addMissing(missing);
        return bins.counted();
    }

    /**
     * Edges half-way between a value and the next larger one, where no rounding moves a value to another bin. The outermost
     * ones lie just beyond all values, so that a column of one value, too, tells when others come, and not beyond the largest
     * number that there is.
     */
    private static List<Double> edges(double[] values) {
        double least = values[0];
        double most = values[values.length - 1];
        double slack = (most > least ? most - least : Math.max(1, Math.abs(most))) * 1e-6;
        Stream.Builder<Double> edges = Stream.builder();
        edges.add(Math.max(-LARGEST, Math.min(least - slack, Math.nextDown(least))));
        for (int tenth = 1; tenth < TENTHS; tenth++) {
            double value = values[(int) (((long) values.length * tenth + TENTHS - 1) / TENTHS) - 1];
            int next = above(values, value);
            if (next < values.length) {
                double edge = value / 2 + values[next] / 2;
                edges.add(edge < values[next] ? Math.max(value, edge) : value);
            }
        }
        edges.add(Math.min(LARGEST, Math.max(most + slack, Math.nextUp(most))));
        return edges.build().map(edge -> edge + 0.0).distinct().toList();
    }

    /** Where the next larger value is, any of those that are equal; behind all where there is none. */
    private static int above(double[] values, double value) {
        int place = Arrays.binarySearch(values, Math.nextUp(value));
        return place < 0 ? -place - 1 : place;
    }

    /** One more than there are edges or words. */
    private static List<Long> zeros(int bins) {
        return Collections.nCopies(bins + 1, 0L);
    }

    private static boolean isAscending(List<Double> edges) {
        for (int edge = 0; edge < edges.size(); edge++) {
            boolean possible = Math.abs(edges.get(edge)) <= LARGEST;
            if (!possible || edge > 0 && edges.get(edge) <= edges.get(edge - 1)) {
                return false;
            }
        }
        return true;
    }

    private static void require(boolean holds, String problem) {
        if (!holds) {
            throw new IllegalArgumentException(problem);
        }
    }
}
