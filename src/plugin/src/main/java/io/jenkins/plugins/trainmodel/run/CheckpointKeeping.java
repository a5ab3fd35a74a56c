package io.jenkins.plugins.trainmodel.run;

import hudson.FilePath;
import hudson.Launcher;
import io.jenkins.plugins.trainmodel.agent.AgentRun;
import io.jenkins.plugins.trainmodel.agent.CheckpointStash;
import io.jenkins.plugins.trainmodel.news.SavedCheckpoints;
import io.jenkins.plugins.trainmodel.threads.SideWork;
import io.jenkins.plugins.trainmodel.threads.TrainingThreads;
import io.jenkins.plugins.trainmodel.threads.WorkKind;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Takes checkpoints to where the next try of the build finds them, beside the looks at the run. */
final class CheckpointKeeping {
    private static final Logger LOGGER = Logger.getLogger(CheckpointKeeping.class.getName());
    /** Checkpoints may come every second, and each is as large as the model and its optimizer. */
    private static final long BETWEEN_STASHES = TimeUnit.SECONDS.toNanos(60);

    /** What was not kept is soon tried again: where checkpoints come every second, retention removes them in the middle. */
    private static final long AFTER_FAILURE = TimeUnit.SECONDS.toNanos(2);

    private static final Duration LIMIT = Duration.ofHours(1);

    private final RunState state;
    private final Surroundings surroundings;
    private final RunFollower follower;
    private final SideWork work;
    /** From when on the next checkpoint is stashed, in nanoseconds of the virtual machine. */
    private long next = System.nanoTime();

    CheckpointKeeping(RunState state, Surroundings surroundings, RunFollower follower, TrainingThreads threads) {
        this.state = state;
        this.surroundings = surroundings;
        this.follower = follower;
        this.work = new SideWork(threads, WorkKind.STASH, LIMIT);
    }

    /** Sees to it that the newest checkpoint is kept. Returns at once. */
    void look() {
        if (work.interruptOverdue()) {
            follower.console()
                    .tellOnce(
                            "warning: a checkpoint could not be kept for another try within " + LIMIT.toHours() + " h");
        }
        if (work.isDone()) {
            take();
        }
        newest().filter(this::isDue).ifPresent(newest -> work.begin(() -> stash(newest)));
    }

    /** How a checkpoint is put where the next try finds it. */
    @FunctionalInterface
    private interface Put {
        /** Says why it cannot travel; empty where it was put. */
        Optional<String> into(CheckpointStash stash) throws IOException, InterruptedException;
    }

    /**
     * What can be kept.
     *
     * @param key tells it from all others
     * @param name for people
     */
    private record Kept(String key, String name, Put put) {}

    private Optional<Kept> newest() {
        SavedCheckpoints saved = follower.fold().checkpoints();
        return state.request.isWatched()
                ? saved.ofProgram().map(program -> new Kept(program.key(), program.path(), stash -> stash.put(program)))
                : saved.last()
                        .map(name -> new Kept(name, name, stash -> {
                            stash.put(name);
                            return Optional.empty();
                        }));
    }

    private boolean isDue(Kept newest) {
        return state.resumes()
                && !work.isRunning()
                && !newest.key().equals(state.stashed)
                && !state.stop.isAsked()
                && surroundings.presence() == Surroundings.Presence.WAITING
                && System.nanoTime() - next >= 0;
    }

    private void take() {
        next = System.nanoTime() + AFTER_FAILURE;
        try {
            if (work.take()) {
                next = System.nanoTime() + BETWEEN_STASHES;
            }
        } catch (IOException | RuntimeException e) {
            // The agent may go away in the middle, which remoting tells by an unchecked exception.
            LOGGER.log(Level.FINE, "A checkpoint was not kept", e);
        }
    }

    private void stash(Kept checkpoint) throws IOException, InterruptedException {
        Optional<FilePath> workspace = follower.contact().workspace();
        Optional<Launcher> launcher = surroundings.launcher();
        if (workspace.isPresent() && launcher.isPresent()) {
            AgentRun agent = Places.of(state, workspace.get());
            checkpoint
                    .put()
                    .into(RunBeginning.stash(state, surroundings, agent, launcher.get()))
                    .ifPresent(why -> follower.console()
                            .tellOnce(("warning: the checkpoint %s cannot be taken to another agent, since %s;"
                                            + " another try goes on with it on this agent alone")
                                    .formatted(checkpoint.name(), why)));
            state.stashed = checkpoint.key();
            surroundings.save();
        }
    }

    /** Nothing need be kept any more; false while something is still being kept. */
    boolean end() {
        work.interrupt();
        return !work.isRunning();
    }
}
