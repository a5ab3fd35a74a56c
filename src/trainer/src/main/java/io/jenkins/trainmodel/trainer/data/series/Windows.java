package io.jenkins.trainmodel.trainer.data.series;

import io.jenkins.trainmodel.spec.data.Series;
import io.jenkins.trainmodel.trainer.data.problem.DataException;
import java.util.BitSet;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Where the windows of every part lie, each by the first step that it predicts. What a window of the validation part sees may
 * lie in the training part: that is the past. What it predicts never does.
 */
final class Windows {
    private final Series spec;
    private final Timeline timeline;
    private final Sides sides;
    private final Map<Side, IntStream.Builder> found = new EnumMap<>(Side.class);
    private final Map<Side, int[]> starts = new EnumMap<>(Side.class);
    private long unmeasured;

    Windows(Series spec, Timeline timeline, Sides sides) {
        this.spec = spec;
        this.timeline = timeline;
        this.sides = sides;
        for (Side side : Side.values()) {
            found.put(side, IntStream.builder());
        }
        timeline.runs().forEach(this::find);
        found.forEach((side, places) -> starts.put(side, places.build().toArray()));
    }

    /** The naive forecast must know a season before the first step that is predicted. */
    private void find(Timeline.Run run) {
        for (long start = run.from() + past(); start + spec.horizon() <= run.to(); start += spec.stride()) {
            int step = (int) start;
            if (timeline.isFilled(step, step + spec.horizon())) {
                unmeasured++;
            } else {
                found.get(side(run.series(), step)).add(step);
            }
        }
    }

    private long past() {
        return Math.max(spec.window(), spec.season());
    }

    /** How many windows are left out because of what is missing, and why; empty: none. */
    Optional<String> leftOut() {
        long spanning = spanning();
        if (unmeasured + spanning == 0) {
            return Optional.empty();
        }
        long all = starts.values().stream().mapToLong(side -> side.length).sum() + unmeasured + spanning;
        return Optional.of(spec.path() + ": of " + all + " windows " + unmeasured
                + " would predict what was not measured, and " + spanning + " would span a gap; they are left out");
    }

    /** How many more there would be if the runs of every series followed each other without a gap. */
    private long spanning() {
        Map<Integer, Long> steps = timeline.runs().stream()
                .collect(Collectors.groupingBy(Timeline.Run::series, Collectors.summingLong(Timeline.Run::size)));
        long whole = steps.values().stream().mapToLong(this::count).sum();
        // with a large stride the windows of a run may begin earlier than they would without the gap
        return Math.max(
                0,
                whole
                        - timeline.runs().stream()
                                .mapToLong(run -> count(run.size()))
                                .sum());
    }

    private long count(long steps) {
        long last = steps - past() - spec.horizon();
        return last < 0 ? 0 : last / spec.stride() + 1;
    }

    private Side side(int series, int start) {
        Side first = sides.of(series, timeline.microseconds()[start]);
        Side last = sides.of(series, timeline.microseconds()[start + spec.horizon() - 1]);
        return first == last ? first : Side.NONE;
    }

    /** The windows of a part, by the first step that each predicts. */
    int[] of(Side side) {
        return starts.get(side);
    }

    /** The steps that the windows of a part predict, each once, in ascending order. */
    int[] predicted(Side side) {
        BitSet steps = new BitSet(timeline.size());
        for (int start : of(side)) {
            steps.set(start, start + spec.horizon());
        }
        return steps.stream().toArray();
    }

    /** @throws DataException if a part has no window */
    void require(Side side, String name) {
        if (of(side).length == 0) {
            throw new DataException(
                    spec.path() + ": the " + name + " part has no window of " + spec.window()
                            + " steps of " + timeline.grid().words() + " with " + spec.horizon()
                            + " to predict (season: "
                            + spec.season() + ", stride: " + spec.stride() + "); the longest run without a gap has "
                            + longest()
                            + " steps, and the rows lie from "
                            + timeline.time(0) + " to " + timeline.time(timeline.size() - 1)
                            + "; give more rows, a smaller window, horizon or stride, or another time or share for validation and test");
        }
    }

    private int longest() {
        return timeline.runs().stream().mapToInt(Timeline.Run::size).max().orElse(0);
    }
}
