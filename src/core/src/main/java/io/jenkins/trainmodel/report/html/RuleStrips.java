package io.jenkins.trainmodel.report.html;

import io.jenkins.trainmodel.event.TrainingEvent.RuleEvaluated;
import io.jenkins.trainmodel.report.html.RuleStrip.Stretch;
import io.jenkins.trainmodel.stop.Verdict;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Puts together the strips of all rules of a run, in all at most {@value #MOST_STRETCHES} stretches. */
final class RuleStrips {
    private static final int MOST_COLUMNS = 500;
    private static final int LEAST_COLUMNS = 50;
    private static final int MOST_STRETCHES = 10_000;
    private static final int DEEPEST = 8;
    private static final int MOST_RULES = 200;

    private final ReportData run;
    private final Map<String, List<Growing>> growing = new LinkedHashMap<>();

    /** A stretch that the next evaluation may lengthen. */
    private record Growing(int x, int width, String status, String outcome, int from, int to) {}

    RuleStrips(ReportData run) {
        this.run = run;
    }

    /** The strip of every rule by its place in the tree of rules, such as {@code /2/0}. */
    Map<String, RuleStrip> byPlace() {
        List<RuleEvaluated> ledger = run.ledger();
        int[] columns = Lttb.evenly(ledger.size(), columnsFor(ledger));
        for (int column = 0; column < columns.length; column++) {
            RuleEvaluated decision = ledger.get(columns[column]);
            grow(decision.verdicts(), "", 0, column, decision.epoch());
        }
        Map<String, RuleStrip> strips = new LinkedHashMap<>();
        growing.forEach((place, stretches) -> strips.put(
                place,
                new RuleStrip(columns.length, stretches.stream().map(this::said).toList())));
        return strips;
    }

    private Stretch said(Growing stretch) {
        String status = run.say("status." + stretch.status());
        String text = stretch.from() == stretch.to()
                ? run.say("strip.epoch", stretch.from(), status)
                : run.say("strip.epochs", stretch.from(), stretch.to(), status);
        return new Stretch(stretch.x(), stretch.width(), stretch.status(), stretch.outcome(), text);
    }

    /** Fewer where there are many rules, so that all strips together are bounded. */
    private static int columnsFor(List<RuleEvaluated> ledger) {
        long rules = ledger.isEmpty() ? 1 : count(ledger.get(ledger.size() - 1).verdicts(), 0);
        return (int) Math.max(LEAST_COLUMNS, Math.min(MOST_COLUMNS, MOST_STRETCHES / Math.max(1, rules)));
    }

    private static long count(List<Verdict> verdicts, int depth) {
        return verdicts.stream()
                .mapToLong(verdict -> 1 + (depth < DEEPEST ? count(verdict.children(), depth + 1) : 0))
                .sum();
    }

    private void grow(List<Verdict> verdicts, String parent, int depth, int column, int epoch) {
        for (int i = 0; i < verdicts.size(); i++) {
            String place = parent + "/" + i;
            if (growing.size() < MOST_RULES || growing.containsKey(place)) {
                append(growing.computeIfAbsent(place, unused -> new ArrayList<>()), verdicts.get(i), column, epoch);
            }
            if (depth < DEEPEST) {
                grow(verdicts.get(i).children(), place, depth + 1, column, epoch);
            }
        }
    }

    private static void append(List<Growing> stretches, Verdict verdict, int column, int epoch) {
        String status = verdict.status().word();
        int last = stretches.size() - 1;
        if (last >= 0 && goesOn(stretches.get(last), status, column)) {
            Growing before = stretches.get(last);
            stretches.set(
                    last, new Growing(before.x(), before.width() + 1, status, before.outcome(), before.from(), epoch));
        } else {
            stretches.add(new Growing(column, 1, status, verdict.outcome().word(), epoch, epoch));
        }
    }

    private static boolean goesOn(Growing last, String status, int column) {
        return last.status().equals(status) && last.x() + last.width() == column;
    }
}
