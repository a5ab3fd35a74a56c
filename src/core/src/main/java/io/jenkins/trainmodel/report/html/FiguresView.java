package io.jenkins.trainmodel.report.html;

import io.jenkins.trainmodel.event.TrainingEvent.Epoch;
import io.jenkins.trainmodel.stop.Best;
import io.jenkins.trainmodel.words.Quantity;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The metrics by epoch as a table: what the curves show, for readers without them.
 *
 * @param omitted epochs between those shown
 */
record FiguresView(List<String> metrics, List<Row> rows, Optional<Integer> omitted) {
    private static final int MOST_ROWS = 100;
    private static final int MOST_METRICS = 12;

    record Row(int epoch, boolean best, List<String> values) {}

    static Optional<FiguresView> of(ReportData run) {
        List<Epoch> epochs = run.epochs();
        if (epochs.isEmpty()) {
            return Optional.empty();
        }
        int[] shown = Lttb.evenly(epochs.size(), MOST_ROWS);
        List<String> metrics = Arrays.stream(shown)
                .mapToObj(epochs::get)
                .flatMap(epoch -> epoch.metrics().keySet().stream())
                .distinct()
                .sorted()
                .limit(MOST_METRICS)
                .toList();
        int best = run.best().map(Best::epoch).orElse(-1);
        List<Row> rows = Arrays.stream(shown)
                .mapToObj(epochs::get)
                .map(epoch -> new Row(epoch.epoch(), epoch.epoch() == best, values(epoch, metrics)))
                .toList();
        return Optional.of(new FiguresView(
                metrics, rows, Optional.of(epochs.size() - shown.length).filter(count -> count > 0)));
    }

    private static List<String> values(Epoch epoch, List<String> metrics) {
        return metrics.stream()
                .map(metric -> Optional.ofNullable(epoch.metrics().get(metric))
                        .map(Quantity::number)
                        .orElse("–"))
                .toList();
    }
}
