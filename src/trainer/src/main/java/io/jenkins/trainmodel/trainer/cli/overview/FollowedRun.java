package io.jenkins.trainmodel.trainer.cli.overview;

import io.jenkins.trainmodel.event.Conclusion;
import io.jenkins.trainmodel.event.EventRecord;
import io.jenkins.trainmodel.event.EventTail;
import io.jenkins.trainmodel.event.LogProblems;
import io.jenkins.trainmodel.event.TrainingEvent;
import io.jenkins.trainmodel.run.RunDirectory;
import io.jenkins.trainmodel.run.RunLock;
import io.jenkins.trainmodel.trainer.run.watch.RunListener;
import java.io.IOException;
import java.util.Optional;

/** A run that is read from its log while another process writes it. */
final class FollowedRun {
    private static final int POLL_MILLISECONDS = 200;
    private static final long PORTION = 1 << 20;

    private final RunDirectory run;
    private final RunListener listener;
    private Optional<TrainingEvent.Started> started = Optional.empty();
    private Optional<Integer> exitCode = Optional.empty();
    private Optional<Conclusion.Failed> failure = Optional.empty();
    private LogProblems problems = LogProblems.NONE;
    private long events;
    private long offset;

    /**
     * The end of what was followed.
     *
     * @param exitCode of a run that was trained to an end
     * @param failure why its newest process could not go on
     * @param events how many there were
     * @param problems what else stands in its log
     */
    record End(Optional<Integer> exitCode, Optional<Conclusion.Failed> failure, long events, LogProblems problems) {}

    FollowedRun(RunDirectory run, RunListener listener) {
        this.run = run;
        this.listener = listener;
    }

    /**
     * Tells all that happens until no process trains any more.
     *
     * @return how it ended, where it said so
     */
    End toTheEnd() throws IOException {
        boolean over = false;
        while (!over) {
            // Looked at before the log is read: a process may write its end and go in between.
            boolean trains = RunLock.isHeld(run);
            EventTail tail = EventTail.read(run.events(), offset, PORTION);
            offset = tail.nextOffset();
            problems = problems.and(tail.problems());
            events += tail.records().size();
            tail.records().forEach(this::tell);
            over = !trains && !tail.more();
            if (!over && !tail.more()) {
                sleep();
            }
        }
        return new End(exitCode, failure, events, problems);
    }

    private void tell(EventRecord entry) {
        TrainingEvent event = entry.event();
        listener.event(entry);
        if (event instanceof TrainingEvent.Started first) {
            started = Optional.of(first);
            exitCode = Optional.empty();
        } else if (event instanceof TrainingEvent.Resumed) {
            exitCode = Optional.empty();
            failure = Optional.empty();
        } else if (event instanceof Conclusion.Finished finished) {
            exitCode = Optional.of(finished.outcome().exitCode());
        } else if (event instanceof Conclusion.Failed failed) {
            failure = Optional.of(failed);
        } else if (event instanceof TrainingEvent.Step step) {
            started.ifPresent(begun -> listener.progress(progress(begun, step)));
        }
    }

    private static RunListener.Progress progress(TrainingEvent.Started started, TrainingEvent.Step step) {
        long before = (step.epoch() - 1) * started.stepsPerEpoch();
        return new RunListener.Progress(
                step.epoch(),
                started.plannedEpochs(),
                Math.min(started.stepsPerEpoch(), Math.max(0, step.step() - before)),
                started.stepsPerEpoch(),
                step.metrics(),
                Optional.empty());
    }

    private static void sleep() throws IOException {
        try {
            Thread.sleep(POLL_MILLISECONDS);
        } catch (InterruptedException interruption) {
            Thread.currentThread().interrupt();
            throw new IOException("Interrupted while following the run", interruption);
        }
    }
}
