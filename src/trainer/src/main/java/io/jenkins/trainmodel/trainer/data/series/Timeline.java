package io.jenkins.trainmodel.trainer.data.series;

import io.jenkins.trainmodel.spec.data.TimeStamp;
import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The steps of all series, one after the other without a gap in each run.
 *
 * @param rows for every step the row that was measured then, or the one before it
 * @param microseconds the time of every step
 * @param filled the steps of which a target was not measured
 * @param runs in ascending order
 */
record Timeline(MeasuredRows measured, TimeGrid grid, int[] rows, long[] microseconds, BitSet filled, List<Run> runs) {

    /**
     * Steps of one series that follow each other.
     *
     * @param from the first of them
     * @param to behind the last
     */
    record Run(int series, int from, int to) {
        int size() {
            return to - from;
        }
    }

    int size() {
        return rows.length;
    }

    TimeStamp time(int step) {
        return new TimeStamp(microseconds[step], measured.time(rows[step]).offsetSeconds());
    }

    /** What a step is called: its series, where it has a name, and its time. */
    String nameOf(int step) {
        String series = measured.seriesNames().get(measured.series(rows[step]));
        return series.isEmpty() ? time(step).toString() : series + " " + time(step);
    }

    /** A value as it was measured. */
    double value(int step, int column) {
        return measured.values().get(rows[step], column);
    }

    /** The rows of the steps of a part of which the targets were measured: each once, and none in whose place another came. */
    int[] measuredRows(Side side, Sides sides) {
        return runs.stream()
                .flatMapToInt(run -> IntStream.range(run.from(), run.to())
                        .filter(step -> !filled.get(step) && sides.of(run.series(), microseconds[step]) == side))
                .map(step -> rows[step])
                .toArray();
    }

    /** Whether a target of any of these steps was not measured. */
    boolean isFilled(int from, int to) {
        int first = filled.nextSetBit(from);
        return first >= 0 && first < to;
    }
}
