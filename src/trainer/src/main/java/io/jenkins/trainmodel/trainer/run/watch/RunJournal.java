package io.jenkins.trainmodel.trainer.run.watch;

import io.jenkins.trainmodel.event.Conclusion;
import io.jenkins.trainmodel.event.EventRecord;
import io.jenkins.trainmodel.event.EventWriter;
import io.jenkins.trainmodel.event.Intervention;
import io.jenkins.trainmodel.event.TrainingEvent;
import java.io.IOException;
import java.util.List;

/**
 * Writes events to the log and tells the listeners. The log is append-only, so after a resume the steps between the
 * checkpoint and the end of the log are trained a second time but not written a second time: the log has neither gap nor
 * duplicate (docs/adr/0001).
 */
public final class RunJournal implements AutoCloseable {
    private final EventWriter writer;
    private final List<RunListener> listeners;
    private final Written written;
    private boolean finished;

    public RunJournal(EventWriter writer, List<RunListener> listeners, Written written) {
        this.writer = writer;
        this.listeners = List.copyOf(listeners);
        this.written = written;
    }

    /**
     * How far the log of an earlier process reaches.
     *
     * @param readings the step of the last {@code step} event
     * @param epochs the last epoch with an {@code epoch} event
     * @param verdicts the step of the last {@code ruleEvaluated} event
     * @param drops the step of the last {@code hyperparameterChanged} event of the schedule
     * @param texts the epoch of the last {@code textWritten} event
     */
    public record Written(long readings, int epochs, long verdicts, long drops, int texts) {
        public static final Written NOTHING = new Written(0, 0, 0, 0, 0);

        /** Who changes the learning rate where the schedule follows a metric. */
        public static final String SCHEDULE = "schedule";

        public Written with(TrainingEvent event) {
            if (event instanceof TrainingEvent.Step reading) {
                return new Written(reading.step(), epochs, verdicts, drops, texts);
            }
            if (event instanceof TrainingEvent.Epoch epoch) {
                return new Written(readings, epoch.epoch(), verdicts, drops, texts);
            }
            if (event instanceof Intervention.HyperparameterChanged change
                    && change.by().equals(SCHEDULE)) {
                return new Written(readings, epochs, verdicts, change.step(), texts);
            }
            if (event instanceof TrainingEvent.TextWritten written) {
                return new Written(readings, epochs, verdicts, drops, written.epoch());
            }
            return event instanceof TrainingEvent.RuleEvaluated ledger
                    ? new Written(readings, epochs, ledger.step(), drops, texts)
                    : this;
        }

        /** Where the run goes another way from this moment on. */
        public Written upTo(int epoch, long step) {
            return new Written(
                    Math.min(readings, step),
                    Math.min(epochs, epoch),
                    Math.min(verdicts, step),
                    Math.min(drops, step),
                    Math.min(texts, epoch));
        }

        private boolean contains(TrainingEvent event) {
            if (event instanceof TrainingEvent.Step reading) {
                return reading.step() <= readings;
            }
            if (event instanceof TrainingEvent.Epoch epoch) {
                return epoch.epoch() <= epochs;
            }
            if (event instanceof TrainingEvent.TextWritten text) {
                return text.epoch() <= texts;
            }
            if (event instanceof Intervention.HyperparameterChanged change) {
                return change.by().equals(SCHEDULE) && change.step() <= drops;
            }
            return event instanceof TrainingEvent.RuleEvaluated ledger && ledger.step() <= verdicts;
        }
    }

    /**
     * Writes the event, unless an earlier process did. Nothing follows {@code finished}, such as a late sample of the
     * machine. Safe to call from several threads.
     */
    public synchronized void record(TrainingEvent event) throws IOException {
        if (!finished && !written.contains(event)) {
            finished = event instanceof Conclusion.Finished || event instanceof Conclusion.Failed;
            EventRecord entry = writer.write(event);
            listeners.forEach(listener -> listener.event(entry));
        }
    }

    /** Tells the listeners where the training stands. */
    public void progress(RunListener.Progress progress) {
        listeners.forEach(listener -> listener.progress(progress));
    }

    /** Forces all events to the disk. */
    public void sync() throws IOException {
        writer.sync();
    }

    /** The sequence number of the newest event. */
    public long lastSequence() {
        return writer.lastSequence();
    }

    @Override
    public synchronized void close() throws IOException {
        writer.close();
    }
}
