package io.jenkins.plugins.trainmodel.record;

import hudson.FilePath;
import hudson.model.TaskListener;
import hudson.remoting.Channel;
import io.jenkins.plugins.trainmodel.agent.AgentRun;
import io.jenkins.trainmodel.run.Command;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jenkinsci.plugins.workflow.FilePathUtils;
import org.jenkinsci.plugins.workflow.support.concurrent.Timeout;

/**
 * A trainer that nobody waits for, on its way to its end: asked first where a later try of its build could go on from what it
 * saves, killed at once where not, or when its grace period is over. Used by one thread at a time.
 */
final class LostTrainer {
    private static final Logger LOGGER = Logger.getLogger(LostTrainer.class.getName());
    private static final int REMOTE_SECONDS = 60;
    private static final String WHO = "Jenkins, since no build waits for it any more";

    private final LaunchRecord entry;
    /** When it was asked to end, in nanoseconds of the virtual machine; empty before. */
    private Optional<Long> askedAt = Optional.empty();

    private boolean killedInVain;
    private boolean removedInVain;

    LostTrainer(LaunchRecord entry) {
        this.entry = entry;
    }

    private Optional<FilePath> workspace() {
        return Optional.ofNullable(FilePathUtils.find(entry.node(), entry.workspace()));
    }

    /** What became of it. */
    enum Fate {
        GONE,
        /** It was asked to end, and has time left to save. */
        SAVING,
        /** Its agent is away, or nobody can tell whether it is gone. */
        UNKNOWN
    }

    /** Does what is next. */
    Fate end() throws IOException, InterruptedException {
        Optional<FilePath> workspace = workspace();
        if (workspace.isEmpty()) {
            return Fate.UNKNOWN;
        }
        try (Timeout timeout = Timeout.limit(REMOTE_SECONDS, TimeUnit.SECONDS)) {
            AgentRun agent = new AgentRun(
                    workspace.get(),
                    sibling(workspace.get(), entry.directory()),
                    sibling(workspace.get(), entry.scratch()));
            if (entry.gone()) {
                return clearAway(agent);
            }
            // Only who trains is asked: a later try in the same directory would find the question and end.
            if (agent.isTraining() && mayGoOn(agent)) {
                return Fate.SAVING;
            }
            return kill(agent) ? clearAway(agent) : Fate.UNKNOWN;
        }
    }

    private static FilePath sibling(FilePath workspace, String path) {
        return new FilePath(workspace.getChannel(), path);
    }

    /** Whether it still has time to save; asks it to end the first time. */
    private boolean mayGoOn(AgentRun agent) throws IOException, InterruptedException {
        if (!entry.isWorthSaving()) {
            return false;
        }
        if (askedAt.isEmpty()) {
            agent.send(new Command.Stop(WHO));
            askedAt = Optional.of(System.nanoTime());
        }
        return System.nanoTime() - askedAt.get() < entry.grace().toNanos();
    }

    private boolean kill(AgentRun agent) throws IOException, InterruptedException {
        boolean gone =
                agent.kill(Optional.empty(), agent.workspace().createLauncher(TaskListener.NULL), TaskListener.NULL);
        if (!gone) {
            LOGGER.log(
                    killedInVain ? Level.FINE : Level.WARNING,
                    "The trainer of {0} on {1} was told to die and is not known to be gone; Jenkins goes on trying",
                    new Object[] {entry.title(), entry.place()});
            killedInVain = true;
        }
        return gone;
    }

    /** What cannot be removed is told once, with its place. */
    private Fate clearAway(AgentRun agent) throws InterruptedException {
        try {
            agent.removeTraces();
            return Fate.GONE;
        } catch (IOException e) {
            boolean told = removedInVain || Channel.isClosedChannelException(e);
            LOGGER.log(
                    told ? Level.FINE : Level.WARNING,
                    e,
                    () -> "What the trainer of %s on %s needed at %s cannot be removed; Jenkins goes on trying: %s"
                            .formatted(entry.title(), entry.place(), entry.scratch(), e.getMessage()));
            removedInVain |= !Channel.isClosedChannelException(e);
            return Fate.UNKNOWN;
        }
    }

    LaunchRecord entry() {
        return entry;
    }
}
