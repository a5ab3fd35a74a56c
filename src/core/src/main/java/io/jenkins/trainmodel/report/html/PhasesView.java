package io.jenkins.trainmodel.report.html;

import io.jenkins.trainmodel.words.Quantity;
import io.jenkins.trainmodel.words.StartWords;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Where the time of all epochs went.
 *
 * @param finding one sentence that a reader takes along
 * @param stages the way of the data, where the run has told it
 */
record PhasesView(List<PhaseTotals.Total> totals, String sum, String finding, Optional<StagesView> stages) {
    private static final Set<String> COMPUTING = Set.of("forward", "backward", "update");
    private static final String WAITING = "dataWait";

    /** A share that is worth a word. */
    private static final double LARGE = 0.1;

    /** Empty before the first epoch, and of a run in which another program trains: what it does in its time, nobody here sees. */
    static Optional<PhasesView> of(ReportData run) {
        if (run.hasStarted() && StartWords.isWatched(run.started())) {
            return Optional.empty();
        }
        PhaseTotals totals = PhaseTotals.of(run);
        return totals.empty()
                ? Optional.empty()
                : Optional.of(new PhasesView(
                        totals.totals(),
                        Quantity.duration(totals.sum(), run.audience()),
                        finding(totals.totals(), run),
                        StagesView.of(run)));
    }

    private static String finding(List<PhaseTotals.Total> totals, ReportData run) {
        double waiting = share(totals, Set.of(WAITING));
        String large = totals.stream()
                .filter(total -> total.share() > LARGE
                        && !COMPUTING.contains(total.phase())
                        && !total.phase().equals(WAITING))
                .sorted(Comparator.comparingDouble(PhaseTotals.Total::share).reversed())
                .map(total ->
                        run.say("phases.part", total.percent(), total.label().toLowerCase(Locale.ROOT)))
                .collect(Collectors.joining());
        return run.say(
                waiting > LARGE ? "phases.heldUp" : "phases.finding",
                Quantity.percent(share(totals, COMPUTING)),
                large,
                Quantity.percent(waiting));
    }

    private static double share(List<PhaseTotals.Total> totals, Set<String> phases) {
        return totals.stream()
                .filter(total -> phases.contains(total.phase()))
                .mapToDouble(PhaseTotals.Total::share)
                .sum();
    }
}
