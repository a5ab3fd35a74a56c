package io.jenkins.trainmodel.trainer.cli.overview;

import com.fasterxml.jackson.annotation.JsonValue;
import io.jenkins.trainmodel.report.ReportJson;
import io.jenkins.trainmodel.report.RunHistory;
import io.jenkins.trainmodel.report.RunSummary;
import io.jenkins.trainmodel.run.RunDirectory;
import io.jenkins.trainmodel.run.RunLock;
import io.jenkins.trainmodel.stop.Best;
import java.io.IOException;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/**
 * A run in a line.
 *
 * @param directory where it lies, below the directory that was looked through
 * @param reason why it stopped, or why its newest process came to no end
 * @param best of the metric that decides, or of the one that was asked for
 * @param seconds of training
 * @param notice what of its log could not be read
 */
record RunRow(
        String directory,
        String name,
        String runId,
        State state,
        Optional<String> reason,
        Optional<Best> best,
        int epochs,
        Optional<Integer> plannedEpochs,
        double seconds,
        Optional<Instant> startedAt,
        Optional<Boolean> accepted,
        Optional<String> notice) {

    /** Where a run stands; an outcome where it has one. */
    enum State {
        /** A process trains. */
        RUNNING,
        /** No process trains, and none has said how it ended. */
        INTERRUPTED,
        /** The newest process could not go on. */
        BROKEN,
        SUCCESS,
        UNSTABLE,
        FAILURE,
        ABORTED;

        @JsonValue
        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * Of the run in a directory.
     *
     * @param metric whose best value is told; empty: of the one that decides
     * @throws WrongInputException if what lies there is no log of a run
     */
    static RunRow of(RunDirectory run, String directory, Optional<String> metric) throws IOException {
        // Asked before the log is read: a process may write its end in between.
        boolean trains = RunLock.isHeld(run);
        RunHistory history = RunHistory.read(run.events());
        DamagedLog log = new DamagedLog(run.events(), history.problems());
        if (history.startedAt().isEmpty()) {
            log.requireAnything();
        }
        RunSummary summary = ReportJson.summarize(history);
        return new RunRow(
                directory,
                summary.name(),
                summary.runId(),
                state(trains, history, summary),
                summary.reason().or(() -> history.failed().map(failed -> failed.reason())),
                metric.map(path -> Optional.ofNullable(summary.bestMetrics().get(path)))
                        .orElse(summary.best()),
                summary.training().epochs(),
                summary.training().plannedEpochs(),
                summary.training().elapsedSeconds(),
                summary.training().startedAt(),
                summary.accepted(),
                log.notice());
    }

    private static State state(boolean trains, RunHistory history, RunSummary summary) {
        if (summary.outcome().isPresent()) {
            return State.valueOf(summary.outcome().get().name());
        }
        if (trains) {
            return State.RUNNING;
        }
        return history.failed().isPresent() ? State.BROKEN : State.INTERRUPTED;
    }
}
