package io.jenkins.trainmodel.report.html;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.jenkins.trainmodel.backtest.Curve;
import io.jenkins.trainmodel.event.Conclusion;
import io.jenkins.trainmodel.event.EventRecord;
import io.jenkins.trainmodel.event.LogProblems;
import io.jenkins.trainmodel.event.TrainingEvent;
import io.jenkins.trainmodel.message.Audience;
import io.jenkins.trainmodel.message.Messages;
import io.jenkins.trainmodel.message.Recorded;
import io.jenkins.trainmodel.report.Cost;
import io.jenkins.trainmodel.report.GatesOfRun;
import io.jenkins.trainmodel.stop.Best;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * All that the page shows of a run, at the moment when it is written.
 *
 * @param started the first event
 * @param startedAt when the run began
 * @param lastEventAt when the newest event was written
 * @param writtenAt now
 * @param environment of the newest process of the run
 * @param series the recorded metrics, in any order
 * @param epochs complete epochs, ascending, none superseded by a resume
 * @param ledger what the rules answered, ascending, none superseded by a resume
 * @param notable checkpoints, commands, changes, resumes and warnings, as they happened
 * @param finished how the run ended; empty while it goes on
 * @param modelBytes the size of the model package, where one was written
 * @param audience who reads the page
 */
record ReportData(
        TrainingEvent.Started started,
        Instant startedAt,
        Instant lastEventAt,
        Instant writtenAt,
        Map<String, String> environment,
        List<MetricSeries> series,
        List<TrainingEvent.Epoch> epochs,
        List<TrainingEvent.RuleEvaluated> ledger,
        List<EventRecord> notable,
        Optional<Conclusion.Finished> finished,
        Optional<Long> modelBytes,
        Told told,
        Audience audience) {
    private static final Messages MESSAGES = Messages.of(ReportData.class);

    /**
     * What else was told of the run.
     *
     * @param failed why its newest process came to no result
     * @param ending what is being done since the training is over
     * @param tested what the kept model does on test data
     * @param plannedEpochs by the rules in force
     * @param cost what it has used of its machines
     * @param gates how it stands to other runs
     * @param reference what the run measured that it is compared with
     * @param problems what was passed over when the log was read
     * @param standing where it stands, as others know it who know more than the log
     */
    record Told(
            Optional<Conclusion.Failed> failed,
            Optional<Conclusion.Ending> ending,
            Optional<Conclusion.Tested> tested,
            Optional<Integer> plannedEpochs,
            Optional<Cost> cost,
            GatesOfRun gates,
            Optional<Curve> reference,
            LogProblems problems,
            Optional<Standing> standing) {}

    private static final String UNKNOWN_ID = "unknown";

    /** The run's first event where it is missing. */
    static TrainingEvent.Started unknownStart(String name) {
        return new TrainingEvent.Started(
                UNKNOWN_ID,
                name,
                JsonNodeFactory.instance.objectNode(),
                Map.of(),
                0,
                0,
                0,
                Optional.empty(),
                0,
                0,
                Optional.empty());
    }

    /** The page's message of a key, to its reader. */
    String say(String key, Object... values) {
        return MESSAGES.say(audience, key, values);
    }

    /** What is recorded, to the page's reader. */
    String again(String recorded) {
        return Recorded.in(audience, recorded);
    }

    /** Whether the first event of the training is there. */
    boolean hasStarted() {
        return !started.runId().equals(UNKNOWN_ID);
    }

    Optional<Integer> plannedEpochs() {
        return told.plannedEpochs();
    }

    /** Where the run stands. */
    Standing standing() {
        return told.standing().orElseGet(() -> StandingOfLog.of(this));
    }

    /** The newest complete epoch. */
    Optional<TrainingEvent.Epoch> lastEpoch() {
        return epochs.isEmpty() ? Optional.empty() : Optional.of(epochs.get(epochs.size() - 1));
    }

    /** The best value so far of the metric that decides which checkpoint is best. */
    Optional<Best> best() {
        return finished.flatMap(Conclusion.Finished::best).or(() -> lastEpoch().flatMap(TrainingEvent.Epoch::best));
    }

    /** The newest answers of the rules. */
    Optional<TrainingEvent.RuleEvaluated> lastDecision() {
        return ledger.isEmpty() ? Optional.empty() : Optional.of(ledger.get(ledger.size() - 1));
    }

    /** The notable events of one kind, as they happened. */
    <E extends TrainingEvent> List<E> notable(Class<E> kind) {
        return notable.stream()
                .map(EventRecord::event)
                .filter(kind::isInstance)
                .map(kind::cast)
                .toList();
    }
}
