package io.jenkins.trainmodel.trainer.data.series;

import io.jenkins.trainmodel.trainer.data.TrainedColumns;
import io.jenkins.trainmodel.trainer.data.random.SplitMix64;
import io.jenkins.trainmodel.trainer.data.rows.FloatRows;
import io.jenkins.trainmodel.trainer.data.split.ContentNumber;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The part of series that trains.
 *
 * @param steps every step as it goes into the network
 */
record TrainedSteps(Timeline timeline, Sides sides, FloatRows steps, Windows windows) {
    /** Its steps by the columns that were measured, each once, in how many windows it may stand. */
    TrainedColumns columns(List<String> names) {
        return new TrainedColumns(
                new TrainedColumns.Source(
                        names.stream().map(TrainedColumns.Column::ofNumbers).toList(),
                        timeline.measured().values()::get),
                timeline.measuredRows(Side.TRAIN, sides),
                Optional.empty());
    }

    /** How many windows show a model what another one before has shown it, such as a sensor that stands still. */
    long duplicates(int window) {
        long[] contents = new long[steps.size()];
        Arrays.setAll(contents, this::content);
        return ContentNumber.repeated(
                Arrays.stream(windows.of(Side.TRAIN)).mapToLong(start -> content(contents, start - window, start)));
    }

    private long content(int step) {
        long content = 0;
        for (int column = 0; column < steps.width(); column++) {
            content = SplitMix64.mix(content ^ Float.floatToIntBits(steps.get(step, column)));
        }
        return content;
    }

    private static long content(long[] contents, int from, int to) {
        long content = 0;
        for (int step = from; step < to; step++) {
            content = SplitMix64.mix(content ^ contents[step]);
        }
        return content;
    }
}
