package io.jenkins.trainmodel.report.html;

import io.jenkins.trainmodel.event.Picture;
import io.jenkins.trainmodel.report.drift.DriftView;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * All that the page's template shows in plain HTML, readable without its script.
 *
 * @param livePages where the build's pages are, seen from where the page is archived
 * @param say puts a message of this package into the template
 */
record PageView(
        HeadingView heading,
        Optional<FiguresView> figures,
        Optional<TestView> test,
        Optional<GatesView> gates,
        Optional<DriftView> drift,
        Optional<WrittenTextView> written,
        Optional<DataView> data,
        Optional<VariedImagesView> varied,
        LedgerView ledger,
        Optional<PhasesView> phases,
        SpecificationView specification,
        List<Pair> environment,
        CheckpointsView checkpoints,
        TimelineView timeline,
        boolean hasCurves,
        String runId,
        String writtenAt,
        String livePages,
        SayingLambda say) {

    /** From the archived run directory, which is {@code artifact/train-model/ID/}. */
    private static final String LIVE_PAGES = "../../../train-model/";

    private static final int MOST_ENVIRONMENT = 100;

    record Pair(String key, String value) {}

    /** Of a page that stands alone. */
    static PageView of(ReportData run) {
        return of(run, LIVE_PAGES, VariedImagesView::inline);
    }

    /**
     * Of another program's page.
     *
     * @param images the address where that program gives the picture
     */
    static PageView embedded(ReportData run, String images) {
        return of(run, LIVE_PAGES, picture -> images);
    }

    /** Of a model package, one folder below the run directory. */
    static PageView ofPackage(ReportData run) {
        return of(run, "../" + LIVE_PAGES, VariedImagesView::inline);
    }

    private static PageView of(ReportData run, String livePages, Function<Picture, String> images) {
        return new PageView(
                HeadingView.of(run),
                FiguresView.of(run),
                TestView.of(run),
                GatesView.of(run),
                run.told().gates().drift().map(drift -> DriftView.of(drift, run.audience())),
                WrittenTextView.of(run),
                DataView.of(run),
                VariedImagesView.of(run, images),
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
                run.audience().timeWithZone(run.writtenAt()),
                livePages,
                new SayingLambda(run.audience()));
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
