package io.jenkins.trainmodel.trainer.watch.process;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * Ends the processes of a run: it is asked for by whoever calls, SIGTERM goes to the program, to what outlives it, and then
 * whatever is left is killed. Workers of a program are its own affair as long as it lives: a signal to all of them would
 * look to it as if they had failed.
 */
public final class Ender {
    private static final long POLL_MILLISECONDS = 50;
    private static final Duration AFTER_KILL = Duration.ofSeconds(5);

    private final ProcessFamily family;

    /** Of the run whose processes have this variable in their environment. */
    public Ender(String variable, String value) {
        this.family = new ProcessFamily(variable, value);
    }

    /** How far the end of a program had to be enforced. */
    public enum Force {
        NONE,
        SIGNAL,
        KILL
    }

    /** Whether any process of the run lives. */
    public boolean anyLives() {
        return !family.members(Optional.empty()).isEmpty();
    }

    /**
     * Waits for the end, and enforces it.
     *
     * @return what it took to end the program itself; what it has left behind says nothing of how it has ended
     * @param hurry whether the signal shall come at once, asked for again and again
     */
    public Force end(Optional<WatchedProcess> program, Terms terms, BooleanSupplier hurry) throws InterruptedException {
        Optional<ProcessHandle> root = program.map(WatchedProcess::handle);
        Signalled signalled = new Signalled(program.flatMap(WatchedProcess::input), terms.grace());
        if (await(root, terms.signalAfter(), signalled, hurry)) {
            return Force.NONE;
        }
        Force force = lives(root) ? Force.SIGNAL : Force.NONE;
        signal(program, signalled);
        if (!await(root, terms.grace(), signalled, () -> false)) {
            force = lives(root) ? Force.KILL : force;
            kill(root);
        }
        return force;
    }

    /** True when all have ended within the time. */
    private boolean await(Optional<ProcessHandle> root, Duration time, Signalled signalled, BooleanSupplier hurry)
            throws InterruptedException {
        long giveUp = System.nanoTime() + time.toNanos();
        boolean rootLived = lives(root);
        while (rootLived ? lives(root) : !family.members(root).isEmpty()) {
            if (System.nanoTime() >= giveUp || hurry.getAsBoolean()) {
                return false;
            }
            signalled.look();
            Thread.sleep(POLL_MILLISECONDS);
        }
        if (rootLived) {
            return leave(root, signalled, giveUp);
        }
        return true;
    }

    /** What outlives the program gets the signal as well, and what is left of the time. */
    private boolean leave(Optional<ProcessHandle> root, Signalled signalled, long giveUp) throws InterruptedException {
        signalled.addLeft(family.members(root));
        while (!family.members(root).isEmpty()) {
            if (System.nanoTime() >= giveUp) {
                return false;
            }
            signalled.look();
            Thread.sleep(POLL_MILLISECONDS);
        }
        return true;
    }

    private static boolean lives(Optional<ProcessHandle> root) {
        return root.filter(ProcessHandle::isAlive).isPresent();
    }

    private void signal(Optional<WatchedProcess> program, Signalled signalled) {
        Optional<ProcessHandle> root = program.map(WatchedProcess::handle);
        if (lives(root)) {
            signalled.add(program.map(WatchedProcess::addressees).orElseGet(List::of));
        } else if (root.isPresent()) {
            signalled.addLeft(family.members(root));
        } else {
            signalled.add(family.members(root));
        }
    }

    private void kill(Optional<ProcessHandle> root) throws InterruptedException {
        long giveUp = System.nanoTime() + AFTER_KILL.toNanos();
        List<ProcessHandle> left = family.members(root);
        while (!left.isEmpty() && System.nanoTime() < giveUp) {
            left.forEach(ProcessHandle::destroyForcibly);
            Thread.sleep(POLL_MILLISECONDS);
            left = family.members(root);
        }
    }
}
