package io.jenkins.trainmodel.report.html;

import io.jenkins.trainmodel.event.Conclusion;
import io.jenkins.trainmodel.gate.Comparison;
import io.jenkins.trainmodel.gate.GateVerdict;
import io.jenkins.trainmodel.report.GatesOfRun;
import io.jenkins.trainmodel.words.GateWords;
import io.jenkins.trainmodel.words.Quantity;
import io.jenkins.trainmodel.words.Vocabulary;
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
            String outcomeWords,
            String sentence) {}

    /** Empty where the run is compared with nothing and has no gates. */
    static Optional<GatesView> of(ReportData run) {
        GatesOfRun gates = run.told().gates();
        if (gates.began().isEmpty() && gates.judged().isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new GatesView(
                gates.began().map(began -> run.say("gates.began", GateWords.began(began, run.audience()))),
                gates.judged().map(judged -> summary(judged, run)),
                gates.verdicts().stream().map(verdict -> row(verdict, run)).toList()));
    }

    private static String summary(Conclusion.Judged judged, ReportData run) {
        long held = judged.gates().stream().filter(GateVerdict::held).count();
        int all = judged.gates().size();
        String summary = run.say(all == 1 ? "gates.held.one" : "gates.held.many", held, all);
        // 0: no epoch was complete
        return judged.step()
                .map(step -> run.say("gates.askedOfStep", summary, Quantity.count(step)))
                .or(() -> judged.epoch()
                        .filter(epoch -> epoch > 0)
                        .map(epoch -> run.say("gates.askedOf", summary, Quantity.count(epoch))))
                .orElse(summary);
    }

    private static Row row(GateVerdict verdict, ReportData run) {
        return new Row(
                run.again(verdict.gate()),
                verdict.answer().word(),
                Vocabulary.answer(verdict.answer().word(), run.audience()),
                verdict.comparison().map(Comparison::word).map(word -> Vocabulary.comparison(word, run.audience())),
                verdict.value().map(Quantity::number),
                verdict.reference().map(Quantity::number),
                verdict.bound().map(Quantity::number),
                verdict.outcome().word(),
                Vocabulary.outcome(verdict.outcome().word(), run.audience()),
                run.again(verdict.sentence()));
    }

    boolean hasRows() {
        return !rows.isEmpty();
    }
}
