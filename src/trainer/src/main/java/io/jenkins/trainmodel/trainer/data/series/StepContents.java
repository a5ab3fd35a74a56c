package io.jenkins.trainmodel.trainer.data.series;

import io.jenkins.trainmodel.trainer.data.split.ContentNumber;
import java.util.List;

/** Of every step a number for what was measured then, in which series, and when. */
record StepContents(List<String> targets, Timeline timeline) {
    private static final long TIME = ContentNumber.ofColumn("time");

    long[] numbers() {
        long[] columns = targets.stream().mapToLong(ContentNumber::ofColumn).toArray();
        long[] series = timeline.measured().seriesNames().stream()
                .mapToLong(ContentNumber::ofColumn)
                .toArray();
        long[] numbers = new long[timeline.size()];
        for (Timeline.Run run : timeline.runs()) {
            for (int step = run.from(); step < run.to(); step++) {
                numbers[step] = series[run.series()] + ContentNumber.ofCell(TIME, timeline.microseconds()[step]);
                for (int target = 0; target < columns.length; target++) {
                    numbers[step] += ContentNumber.ofCell(columns[target], timeline.value(step, target));
                }
            }
        }
        return numbers;
    }
}
