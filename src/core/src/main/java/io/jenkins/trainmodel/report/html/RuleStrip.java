package io.jenkins.trainmodel.report.html;

import io.jenkins.trainmodel.event.TrainingEvent.RuleEvaluated;
import io.jenkins.trainmodel.stop.Verdict;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A rule's answers over the run, as stretches of equal status.
 *
 * @param columns the strip's width
 */
record RuleStrip(int columns, List<Stretch> stretches) {
    static final RuleStrip EMPTY = new RuleStrip(1, List.of());

    private static final int MOST_COLUMNS = 500;
    private static final int LEAST_COLUMNS = 50;
    private static final int MOST_STRETCHES = 10_000;
    private static final int DEEPEST = 8;
    private static final int MOST_RULES = 200;

    /** {@code width} columns from column {@code x} on, with the same status. */
    record Stretch(int x, int width, String status, String outcome, String text) {
        /** Its colour where no style sheet is obeyed. */
        String fill() {
            return switch (status) {
                case "fired" ->
                    outcome.equals("success") ? "#00774f" : outcome.equals("unstable") ? "#b87a0c" : "#c4314b";
                case "held" -> "#9db8d2";
                case "warming" -> "#dfe5ec";
                default -> "#d9b26a";
            };
        }
    }

    /** Says in words what the strip shows. */
    String summary() {
        List<String> texts = stretches.stream().map(Stretch::text).toList();
        return texts.size() <= 8
                ? String.join("; ", texts)
                : String.join("; ", texts.subList(0, 4)) + "; … ; "
                        + String.join("; ", texts.subList(texts.size() - 3, texts.size()));
    }

    /** The strip of every rule by its place in the tree of rules, such as {@code /2/0}. */
    static Map<String, RuleStrip> of(List<RuleEvaluated> ledger) {
        int[] columns = Lttb.evenly(ledger.size(), columnsFor(ledger));
        Map<String, List<Stretch>> growing = new LinkedHashMap<>();
        for (int column = 0; column < columns.length; column++) {
            RuleEvaluated decision = ledger.get(columns[column]);
            grow(growing, decision.verdicts(), "", 0, column, decision.epoch());
        }
        Map<String, RuleStrip> strips = new LinkedHashMap<>();
        growing.forEach((place, stretches) -> strips.put(place, new RuleStrip(columns.length, stretches)));
        return strips;
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

    private static void grow(
            Map<String, List<Stretch>> growing,
            List<Verdict> verdicts,
            String parent,
            int depth,
            int column,
            int epoch) {
        for (int i = 0; i < verdicts.size(); i++) {
            String place = parent + "/" + i;
            if (growing.size() < MOST_RULES || growing.containsKey(place)) {
                append(growing.computeIfAbsent(place, unused -> new ArrayList<>()), verdicts.get(i), column, epoch);
            }
            if (depth < DEEPEST) {
                grow(growing, verdicts.get(i).children(), place, depth + 1, column, epoch);
            }
        }
    }

    private static void append(List<Stretch> stretches, Verdict verdict, int column, int epoch) {
        String status = verdict.status().word();
        Stretch last = stretches.isEmpty() ? null : stretches.get(stretches.size() - 1);
        if (last != null && last.status().equals(status) && last.x() + last.width() == column) {
            String from = last.text().replaceFirst("^epochs? (\\d+).*", "$1");
            stretches.set(
                    stretches.size() - 1,
                    new Stretch(
                            last.x(),
                            last.width() + 1,
                            status,
                            last.outcome(),
                            "epochs " + from + "–" + epoch + ": " + status));
        } else {
            stretches.add(new Stretch(column, 1, status, verdict.outcome().word(), "epoch " + epoch + ": " + status));
        }
    }
}
