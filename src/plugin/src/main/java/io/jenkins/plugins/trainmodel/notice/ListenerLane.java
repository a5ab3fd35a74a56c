package io.jenkins.plugins.trainmodel.notice;

import io.jenkins.plugins.trainmodel.threads.TrainingThreads;
import io.jenkins.plugins.trainmodel.threads.WorkKind;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * What one listener has still to hear: told one after the other, on a thread of those that all listeners share. A listener
 * that hangs is interrupted, and gives its thread back as soon as it obeys; one that does not keeps this one thread.
 */
final class ListenerLane {
    private static final Logger LOGGER = Logger.getLogger(ListenerLane.class.getName());
    private static final long PATIENCE_MILLISECONDS = TimeUnit.MINUTES.toMillis(1);

    private final TrainingListener listener;
    private final TrainingThreads threads;
    private final int mostWaiting;
    private final long patience;
    private final Queue<Consumer<TrainingListener>> waiting = new ArrayDeque<>();
    private boolean telling;
    /** Whether the log says already that notices are lost. */
    private boolean behind;
    /** Of the notice that is told now, for the watch over it. */
    private long ticket;

    private Optional<Thread> teller = Optional.empty();
    private Optional<Future<?>> watch = Optional.empty();

    ListenerLane(TrainingListener listener, TrainingThreads threads, int mostWaiting) {
        this(listener, threads, mostWaiting, PATIENCE_MILLISECONDS);
    }

    /** @param patience how long the listener may take for one notice, in milliseconds */
    ListenerLane(TrainingListener listener, TrainingThreads threads, int mostWaiting, long patience) {
        this.listener = listener;
        this.threads = threads;
        this.mostWaiting = mostWaiting;
        this.patience = patience;
    }

    /** Has the listener told some time soon; returns at once. */
    synchronized void add(Consumer<TrainingListener> notice) {
        if (waiting.size() >= mostWaiting) {
            if (!behind) {
                LOGGER.warning(() -> name() + " is too slow for what happens in trainings, and misses some of it");
            }
            behind = true;
            return;
        }
        behind = false;
        waiting.add(notice);
        if (!telling) {
            telling = true;
            threads.run(WorkKind.TELL, this::tellNext);
        }
    }

    private String name() {
        return "The training listener " + listener.getClass().getName();
    }

    /** One notice at a time, so that a busy listener lets others have its thread. */
    private void tellNext() {
        Optional<Consumer<TrainingListener>> next = take();
        if (next.isEmpty()) {
            return;
        }
        try {
            next.get().accept(listener);
        } catch (RuntimeException | LinkageError | StackOverflowError | AssertionError e) {
            LOGGER.log(Level.WARNING, e, () -> name() + " has failed");
        } finally {
            told();
            threads.run(WorkKind.TELL, this::tellNext);
        }
    }

    private synchronized Optional<Consumer<TrainingListener>> take() {
        Optional<Consumer<TrainingListener>> next = Optional.ofNullable(waiting.poll());
        telling = next.isPresent();
        if (telling) {
            long mine = ++ticket;
            teller = Optional.of(Thread.currentThread());
            watch = threads.schedule(WorkKind.WATCH, () -> interrupt(mine), patience);
        }
        return next;
    }

    private synchronized void told() {
        ticket++;
        teller = Optional.empty();
        watch.ifPresent(task -> task.cancel(false));
        // An interruption that came too late is not meant for who has this thread next.
        Thread.interrupted();
    }

    private synchronized void interrupt(long mine) {
        if (mine == ticket) {
            LOGGER.warning(() -> name() + " hangs, and is interrupted");
            teller.ifPresent(Thread::interrupt);
        }
    }
}
