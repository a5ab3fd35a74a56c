package io.jenkins.trainmodel.trainer.data.series;

import io.jenkins.trainmodel.spec.data.Series;
import io.jenkins.trainmodel.spec.data.Series.MissingSteps;
import io.jenkins.trainmodel.spec.data.TimeStamp;
import io.jenkins.trainmodel.trainer.data.problem.Problems;
import io.jenkins.trainmodel.trainer.data.rows.MemoryBudget;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/** Lays rows out step by step. A gap is an error, filled with what was measured before it, or the end of a run. */
final class TimelineBuilder {
    private final Series spec;
    private final MeasuredRows measured;
    private final MemoryBudget budget;
    private final TimeGrid grid;
    private final int[] order;
    private final Problems problems = new Problems();
    private final IntStream.Builder rows = IntStream.builder();
    private final LongStream.Builder microseconds = LongStream.builder();
    private final BitSet filled = new BitSet();
    private final List<Timeline.Run> runs = new ArrayList<>();
    private int size;
    private int begin;
    private long gaps;
    private int firstGap;

    TimelineBuilder(Series spec, MeasuredRows measured, MemoryBudget budget) {
        this.spec = spec;
        this.budget = budget;
        this.measured = measured;
        order = measured.inOrder();
        grid = TimeGrid.of(spec.path().toString(), measured, order);
    }

    /** @param warnings is told of gaps */
    Timeline build(List<String> warnings) {
        add(order[0], measured.time(order[0]), measured.isFilled(order[0]));
        for (int index = 1; index < order.length; index++) {
            if (!follows(order[index - 1], order[index])) {
                endRun(order[index - 1]);
            }
            add(order[index], measured.time(order[index]), measured.isFilled(order[index]));
        }
        endRun(order[order.length - 1]);
        problems.throwIfAny();
        if (gaps > 0) {
            warnings.add(spec.path() + ": " + gaps + " steps or more are missing in the series, the first before line "
                    + firstGap);
        }
        return new Timeline(
                measured, grid, rows.build().toArray(), microseconds.build().toArray(), filled, List.copyOf(runs));
    }

    private void add(int row, TimeStamp time, boolean isFilled) {
        rows.add(row);
        microseconds.add(time.microseconds());
        filled.set(size, isFilled);
        size = Math.addExact(size, 1);
    }

    private void endRun(int row) {
        runs.add(new Timeline.Run(measured.series(row), begin, size));
        begin = size;
    }

    /** Whether a row goes on with the run of the one before, with steps filled in where they are to be. */
    private boolean follows(int before, int row) {
        if (measured.series(before) != measured.series(row)) {
            return false;
        }
        long steps = grid.between(measured.time(before), measured.time(row));
        if (steps == 1) {
            return true;
        }
        firstGap = gaps == 0 ? measured.line(row) : firstGap;
        gaps += Math.max(1, Math.min(steps - 1, spec.window()));
        if (spec.missing() == MissingSteps.FAIL || steps == 0 && spec.missing() == MissingSteps.FILL) {
            complain(before, row, steps);
        }
        // what is longer than a window would be nothing but one value
        boolean fillable = spec.missing() == MissingSteps.FILL && steps > 1 && steps <= spec.window();
        if (fillable) {
            fill(before, (int) steps);
        }
        return fillable;
    }

    /** A few rows may say that very many steps are missing, so that room is claimed for those before. */
    private void fill(int before, int steps) {
        budget.claim(spec.path().toString(), (steps - 1L) * SeriesReader.BYTES_BESIDES);
        for (int step = 1; step < steps; step++) {
            add(before, grid.after(measured.time(before), step), true);
        }
    }

    private void complain(int before, int row, long steps) {
        String place = spec.path() + ", line " + measured.line(row) + ": " + measured.time(row);
        problems.add(
                steps == 0
                        ? place + " is no whole number of steps of " + grid.words() + " after " + measured.time(before)
                                + "; correct the time, or set missing: split"
                        : place + " is " + steps + " steps of " + grid.words() + " after " + measured.time(before)
                                + "; add the rows between them, or set missing: fill or missing: split");
    }
}
