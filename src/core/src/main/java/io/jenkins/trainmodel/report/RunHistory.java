package io.jenkins.trainmodel.report;

import io.jenkins.trainmodel.event.Conclusion;
import io.jenkins.trainmodel.event.EventReader;
import io.jenkins.trainmodel.event.EventRecord;
import io.jenkins.trainmodel.event.EventTail;
import io.jenkins.trainmodel.event.LogProblems;
import io.jenkins.trainmodel.event.TrainingEvent;
import io.jenkins.trainmodel.stop.Best;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A run as its events tell it: what reports and pages show. Events are added in the order of the log; one that a resume
 * supersedes is gone. Not safe for several threads at once.
 */
public final class RunHistory {
    private static final int MOST_ROWS = 1 << 22;
    private static final long MOST_BYTES = 1 << 30;

    private final Recordings recordings;
    private final EvenChoice<TrainingEvent.Epoch> epochs;
    private final EvenChoice<TrainingEvent.RuleEvaluated> ledger;
    private final NotableEvents notable;
    private final CostMeter meter = new CostMeter();
    private LogTimes times = LogTimes.NONE;
    private BeginningOfRun beginning = BeginningOfRun.NONE;
    private EndOfRun end = EndOfRun.OPEN;
    private GatesOfRun gates = GatesOfRun.NONE;
    private Progress progress = Progress.NONE;
    private LogProblems problems = LogProblems.NONE;

    /** A history without events. */
    public RunHistory() {
        this(MOST_ROWS, MOST_BYTES);
    }

    /**
     * A history without events that keeps at most so many readings of each kind, epochs, decisions, checkpoints with warnings
     * and other notable events, and at most so many bytes of them; of more, it keeps an even choice.
     *
     * @param mostReadings at least 2
     * @param mostBytes of the heap, as far as that can be estimated; what is there once, such as the specification, may
     *     come on top
     */
    public RunHistory(int mostReadings, long mostBytes) {
        recordings = new Recordings(mostReadings, mostBytes / 2);
        epochs = new EvenChoice<>(mostReadings, mostBytes / 6, Footprint::of);
        ledger = new EvenChoice<>(mostReadings, mostBytes / 6, Footprint::of);
        notable = new NotableEvents(mostReadings, mostBytes / 6);
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

    /**
     * Reads on in a log that grows; a torn last line stays for the next time. Holds one event at a time besides what it
     * keeps.
     *
     * @param offset where reading ended before, 0 at first
     * @return where to read on next time
     * @throws java.io.EOFException if the log is shorter than that, or gone: it is not the log that was read before
     */
    public long readOn(Path log, long offset) throws IOException {
        EventTail tail = EventTail.read(log, offset, this::add);
        problems = problems.and(tail.problems());
        return tail.nextOffset();
    }

    /** Adds the next event. */
    public void add(EventRecord entry) {
        TrainingEvent event = entry.event();
        times = times.after(entry.time());
        beginning = beginning.after(event);
        end.voidedBy(event).ifPresent(notable::add);
        end = end.after(entry);
        gates = gates.after(event);
        progress = progress.after(event);
        meter.add(entry);
        if (event instanceof TrainingEvent.Step step) {
            recordings.add(step);
        } else if (event instanceof TrainingEvent.Epoch epoch) {
            epochs.add(epoch);
            recordings.add(epoch);
        } else if (event instanceof TrainingEvent.Telemetry sample) {
            recordings.add(sample, progress);
        } else if (event instanceof TrainingEvent.RuleEvaluated verdicts) {
            ledger.add(verdicts);
        } else {
            addRare(entry);
        }
    }

    private void addRare(EventRecord entry) {
        if (!BeginningOfRun.tells(entry.event())
                && !EndOfRun.tells(entry.event())
                && !GatesOfRun.tells(entry.event())) {
            notable.add(entry);
            if (entry.event() instanceof TrainingEvent.Resumed resumed) {
                resume(resumed);
            }
        }
    }

    private void resume(TrainingEvent.Resumed resumed) {
        recordings.resume(resumed);
        if (resumed.supersedes()) {
            epochs.removeIf(epoch -> epoch.step() > resumed.step());
            ledger.removeIf(verdicts -> verdicts.step() > resumed.step());
        }
    }

    public Optional<TrainingEvent.Started> started() {
        return beginning.started();
    }

    /** How the run ended; empty while it goes on, also after a resume. */
    public Optional<Conclusion.Finished> finished() {
        return end.finished();
    }

    /** What is being done since the training is over; empty before and after. */
    public Optional<Conclusion.Ending> ending() {
        return end.ending();
    }

    /** Why the newest process came to no result, if it said so. */
    public Optional<Conclusion.Failed> failed() {
        return end.failed();
    }

    /** How the run stands to others. */
    public GatesOfRun gates() {
        return gates;
    }

    /** What the kept model does on test data, where it was measured. */
    public Optional<Conclusion.Tested> tested() {
        return end.tested();
    }

    /** When the first event was written. */
    public Optional<Instant> startedAt() {
        return times.first();
    }

    /** When the newest event was written. */
    public Optional<Instant> lastEventAt() {
        return times.newest();
    }

    /** Label to value for people, of the newest process of the run. */
    public Map<String, String> environment() {
        return beginning.environment();
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
                .flatMap(Conclusion.Finished::best)
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

    /**
     * Checkpoints, answers to commands, changes, holds, resumes, ends before a resume, warnings, ways in which threads wait, and the
     * newest text that the model wrote, as they happened.
     */
    public List<EventRecord> notable() {
        return notable.toList();
    }

    /** The notable events of one kind, as they happened. */
    public <E extends TrainingEvent> List<E> notable(Class<E> kind) {
        return notable.toList(kind);
    }

    /** Metrics within epochs, one series a metric. */
    public List<Series> stepSeries() {
        return recordings.ofSteps();
    }

    /** Metrics of complete epochs, one series a metric. */
    public List<Series> epochSeries() {
        return recordings.ofEpochs();
    }

    /** Statistics of host and process; step and epoch are those that the training had reached. */
    public List<Series> telemetrySeries() {
        return recordings.ofTelemetry();
    }

    public Progress progress() {
        return progress;
    }

    /** What the run has cost so far; empty for one that never began. */
    public Optional<Cost> cost() {
        return meter.cost();
    }

    /** What this history takes of the heap, as far as that can be estimated. */
    public long bytes() {
        return recordings.bytes()
                + epochs.bytes()
                + ledger.bytes()
                + notable.bytes()
                + started().map(Footprint::of).orElse(0L)
                + end.bytes()
                + Footprint.of(gates);
    }

    /** What was passed over when the log was read. */
    public LogProblems problems() {
        return problems;
    }
}
