package io.jenkins.plugins.trainmodel.agent;

import hudson.FilePath;
import hudson.Launcher;
import hudson.model.TaskListener;
import hudson.remoting.VirtualChannel;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jenkinsci.plugins.durabletask.Controller;

/**
 * Ends a trainer by every means there is and looks whether it is gone. On the agent it is found by its arguments. In a
 * container it is found by a script that runs there, and as a last resort by what the container's own launcher offers.
 */
record TrainerKill(FilePath workspace, FilePath directory, Scratch scratch, String cookie) {
    private static final Logger LOGGER = Logger.getLogger(TrainerKill.class.getName());
    private static final int LOOKS = 20;
    private static final long BETWEEN_LOOKS = TimeUnit.MILLISECONDS.toMillis(500);

    /** Whether the process is known to be gone. */
    boolean run(Optional<Controller> durable, Launcher launcher, TaskListener listener)
            throws IOException, InterruptedException {
        // Before all else, so that a process that is about to begin does not.
        scratch.killed().act(new WriteFile(new byte[0]));
        boolean found = onAgent(true) > 0;
        KillScript.Seen seen = found || !launcher.isUnix() ? KillScript.Seen.NOTHING : byScript(launcher);
        if (!found && seen != KillScript.Seen.GONE) {
            byLauncher(launcher);
        }
        return isGone(seen, () -> hasEnded(durable, launcher, listener));
    }

    private int onAgent(boolean end) throws IOException, InterruptedException {
        KillTrainer kill = new KillTrainer(scratch.arguments().getRemote(), cookie, end);
        VirtualChannel channel = workspace.getChannel();
        return channel == null ? kill.call() : channel.call(kill);
    }

    /** A container that is gone cannot run it; its processes are gone as well, which the lock tells. */
    private KillScript.Seen byScript(Launcher launcher) throws InterruptedException {
        try {
            return new KillScript(scratch, cookie).run(launcher);
        } catch (IOException e) {
            LOGGER.log(Level.FINE, "The script that ends a trainer did not run", e);
            return KillScript.Seen.NOTHING;
        }
    }

    private void byLauncher(Launcher launcher) throws InterruptedException {
        try {
            launcher.kill(Map.of(CommandLine.COOKIE, cookie));
        } catch (IOException e) {
            LOGGER.log(Level.FINE, "The launcher did not end a trainer", e);
        }
    }

    /** Asks whether the exit code is known. */
    @FunctionalInterface
    private interface End {
        boolean isKnown() throws IOException, InterruptedException;
    }

    private boolean isGone(KillScript.Seen seen, End end) throws IOException, InterruptedException {
        int looksAtNothing = 0;
        for (int look = 0; look < LOOKS; look++) {
            looksAtNothing = seen != KillScript.Seen.ALIVE && nothingIsLeft() ? looksAtNothing + 1 : 0;
            if (end.isKnown() || looksAtNothing == 2) {
                return true;
            }
            Thread.sleep(BETWEEN_LOOKS);
        }
        return false;
    }

    private boolean hasEnded(Optional<Controller> durable, Launcher launcher, TaskListener listener)
            throws IOException, InterruptedException {
        return durable.isPresent() && durable.get().exitStatus(workspace, launcher, listener) != null;
    }

    /**
     * Ends what was begun since the last look. A process shows no environment while it becomes another program, so that one
     * look may miss it. The lock is seen from containers too, as long as they share the agent's kernel.
     */
    private boolean nothingIsLeft() throws IOException, InterruptedException {
        onAgent(true);
        return onAgent(false) == 0 && !directory.act(new IsLocked());
    }
}
