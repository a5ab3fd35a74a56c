package io.jenkins.trainmodel.report.html;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Where the time of all epochs went.
 *
 * @param finding one sentence that a reader takes along
 */
record PhasesView(List<PhaseTotals.Total> totals, String sum, String finding) {
    private static final Set<String> COMPUTING = Set.of("forward", "backward", "update");
    private static final double MUCH_WAITING = 0.1;

    static Optional<PhasesView> of(ReportData run) {
        PhaseTotals totals = PhaseTotals.of(run.epochs());
        return totals.empty()
                ? Optional.empty()
                : Optional.of(
                        new PhasesView(totals.totals(), Quantity.duration(totals.sum()), finding(totals.totals())));
    }

    private static String finding(List<PhaseTotals.Total> totals) {
        double computing = share(totals, COMPUTING);
        double waiting = share(totals, Set.of("dataWait"));
        return "%s computing, %s waiting for data%s"
                .formatted(
                        Quantity.percent(computing),
                        Quantity.percent(waiting),
                        waiting > MUCH_WAITING ? ": reading the data holds training up." : ".");
    }

    private static double share(List<PhaseTotals.Total> totals, Set<String> phases) {
        return totals.stream()
                .filter(total -> phases.contains(total.phase()))
                .mapToDouble(PhaseTotals.Total::share)
                .sum();
    }
}
