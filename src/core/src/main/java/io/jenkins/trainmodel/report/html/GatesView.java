package io.jenkins.trainmodel.report.html;

import io.jenkins.trainmodel.event.TrainingEvent;
import io.jenkins.trainmodel.gate.Comparison;
import io.jenkins.trainmodel.gate.GateVerdict;
import io.jenkins.trainmodel.report.GatesOfRun;
import io.jenkins.trainmodel.words.GateWords;
import io.jenkins.trainmodel.words.Quantity;
import java.util.List;
import java.util.Optional;

/**
 * How the run stands to others: what it is compared with, and what the gates answered.
 *
 * @param reference what the run is compared with, and may have begun from, in a sentence
 * @param summary how many gates held, and of which model; empty before they were asked
 */
record GatesView(Optional<String> reference, Optional<String> summary, List<Row> rows) {

    /**
     * One gate.
     *
     * @param answer the word of {@link GateVerdict.Answer}
     * @param comparison how the model stands to the reference
     * @param outcome how the run ends at best where the gate does not hold
     */
    record Row(
            String gate,
            String answer,
            String answerWords,
            Optional<String> comparison,
            Optional<String> value,
            Optional<String> reference,
            Optional<String> bound,
            String outcome,
            String sentence) {}

    /** Empty where the run is compared with nothing and has no gates. */
    static Optional<GatesView> of(ReportData run) {
        GatesOfRun gates = run.told().gates();
        if (gates.began().isEmpty() && gates.judged().isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new GatesView(
                gates.began().map(began -> "The run " + GateWords.began(began) + "."),
                gates.judged().map(GatesView::summary),
                gates.verdicts().stream().map(GatesView::row).toList()));
    }

    private static String summary(TrainingEvent.Judged judged) {
        long held = judged.gates().stream().filter(GateVerdict::held).count();
        return held + " of " + Quantity.of(judged.gates().size(), "gate") + " held"
                + judged.epoch()
                        .map(epoch -> ", asked of the model of epoch " + Quantity.count(epoch))
                        .orElse("");
    }

    private static Row row(GateVerdict verdict) {
        return new Row(
                verdict.gate(),
                verdict.answer().word(),
                verdict.answer().words(),
                verdict.comparison().map(Comparison::words),
                verdict.value().map(Quantity::number),
                verdict.reference().map(Quantity::number),
                verdict.bound().map(Quantity::number),
                verdict.outcome().word(),
                verdict.sentence());
    }

    boolean hasRows() {
        return !rows.isEmpty();
    }
}
