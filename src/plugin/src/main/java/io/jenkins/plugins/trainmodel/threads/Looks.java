package io.jenkins.plugins.trainmodel.threads;

import java.util.Optional;
import java.util.concurrent.Future;

/** When a run is looked at next: after a pause, or at once where somebody is in a hurry, and never twice at the same time. */
public final class Looks {
    private final TrainingThreads threads;
    private final Runnable look;
    private Optional<Future<?>> next = Optional.empty();
    /** Of the look that waits; one with an older ticket was overtaken. */
    private long ticket;

    private boolean waiting;

    public Looks(TrainingThreads threads, Runnable look) {
        this.threads = threads;
        this.look = look;
    }

    /** Looks after a pause; asked by the look itself at its end, and once before the first. */
    public synchronized void again(long milliseconds) {
        long mine = ++ticket;
        waiting = true;
        next = threads.schedule(WorkKind.FOLLOW, () -> look(mine), milliseconds);
    }

    /** Looks at once if the next look still waits. One that goes on is left alone: it asks for the next by itself. */
    public synchronized void hurry() {
        if (waiting) {
            next.ifPresent(later -> later.cancel(false));
            again(0);
        }
    }

    private void look(long mine) {
        if (take(mine)) {
            look.run();
        }
    }

    private synchronized boolean take(long mine) {
        boolean mayLook = waiting && mine == ticket;
        waiting &= !mayLook;
        return mayLook;
    }
}
