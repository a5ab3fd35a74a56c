package io.jenkins.trainmodel.report.html;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Chooses the points of a curve that show its shape: "largest triangle three buckets", Sveinn Steinarsson,
 * Downsampling Time Series for Visual Representation, University of Iceland 2013, section 4.2.
 *
 * <p>Beyond the paper: the first and last point, the smallest and the largest value are always chosen, and values that
 * are not finite are gaps. A gap is never bridged by a triangle; its first and last point stand for it. Where there are
 * more gaps than the limit has room for, an even choice of them stays.
 */
final class Lttb {
    /** Below this there is no room for the ends, the extremes and a gap. */
    static final int SMALLEST_LIMIT = 16;

    private static final int POINTS_PER_GAP = 2;

    private final double[] x;
    private final double[] y;
    private final int limit;
    private final double scale;
    private final boolean[] chosen;

    private Lttb(double[] x, double[] y, int limit) {
        this.x = x;
        this.y = y;
        this.limit = limit;
        this.scale = scaleOf(y);
        this.chosen = new boolean[y.length];
    }

    /**
     * The indexes of the chosen points, ascending.
     *
     * @param x positions, ascending
     * @param y values, as many as positions
     * @param limit the largest number of points, at least {@link #SMALLEST_LIMIT}
     */
    static int[] select(double[] x, double[] y, int limit) {
        if (x.length != y.length) {
            throw new IllegalArgumentException(x.length + " positions, but " + y.length + " values");
        }
        if (limit < SMALLEST_LIMIT) {
            throw new IllegalArgumentException("the limit is " + limit + ", but must be at least " + SMALLEST_LIMIT);
        }
        if (y.length <= limit) {
            return IntStream.range(0, y.length).toArray();
        }
        return new Lttb(x, y, limit).select();
    }

    /** At most {@code limit} of the indexes below {@code size}, evenly spread, the first and the last among them. */
    static int[] evenly(int size, int limit) {
        if (size <= limit) {
            return IntStream.range(0, size).toArray();
        }
        return IntStream.range(0, limit)
                .map(i -> (int) ((long) i * (size - 1) / (limit - 1)))
                .toArray();
    }

    private int[] select() {
        int[][] gaps = keptGaps();
        for (int[] gap : gaps) {
            chosen[gap[0]] = true;
            chosen[gap[1]] = true;
        }
        int[][] segments = segmentsBetween(gaps);
        int finite = Arrays.stream(segments).mapToInt(segment -> segment.length).sum();
        int room = limit - gaps.length * POINTS_PER_GAP - segments.length * 2 - 2;
        for (int[] segment : segments) {
            chooseFrom(segment, 2 + (int) ((long) room * segment.length / Math.max(1, finite)));
        }
        chooseExtremes(segments);
        return IntStream.range(0, chosen.length).filter(i -> chosen[i]).toArray();
    }

    /** First and last index of every run of values that are not finite, thinned out to what the limit has room for. */
    private int[][] keptGaps() {
        int[] starts = IntStream.range(0, y.length)
                .filter(i -> !Double.isFinite(y[i]) && (i == 0 || Double.isFinite(y[i - 1])))
                .toArray();
        return Arrays.stream(evenly(starts.length, Math.max(2, limit / 16)))
                .mapToObj(i -> new int[] {starts[i], endOfGap(starts[i])})
                .toArray(int[][]::new);
    }

    private int endOfGap(int start) {
        int end = start;
        while (end + 1 < y.length && !Double.isFinite(y[end + 1])) {
            end++;
        }
        return end;
    }

    private int[][] segmentsBetween(int[][] gaps) {
        int[][] segments = new int[gaps.length + 1][];
        int from = 0;
        for (int i = 0; i < gaps.length; i++) {
            segments[i] = finiteIndexes(from, gaps[i][0]);
            from = gaps[i][1] + 1;
        }
        segments[gaps.length] = finiteIndexes(from, y.length);
        return segments;
    }

    private int[] finiteIndexes(int from, int to) {
        return IntStream.range(from, to).filter(i -> Double.isFinite(y[i])).toArray();
    }

    private void chooseFrom(int[] segment, int count) {
        if (segment.length <= count) {
            Arrays.stream(segment).forEach(i -> chosen[i] = true);
            return;
        }
        int last = segment.length - 1;
        chosen[segment[0]] = true;
        chosen[segment[last]] = true;
        double bucket = (double) (last - 1) / Math.max(1, count - 2);
        int previous = segment[0];
        for (int i = 0; i < count - 2; i++) {
            int from = 1 + (int) (i * bucket);
            int to = 1 + (int) ((i + 1) * bucket);
            int nextTo = Math.min(last + 1, Math.max(to + 1, 1 + (int) ((i + 2) * bucket)));
            previous = largestTriangle(segment, from, to, previous, meanOf(segment, to, nextTo));
            chosen[previous] = true;
        }
    }

    /** The point of the bucket that spans the largest triangle with the point chosen before and the next bucket's mean. */
    private int largestTriangle(int[] segment, int from, int to, int previous, double[] next) {
        int largest = segment[from];
        double largestArea = -1;
        for (int i = from; i < to; i++) {
            int candidate = segment[i];
            double area = Math.abs((x[previous] - next[0]) * (scaled(candidate) - scaled(previous))
                    - (x[previous] - x[candidate]) * (next[1] - scaled(previous)));
            if (area > largestArea) {
                largestArea = area;
                largest = candidate;
            }
        }
        return largest;
    }

    private double[] meanOf(int[] segment, int from, int to) {
        double sumX = 0;
        double sumY = 0;
        for (int i = from; i < to; i++) {
            sumX += x[segment[i]];
            sumY += scaled(segment[i]);
        }
        return new double[] {sumX / (to - from), sumY / (to - from)};
    }

    private void chooseExtremes(int[][] segments) {
        int smallest = -1;
        int largest = -1;
        for (int[] segment : segments) {
            for (int i : segment) {
                smallest = smallest < 0 || y[i] < y[smallest] ? i : smallest;
                largest = largest < 0 || y[i] > y[largest] ? i : largest;
            }
        }
        if (smallest >= 0) {
            chosen[smallest] = true;
            chosen[largest] = true;
        }
    }

    private double scaled(int index) {
        return y[index] / scale;
    }

    /** Areas of values near the largest double would overflow. */
    private static double scaleOf(double[] y) {
        double largest =
                Arrays.stream(y).filter(Double::isFinite).map(Math::abs).max().orElse(1);
        return largest > 0 ? largest : 1;
    }
}
