package io.jenkins.trainmodel.report;

import io.jenkins.trainmodel.event.EventReader;
import io.jenkins.trainmodel.event.EventRecord;
import io.jenkins.trainmodel.event.LogProblems;
import io.jenkins.trainmodel.event.PlannedEpochs;
import io.jenkins.trainmodel.event.TrainingEvent;
import io.jenkins.trainmodel.stop.Best;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A run as its events tell it: what reports and pages show. Events are added in the order of the log; one that a resume
 * supersedes is gone. Not safe for several threads at once.
 */
public final class RunHistory {
    private static final int MOST_ROWS = 1 << 22;
    private static final int MOST_METRICS = 1000;

    private final Readings stepReadings;
    private final Readings epochReadings;
    private final Readings telemetryReadings;
    private final EvenChoice<TrainingEvent.Epoch> epochs;
    private final EvenChoice<TrainingEvent.RuleEvaluated> ledger;
    private final EvenChoice<EventRecord> notable;
    private Optional<EventRecord> firstEvent = Optional.empty();
    private Optional<EventRecord> lastEvent = Optional.empty();
    private Optional<TrainingEvent.Started> started = Optional.empty();
    private EndOfRun end = EndOfRun.OPEN;
    private Map<String, String> environment = Map.of();
    private PlannedEpochs planned = PlannedEpochs.UNKNOWN;
    private Progress progress = Progress.NONE;
    private LogProblems problems = LogProblems.NONE;

    /** A history without events. */
    public RunHistory() {
        this(MOST_ROWS);
    }

    /**
     * A history without events that keeps at most so many readings of each kind, epochs, decisions and notable events; of
     * more, it keeps an even choice.
     *
     * @param mostReadings at least 2
     */
    public RunHistory(int mostReadings) {
        stepReadings = new Readings(mostReadings, MOST_METRICS);
        epochReadings = new Readings(mostReadings, MOST_METRICS);
        telemetryReadings = new Readings(mostReadings, MOST_METRICS);
        epochs = new EvenChoice<>(mostReadings);
        ledger = new EvenChoice<>(mostReadings);
        notable = new EvenChoice<>(mostReadings);
    }

    /** Reads a whole event log. */
    public static RunHistory read(Path log) throws IOException {
        try (EventReader reader = EventReader.open(log)) {
            RunHistory history = new RunHistory();
            reader.forEachRemaining(history::add);
            history.problems = reader.problems();
            return history;
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    /** Adds the next event. */
    public void add(EventRecord entry) {
        TrainingEvent event = entry.event();
        firstEvent = firstEvent.or(() -> Optional.of(entry));
        lastEvent = Optional.of(entry);
        end = end.after(event);
        planned = planned.after(event);
        progress = progress.planned(planned.inForce());
        if (event instanceof TrainingEvent.Step step) {
            progress = progress.at(step.epoch(), step.step(), step.elapsedSeconds());
            stepReadings.add(step.epoch(), step.step(), step.elapsedSeconds(), step.metrics());
        } else if (event instanceof TrainingEvent.Epoch epoch) {
            add(epoch);
        } else if (event instanceof TrainingEvent.Telemetry sample) {
            telemetryReadings.add(progress.epoch(), progress.step(), sample.elapsedSeconds(), sample.metrics());
        } else if (event instanceof TrainingEvent.RuleEvaluated verdicts) {
            ledger.add(verdicts);
        } else {
            addRare(entry);
        }
    }

    private void add(TrainingEvent.Epoch epoch) {
        progress = progress.after(epoch);
        epochs.add(epoch);
        epochReadings.add(epoch.epoch(), epoch.step(), epoch.elapsedSeconds(), epoch.metrics());
    }

    private void addRare(EventRecord entry) {
        if (entry.event() instanceof TrainingEvent.Started first) {
            started = started.or(() -> Optional.of(first));
            environment = first.environment();
        } else if (entry.event() instanceof TrainingEvent.Finished last) {
            progress = progress.at(last.epoch(), last.step(), last.elapsedSeconds())
                    .ended();
        } else if (!isOfTheEnd(entry.event())) {
            notable.add(entry);
            if (entry.event() instanceof TrainingEvent.Resumed resumed) {
                resume(resumed);
            }
        }
    }

    private static boolean isOfTheEnd(TrainingEvent event) {
        return event instanceof TrainingEvent.Ending || event instanceof TrainingEvent.Failed;
    }

    /**
     * The stretch of training time behind the checkpoint is lived again and measured again, so telemetry of it goes in any
     * case.
     */
    private void resume(TrainingEvent.Resumed resumed) {
        environment = resumed.environment();
        telemetryReadings.cutAfterTime(resumed.elapsedSeconds());
        if (resumed.supersedes()) {
            stepReadings.cutAfterStep(resumed.step());
            epochReadings.cutAfterStep(resumed.step());
            epochs.removeIf(epoch -> epoch.step() > resumed.step());
            ledger.removeIf(verdicts -> verdicts.step() > resumed.step());
        }
        progress = progress.at(resumed.epoch(), resumed.step(), resumed.elapsedSeconds());
    }

    public Optional<TrainingEvent.Started> started() {
        return started;
    }

    /** How the run ended; empty while it goes on, also after a resume. */
    public Optional<TrainingEvent.Finished> finished() {
        return end.finished();
    }

    /** What is being done since the training is over; empty before and after. */
    public Optional<TrainingEvent.Ending> ending() {
        return end.ending();
    }

    /** Why the newest process came to no result, if it said so. */
    public Optional<TrainingEvent.Failed> failed() {
        return end.failed();
    }

    /** When the first event was written. */
    public Optional<Instant> startedAt() {
        return firstEvent.map(EventRecord::time);
    }

    /** When the newest event was written. */
    public Optional<Instant> lastEventAt() {
        return lastEvent.map(EventRecord::time);
    }

    /** Label to value for people, of the newest process of the run. */
    public Map<String, String> environment() {
        return environment;
    }

    /** Complete epochs, ascending. */
    public List<TrainingEvent.Epoch> epochs() {
        return epochs.toList();
    }

    public Optional<TrainingEvent.Epoch> lastEpoch() {
        return epochs.newest();
    }

    /** The best value so far of the metric that decides which checkpoint is best. */
    public Optional<Best> best() {
        return finished()
                .flatMap(TrainingEvent.Finished::best)
                .or(() -> lastEpoch().flatMap(TrainingEvent.Epoch::best));
    }

    /** What the rules answered, ascending. */
    public List<TrainingEvent.RuleEvaluated> ledger() {
        return ledger.toList();
    }

    /** The newest answer of every rule. */
    public Optional<TrainingEvent.RuleEvaluated> lastDecision() {
        return ledger.newest();
    }

    /** Checkpoints, answers to commands, changes of hyperparameters, resumes and warnings, as they happened. */
    public List<EventRecord> notable() {
        return notable.toList();
    }

    /** The notable events of one kind, as they happened. */
    public <E extends TrainingEvent> List<E> notable(Class<E> kind) {
        return notable.toList().stream()
                .map(EventRecord::event)
                .filter(kind::isInstance)
                .map(kind::cast)
                .toList();
    }

    /** The checkpoints that retention has not removed, in the order of saving. */
    public List<TrainingEvent.CheckpointSaved> keptCheckpoints() {
        List<TrainingEvent.CheckpointSaved> saved = notable(TrainingEvent.CheckpointSaved.class);
        Set<String> removed = new HashSet<>();
        saved.forEach(checkpoint -> removed.addAll(checkpoint.removed()));
        return saved.stream()
                .filter(checkpoint -> !removed.contains(checkpoint.name()))
                .toList();
    }

    /** Metrics within epochs, one series a metric. */
    public List<Series> stepSeries() {
        return stepReadings.series();
    }

    /** Metrics of complete epochs, one series a metric. */
    public List<Series> epochSeries() {
        return epochReadings.series();
    }

    /** Statistics of host and process; step and epoch are those that the training had reached. */
    public List<Series> telemetrySeries() {
        return telemetryReadings.series();
    }

    /** Where the run stands. */
    public Progress progress() {
        return progress;
    }

    /** What was passed over when the log was read. */
    public LogProblems problems() {
        return problems;
    }
}
