package io.jenkins.trainmodel.report.html;

import io.jenkins.trainmodel.words.Quantity;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/** All that the page's template shows in plain HTML, readable without its script. */
record PageView(
        HeadingView heading,
        Optional<FiguresView> figures,
        Optional<TestView> test,
        LedgerView ledger,
        Optional<PhasesView> phases,
        SpecificationView specification,
        List<Pair> environment,
        CheckpointsView checkpoints,
        TimelineView timeline,
        boolean hasCurves,
        String runId,
        String writtenAt) {

    private static final int MOST_ENVIRONMENT = 100;

    record Pair(String key, String value) {}

    static PageView of(ReportData run) {
        return new PageView(
                HeadingView.of(run),
                FiguresView.of(run),
                TestView.of(run),
                LedgerView.of(run),
                PhasesView.of(run),
                SpecificationView.of(run),
                new TreeMap<>(run.environment())
                        .entrySet().stream()
                                .limit(MOST_ENVIRONMENT)
                                .map(entry -> new Pair(entry.getKey(), entry.getValue()))
                                .toList(),
                CheckpointsView.of(run),
                TimelineView.of(run),
                run.series().stream().anyMatch(series -> series.values().length > 0),
                run.hasStarted() ? run.started().runId() : "",
                Quantity.time(run.writtenAt()));
    }

    boolean hasLedger() {
        return !ledger.rows().isEmpty();
    }

    boolean hasCheckpoints() {
        return !checkpoints.rows().isEmpty();
    }

    boolean hasSpecification() {
        return !specification.rows().isEmpty();
    }

    boolean hasEnvironment() {
        return !environment.isEmpty();
    }

    boolean hasTimeline() {
        return !timeline.entries().isEmpty();
    }
}
