package io.jenkins.plugins.trainmodel.step;

import hudson.AbortException;
import hudson.FilePath;
import io.jenkins.plugins.trainmodel.agent.AgentRun;
import io.jenkins.plugins.trainmodel.page.LiveRun;
import io.jenkins.plugins.trainmodel.page.LiveRuns;
import io.jenkins.plugins.trainmodel.page.LiveStatus;
import io.jenkins.trainmodel.event.EndingPhase;
import io.jenkins.trainmodel.run.Command;
import java.io.IOException;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jenkinsci.plugins.workflow.support.concurrent.Timeout;

/** Takes a run from its beginning to its end on the common threads: one look after the other, none while nothing is due. */
final class TrainingDriver implements LiveRun {
    private static final Logger LOGGER = Logger.getLogger(TrainingDriver.class.getName());
    private static final int START_MINUTES = 30;
    /** Checkpoints may come every second, and each is as large as the model and its optimizer. */
    private static final long BETWEEN_STASHES = TimeUnit.SECONDS.toNanos(60);

    private final RunState state;
    private final Surroundings surroundings;
    private final RunFollower follower;
    private final RunEnding ending;
    private volatile boolean over;
    /** From when on the next checkpoint is stashed, in nanoseconds of the virtual machine. */
    private long nextStash = System.nanoTime();

    TrainingDriver(RunState state, Surroundings surroundings) {
        this.state = state;
        this.surroundings = surroundings;
        this.follower = new RunFollower(state, surroundings);
        this.ending = new RunEnding(state, surroundings, follower);
    }

    /** Starts the run, or goes on with it after a restart of the controller. */
    void begin() {
        if (state.controller().isPresent()) {
            TrainingThreads.follow(guarded(this::look), 0);
        } else {
            TrainingThreads.transfer(guarded(this::start));
        }
    }

    private void start() throws IOException, InterruptedException {
        Optional<FilePath> workspace = follower.contact().workspace();
        if (state.stopRequested()) {
            throw new AbortException("stopped by " + state.stoppedBy + " before the training began");
        }
        if (workspace.isEmpty()) {
            follower.contact().missed(Optional.empty());
            TrainingThreads.follow(
                    () -> TrainingThreads.transfer(guarded(this::start)),
                    follower.pace().next(false));
            return;
        }
        try (Timeout timeout = Timeout.limit(START_MINUTES, TimeUnit.MINUTES)) {
            new RunBeginning(state, surroundings, follower).begin(workspace.get());
        }
        look();
    }

    private void look() throws IOException, InterruptedException {
        LiveRuns.get().enter(surroundings.build(), state.id, this);
        OptionalInt exit = follower.look();
        if (exit.isPresent()) {
            TrainingThreads.transfer(guarded(() -> end(exit.getAsInt())));
        } else if (stashIsDue()) {
            TrainingThreads.transfer(guarded(this::stash));
        } else {
            TrainingThreads.follow(guarded(this::look), pause());
        }
    }

    /** While a kill is near, a long pause would miss it. */
    private long pause() {
        return state.stopRequested() ? Pace.soon() : follower.pace().current();
    }

    private boolean stashIsDue() {
        Optional<String> last = follower.fold().checkpoints().last();
        return state.request.resume
                && last.isPresent()
                && !last.get().equals(state.stashed)
                && System.nanoTime() - nextStash >= 0;
    }

    private void stash() throws IOException, InterruptedException {
        String checkpoint = follower.fold().checkpoints().last().orElseThrow();
        Optional<FilePath> workspace = follower.contact().workspace();
        try {
            if (workspace.isPresent()) {
                AgentRun agent = Places.of(state, workspace.get());
                RunBeginning.stash(state, surroundings, agent).put(checkpoint);
                state.stashed = checkpoint;
                nextStash = System.nanoTime() + BETWEEN_STASHES;
                surroundings.save();
            }
        } catch (IOException | RuntimeException e) {
            // The agent may go away in the middle, which remoting tells by an unchecked exception. Retention may remove
            // a checkpoint while it is read; the next one comes.
            LOGGER.log(Level.FINE, "Checkpoint " + checkpoint + " was not stashed", e);
        }
        TrainingThreads.follow(guarded(this::look), pause());
    }

    private void end(int exit) throws IOException, InterruptedException {
        Optional<FilePath> workspace = follower.contact().workspace();
        try {
            if (workspace.isPresent()) {
                ending.end(workspace.get(), exit);
                leave();
                return;
            }
        } catch (IOException | RuntimeException e) {
            if (!follower.isAbsence(e)) {
                throw e;
            }
            LOGGER.log(Level.FINE, "The agent went away at the end of a run", e);
        }
        TrainingThreads.follow(guarded(this::look), pause());
    }

    private void leave() throws IOException, InterruptedException {
        over = true;
        if (!state.id.isEmpty()) {
            LiveRuns.get().leave(surroundings.build(), state.id);
        }
    }

    /** One part of the work. */
    @FunctionalInterface
    private interface Work {
        void run() throws IOException, InterruptedException;
    }

    private Runnable guarded(Work work) {
        return () -> {
            try {
                if (!over) {
                    work.run();
                }
            } catch (InterruptedException e) {
                give(TrainingThreads.ended() ? Optional.empty() : Optional.of(e));
            } catch (IOException | RuntimeException e) {
                give(TrainingThreads.ended() ? Optional.empty() : Optional.of(e));
            }
        };
    }

    /** When Jenkins ends, the run goes on: it is taken up again later. */
    private void give(Optional<Exception> problem) {
        if (problem.isEmpty()) {
            return;
        }
        if (!(problem.get() instanceof AbortException)) {
            LOGGER.log(Level.WARNING, "A training cannot be followed any longer", problem.get());
        }
        try {
            leave();
            ending.fail(problem.get());
        } catch (IOException | InterruptedException | RuntimeException e) {
            LOGGER.log(Level.WARNING, "The end of a training could not be noted", e);
            surroundings.failed(problem.get());
        }
    }

    /** Asks the run to end; a second time, at once. */
    void stop(String by, boolean interrupted) {
        follower.requestStop(by, interrupted);
        surroundings.save();
    }

    @Override
    public void stopAndKeepModel(String by) {
        if (!state.stopRequested()) {
            stop(by, false);
        }
    }

    @Override
    public void checkpointNow(String by) {
        TrainingThreads.transfer(() -> {
            try {
                Optional<FilePath> workspace = follower.contact().workspace();
                if (workspace.isPresent()) {
                    Places.of(state, workspace.get()).send(new Command.Checkpoint(by));
                }
            } catch (IOException | InterruptedException e) {
                LOGGER.log(Level.WARNING, "A request for a checkpoint did not reach the agent", e);
            }
        });
    }

    @Override
    public void kill(String by) {
        stop(by, false);
    }

    @Override
    public LiveStatus status() {
        return new LiveStatus(
                phase(), Optional.empty(), state.stoppedBy, follower.fold().figures());
    }

    private LiveStatus.Phase phase() {
        if (state.killed) {
            return LiveStatus.Phase.KILLING;
        }
        Optional<EndingPhase> ending = follower.fold().ending();
        if (ending.isPresent()) {
            return switch (ending.get()) {
                case STOPPING -> LiveStatus.Phase.STOPPING;
                case CHECKPOINT -> LiveStatus.Phase.SAVING;
                case PACKAGING, VERIFYING -> LiveStatus.Phase.PACKAGING;
            };
        }
        if (state.stopRequested()) {
            return LiveStatus.Phase.STOPPING;
        }
        boolean training = follower.fold().figures().startedAt().isPresent();
        return training ? LiveStatus.Phase.TRAINING : LiveStatus.Phase.STARTING;
    }

    /** For the step's line on the page of a paused Pipeline. */
    String words() {
        String phase = state.controller().isPresent() ? "training" : "starting";
        return phase + " on " + follower.contact().name() + "; next look after " + pause() + " ms";
    }
}
