package io.jenkins.trainmodel.report.html;

import io.jenkins.trainmodel.event.Conclusion;
import java.util.List;
import java.util.Optional;

/**
 * The top of the page: what became of the run, in one line and a few figures.
 *
 * @param badge where it stands, one word
 * @param state success, unstable, failure, aborted, running or interrupted, for the badge's colour
 * @param status one sentence
 * @param reason what the deciding rule says
 * @param notice what else people should know, such as that a part of the log could not be read
 * @param progress present while the run trains and its rules bound its epochs or its time
 */
record HeadingView(
        String name,
        String badge,
        String state,
        String status,
        Optional<String> reason,
        Optional<String> notice,
        Optional<String> when,
        List<Tile> tiles,
        Optional<ProgressView> progress) {

    /** A figure with its name; the note stands below it in small print. */
    record Tile(String name, String value, String unit, Optional<String> note) {}

    boolean hasTiles() {
        return !tiles.isEmpty();
    }

    static HeadingView of(ReportData run) {
        Standing standing = run.standing();
        return new HeadingView(
                standing.name(),
                standing.badge(),
                standing.state(),
                standing.sentence(),
                reasonOf(run, standing),
                standing.notice(),
                whenOf(run),
                TilesOfHeading.of(run),
                progressOf(run, standing));
    }

    /** Rules are named by the status, and what they say stands below it. */
    private static Optional<String> reasonOf(ReportData run, Standing standing) {
        return run.finished()
                .filter(finished -> standing.over() && !finished.fired().isEmpty())
                .map(Conclusion.Finished::reason)
                .map(run::again)
                .filter(reason -> !reason.isBlank() && !standing.sentence().contains(reason));
    }

    private static Optional<String> whenOf(ReportData run) {
        boolean known = run.hasStarted() || run.standing().startedAt().isPresent();
        String started = run.say("heading.started", run.audience().timeWithZone(run.startedAt()));
        boolean tells = run.hasStarted() || run.lastEpoch().isPresent();
        String newest = run.say("heading.newest", run.audience().timeWithZone(run.lastEventAt()));
        return known ? Optional.of(tells ? started + " · " + newest : started) : Optional.empty();
    }

    /** Of a run that trains; one that ends, or of whose agent nobody hears, has no time left that could be told. */
    private static Optional<ProgressView> progressOf(ReportData run, Standing standing) {
        if (!standing.state().equals("running")
                || standing.over()
                || !run.told().ending().isEmpty()) {
            return Optional.empty();
        }
        return ProgressView.of(run);
    }
}
