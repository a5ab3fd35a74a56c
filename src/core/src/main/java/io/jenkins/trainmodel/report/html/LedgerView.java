package io.jenkins.trainmodel.report.html;

import io.jenkins.trainmodel.event.Conclusion;
import io.jenkins.trainmodel.event.TrainingEvent.RuleEvaluated;
import io.jenkins.trainmodel.stop.Verdict;
import io.jenkins.trainmodel.words.Quantity;
import io.jenkins.trainmodel.words.Vocabulary;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The stop rules' newest answers, composites followed by their rules.
 *
 * @param question what the ledger answers
 * @param cause what ended the run, in a sentence: a rule, a person, a signal, a loss that is no number, a failure
 * @param evaluations how often the rules were asked
 */
record LedgerView(String question, Optional<String> cause, String asOf, int evaluations, List<Row> rows) {
    private static final int MOST_ROWS = 200;
    private static final int DEEPEST = 8;

    /**
     * One rule.
     *
     * @param depth 0 for a rule of the specification's list
     * @param kind the rule's type and outcome, small beside its name
     * @param status the word of {@link Verdict.Status}
     * @param percent progress to firing, 0 to 100
     */
    record Row(
            int depth,
            String rule,
            String kind,
            String status,
            String statusWord,
            String outcome,
            Optional<String> value,
            Optional<String> best,
            Optional<String> patience,
            Optional<String> percent,
            String explanation,
            RuleStrip strip) {}

    static LedgerView of(ReportData run) {
        List<Row> rows = new ArrayList<>();
        Map<String, RuleStrip> strips = new RuleStrips(run).byPlace();
        run.lastDecision().map(RuleEvaluated::verdicts).ifPresent(verdicts -> add(run, rows, verdicts, "", 0, strips));
        String asOf = run.lastDecision()
                .map(decision -> run.say("ledger.asOf", decision.epoch(), Quantity.count(decision.step())))
                .orElse("");
        Standing standing = run.standing();
        String question = run.say(standing.over() ? "ledger.whyStopped" : "ledger.whyRunning");
        return new LedgerView(
                question,
                causeOf(run, standing).map(run::again),
                asOf,
                run.ledger().size(),
                rows);
    }

    private static Optional<String> causeOf(ReportData run, Standing standing) {
        if (!standing.over()) {
            return run.told().ending().map(Conclusion.Ending::reason).filter(reason -> !reason.isBlank());
        }
        return run.finished()
                .filter(finished -> finished.outcome().word().equals(standing.state()))
                .map(Conclusion.Finished::reason)
                .or(() -> run.told().failed().map(Conclusion.Failed::reason))
                .filter(reason -> !reason.isBlank())
                .or(() -> Optional.of(standing.sentence()));
    }

    private static void add(
            ReportData run,
            List<Row> rows,
            List<Verdict> verdicts,
            String parent,
            int depth,
            Map<String, RuleStrip> strips) {
        for (int i = 0; i < verdicts.size() && rows.size() < MOST_ROWS; i++) {
            String place = parent + "/" + i;
            rows.add(row(run, verdicts.get(i), depth, strips.getOrDefault(place, RuleStrip.EMPTY)));
            if (depth < DEEPEST) {
                add(run, rows, verdicts.get(i).children(), place, depth + 1, strips);
            }
        }
    }

    private static Row row(ReportData run, Verdict verdict, int depth, RuleStrip strip) {
        String ends =
                run.say("ledger.endsAs", Vocabulary.outcome(verdict.outcome().word(), run.audience()));
        String kind = verdict.type().equals(verdict.rule()) ? ends : run.say("ledger.kind", verdict.type(), ends);
        return new Row(
                depth,
                verdict.rule(),
                kind,
                verdict.status().word(),
                run.say("status." + verdict.status().word()),
                verdict.outcome().word(),
                verdict.value().map(Quantity::number),
                verdict.best()
                        .map(best -> verdict.bestEpoch()
                                .map(epoch -> run.say("ledger.best", Quantity.number(best), epoch))
                                .orElseGet(() -> Quantity.number(best))),
                verdict.patienceLeft().map(left -> Integer.toString(left)),
                verdict.progress().filter(Double::isFinite).map(LedgerView::percent),
                run.again(verdict.explanation()),
                strip);
    }

    private static String percent(double progress) {
        return Long.toString(Math.round(Math.max(0, Math.min(1, progress)) * 100));
    }
}
