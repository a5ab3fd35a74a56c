package io.jenkins.trainmodel.report.html;

import io.jenkins.trainmodel.event.TrainingEvent.CheckpointSaved;
import io.jenkins.trainmodel.words.Quantity;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Checkpoints, the newest first.
 *
 * @param kept how many still exist
 * @param omitted older ones that are not shown
 */
record CheckpointsView(List<Row> rows, int kept, int omitted) {
    private static final int MOST_ROWS = 100;

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
        List<CheckpointSaved> all = run.notable(CheckpointSaved.class);
        Set<String> removed = new HashSet<>();
        all.forEach(saved -> removed.addAll(saved.removed()));
        int omitted = Math.max(0, all.size() - MOST_ROWS);
        List<Row> rows = new ArrayList<>(all.stream()
                .skip(omitted)
                .map(saved -> row(saved, removed.contains(saved.name())))
                .toList());
        Collections.reverse(rows);
        int kept = (int) all.stream()
                .map(CheckpointSaved::name)
                .distinct()
                .filter(name -> !removed.contains(name))
                .count();
        return new CheckpointsView(rows, kept, omitted);
    }

    private static Row row(CheckpointSaved saved, boolean removed) {
        return new Row(
                saved.name(),
                saved.epoch(),
                Quantity.count(saved.step()),
                saved.reason(),
                Quantity.bytes(saved.bytes()),
                Quantity.duration(saved.seconds()),
                saved.best(),
                removed);
    }
}
