package io.jenkins.trainmodel.report.html;

import io.jenkins.trainmodel.event.Conclusion;
import io.jenkins.trainmodel.event.TrainingEvent;
import io.jenkins.trainmodel.stop.Verdict;
import io.jenkins.trainmodel.words.MetricWords;
import io.jenkins.trainmodel.words.PlainText;
import io.jenkins.trainmodel.words.Quantity;
import io.jenkins.trainmodel.words.Vocabulary;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Collectors;

/** Where a run stands as far as its log alone can tell. */
final class StandingOfLog {
    /** No event for so long: the process is probably gone. */
    private static final Duration SILENCE = Duration.ofMinutes(10);

    /** A large model may take long to be written, and nothing is logged meanwhile. */
    private static final Duration SILENCE_AT_THE_END = Duration.ofHours(1);

    private final ReportData run;

    private StandingOfLog(ReportData run) {
        this.run = run;
    }

    static Standing of(ReportData run) {
        return new StandingOfLog(run).standing();
    }

    static boolean isSilent(Instant lastEventAt, Instant now) {
        return lastEventAt.plus(SILENCE).isBefore(now);
    }

    private Standing standing() {
        if (run.finished().isPresent()) {
            Conclusion.Finished finished = run.finished().get();
            String outcome = finished.outcome().word();
            return over(outcome, Vocabulary.outcome(outcome, run.audience()), stopped(finished));
        }
        if (run.told().failed().isPresent()) {
            String reason = withoutStop(run.again(run.told().failed().get().reason()));
            return over("failure", say("badge.failed"), hasBegun() ? say("standing.failed", epochs(), reason) : reason);
        }
        Duration silence = run.told().ending().isPresent() ? SILENCE_AT_THE_END : SILENCE;
        if (run.lastEventAt().plus(silence).isBefore(run.writtenAt())) {
            String since = run.audience().timeWithZone(run.lastEventAt());
            return over("interrupted", say("badge.interrupted"), say("standing.silent", since, epochs()));
        }
        return run.told().ending().map(this::ending).orElseGet(this::running);
    }

    private String say(String key, Object... values) {
        return run.say(key, values);
    }

    private Standing running() {
        return hasBegun()
                ? going(say("badge.running"), say("standing.running", epochs()) + best())
                : going(say("badge.starting"), say("standing.starting"));
    }

    private Standing ending(Conclusion.Ending ending) {
        String doing = say("standing." + ending.phase().name(), epochs());
        String reason = ending.reason().isEmpty() ? doing : say("standing.because", doing, reasonOf(ending.reason()));
        return going(say("badge." + ending.phase().name()), reason + best());
    }

    private String reasonOf(String recorded) {
        return withoutStop(run.again(recorded));
    }

    private boolean hasBegun() {
        return run.hasStarted() || run.lastEpoch().isPresent();
    }

    private Standing going(String badge, String sentence) {
        return standing("running", badge, sentence, false);
    }

    private Standing over(String state, String badge, String sentence) {
        return standing(state, badge, hasBegun() ? sentence + best() : sentence, true);
    }

    private Standing standing(String state, String badge, String sentence, boolean over) {
        Optional<String> notice = Optional.of(run.told().problems().summary()).filter(summary -> !summary.isEmpty());
        String whole = say("sentence", withoutStop(sentence));
        return new Standing(run.started().name(), state, badge, whole, over, Optional.empty(), notice);
    }

    private static String withoutStop(String sentence) {
        String clean = PlainText.line(sentence).strip();
        return clean.endsWith(".") || clean.endsWith("。") ? clean.substring(0, clean.length() - 1) : clean;
    }

    private String epochs() {
        String done =
                Quantity.count(run.lastEpoch().map(TrainingEvent.Epoch::epoch).orElse(0));
        return run.plannedEpochs()
                .map(planned -> say("standing.epochOf", done, Quantity.count(planned)))
                .orElseGet(() -> say("standing.epoch", done));
    }

    /** With the rules that ended it; where none did, what else. */
    private String stopped(Conclusion.Finished finished) {
        String why = finished.fired().isEmpty()
                ? reasonOf(finished.reason())
                : finished.fired().stream().map(this::rule).collect(Collectors.joining(", "));
        return why.isBlank() ? say("standing.stopped", epochs()) : say("standing.stoppedBy", epochs(), why);
    }

    private String rule(Verdict verdict) {
        String rule = PlainText.line(verdict.rule());
        return verdict.metric()
                .map(metric -> say("standing.rule", rule, PlainText.line(metric)))
                .orElse(rule);
    }

    private String best() {
        return run.best()
                .map(value -> say("standing.best", MetricWords.of(value, run.audience())))
                .orElse("");
    }
}
