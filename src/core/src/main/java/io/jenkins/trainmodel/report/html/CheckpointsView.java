package io.jenkins.trainmodel.report.html;

import io.jenkins.trainmodel.event.TrainingEvent.CheckpointSaved;
import io.jenkins.trainmodel.report.SavedCheckpoints;
import io.jenkins.trainmodel.words.Quantity;
import io.jenkins.trainmodel.words.Vocabulary;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Checkpoints, the newest first.
 *
 * @param kept how many still exist
 * @param omitted older ones that are not shown
 */
record CheckpointsView(List<Row> rows, int kept, int omitted) {
    private static final int MOST_ROWS = 100;
    /** The size and the time of what another program has saved, which nobody here has measured. */
    private static final String UNKNOWN = "–";

    record Row(
            String name,
            int epoch,
            String step,
            String reason,
            String size,
            String time,
            boolean best,
            boolean removed) {}

    boolean hasOmitted() {
        return omitted > 0;
    }

    static CheckpointsView of(ReportData run) {
        SavedCheckpoints checkpoints = new SavedCheckpoints(run.notable(CheckpointSaved.class), run.finished());
        int omitted = Math.max(0, checkpoints.all().size() - MOST_ROWS);
        List<Row> rows = new ArrayList<>(checkpoints.all().stream()
                .skip(omitted)
                .map(saved -> row(run, saved, checkpoints.isRemoved(saved)))
                .toList());
        Collections.reverse(rows);
        return new CheckpointsView(rows, checkpoints.kept().size(), omitted);
    }

    private static Row row(ReportData run, CheckpointSaved saved, boolean removed) {
        return new Row(
                saved.name(),
                saved.epoch(),
                Quantity.count(saved.step()),
                Vocabulary.checkpointReason(saved.reason(), run.audience()),
                saved.bytes() == 0 ? UNKNOWN : Quantity.bytes(saved.bytes()),
                saved.bytes() == 0 ? UNKNOWN : Quantity.duration(saved.seconds(), run.audience()),
                saved.best(),
                removed);
    }
}
