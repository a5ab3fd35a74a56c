package io.jenkins.trainmodel.report.html;

import io.jenkins.trainmodel.event.EndingPhase;
import io.jenkins.trainmodel.event.TrainingEvent;
import io.jenkins.trainmodel.stop.Verdict;
import io.jenkins.trainmodel.words.MetricWords;
import io.jenkins.trainmodel.words.PlainText;
import io.jenkins.trainmodel.words.Quantity;
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
            String outcome = run.finished().get().outcome().word();
            return over(
                    outcome,
                    outcome,
                    "Stopped after " + epochs() + why(run.finished().get()));
        }
        if (run.told().failed().isPresent()) {
            String reason = run.told().failed().get().reason();
            return over("failure", "failed", hasBegun() ? "Failed after " + epochs() + ": " + reason : reason);
        }
        Duration silence = run.told().ending().isPresent() ? SILENCE_AT_THE_END : SILENCE;
        if (run.lastEventAt().plus(silence).isBefore(run.writtenAt())) {
            return over(
                    "interrupted",
                    "interrupted",
                    "No news since " + Quantity.time(run.lastEventAt()) + " UTC, after " + epochs());
        }
        return run.told().ending().map(this::ending).orElseGet(this::running);
    }

    private Standing running() {
        return hasBegun()
                ? going("running", "Training, after " + epochs() + best())
                : going("starting", "Nothing is logged of a training yet");
    }

    private Standing ending(TrainingEvent.Ending ending) {
        String reason = ending.reason().isEmpty() ? "" : ": " + withoutStop(ending.reason());
        return going(badgeOf(ending.phase()), doing(ending.phase()) + " after " + epochs() + reason + best());
    }

    private static String badgeOf(EndingPhase phase) {
        return switch (phase) {
            case STOPPING -> "stopping";
            case CHECKPOINT -> "saving";
            case PACKAGING, VERIFYING -> "packaging";
        };
    }

    private static String doing(EndingPhase phase) {
        return switch (phase) {
            case STOPPING -> "Stopping";
            case CHECKPOINT -> "Saving the last checkpoint";
            case PACKAGING -> "Packaging the model";
            case VERIFYING -> "Measuring the packaged model again";
        };
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
        String whole = withoutStop(sentence) + ".";
        return new Standing(run.started().name(), state, badge, whole, over, Optional.empty(), notice);
    }

    private static String withoutStop(String sentence) {
        String clean = PlainText.line(sentence).strip();
        return clean.endsWith(".") ? clean.substring(0, clean.length() - 1) : clean;
    }

    private String epochs() {
        return "epoch "
                + Quantity.count(run.lastEpoch().map(TrainingEvent.Epoch::epoch).orElse(0))
                + run.plannedEpochs()
                        .map(planned -> " of " + Quantity.count(planned))
                        .orElse("");
    }

    /** The rules that ended it; where none did, what else. */
    private static String why(TrainingEvent.Finished finished) {
        if (finished.fired().isEmpty()) {
            return finished.reason().isBlank() ? "" : ": " + withoutStop(finished.reason());
        }
        return ": " + finished.fired().stream().map(StandingOfLog::rule).collect(Collectors.joining(", "));
    }

    private static String rule(Verdict verdict) {
        return PlainText.line(verdict.rule())
                + verdict.metric()
                        .map(metric -> " on " + PlainText.line(metric))
                        .orElse("");
    }

    private String best() {
        return run.best().map(value -> "; best " + MetricWords.of(value)).orElse("");
    }
}
