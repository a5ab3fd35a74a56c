package io.jenkins.plugins.trainmodel.threads;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/**
 * Work on a run that may take long, done beside the looks at it: on threads of its kind, one piece at a time, bounded in
 * time, and interrupted when nobody wants it any more. Begun and taken by those who look at the run, one at a time.
 */
public final class SideWork {
    private final TrainingThreads threads;
    private final WorkKind kind;
    private final Duration limit;
    /** The piece that was begun last and not yet taken. */
    private volatile Optional<Piece> piece = Optional.empty();

    /** What a piece does. */
    @FunctionalInterface
    public interface Work {
        void run() throws IOException, InterruptedException;
    }

    public SideWork(TrainingThreads threads, WorkKind kind, Duration limit) {
        this.threads = threads;
        this.kind = kind;
        this.limit = limit;
    }

    /** One piece, from its beginning to its end. */
    private static final class Piece implements Runnable {
        private final Work work;
        /** The thread that does it; empty before and after. */
        private Optional<Thread> worker = Optional.empty();
        /** In nanoseconds of the virtual machine; empty while it waits for a thread. */
        private Optional<Long> takenUpAt = Optional.empty();

        private Optional<Throwable> problem = Optional.empty();
        private boolean wanted = true;
        private boolean done;

        Piece(Work work) {
            this.work = work;
        }

        @Override
        public void run() {
            if (!takeUp()) {
                return;
            }
            try {
                work.run();
                end(Optional.empty());
            } catch (IOException | InterruptedException | RuntimeException | Error e) {
                end(Optional.of(e));
            }
        }

        private synchronized boolean takeUp() {
            if (wanted) {
                worker = Optional.of(Thread.currentThread());
                takenUpAt = Optional.of(System.nanoTime());
            }
            return wanted;
        }

        private synchronized void end(Optional<Throwable> thrown) {
            worker = Optional.empty();
            problem = thrown;
            done = true;
            // An interruption that came too late is not meant for the next piece on this thread.
            Thread.interrupted();
        }

        synchronized void interrupt() {
            wanted = false;
            worker.ifPresent(Thread::interrupt);
            done |= takenUpAt.isEmpty();
        }

        synchronized boolean isDone() {
            return done;
        }

        synchronized boolean isOlderThan(Duration age) {
            return takenUpAt
                    .filter(since -> System.nanoTime() - since > age.toNanos())
                    .isPresent();
        }

        synchronized boolean came() throws IOException {
            if (problem.isEmpty() || problem.get() instanceof InterruptedException) {
                return problem.isEmpty() && takenUpAt.isPresent();
            } else if (problem.get() instanceof IOException io) {
                throw io;
            } else if (problem.get() instanceof RuntimeException unchecked) {
                throw unchecked;
            }
            throw (Error) problem.get();
        }
    }

    /** Begins a piece; the one before must have been {@linkplain #take taken}. */
    public void begin(Work work) {
        Piece begun = new Piece(work);
        piece = Optional.of(begun);
        threads.run(kind, begun);
    }

    /** Whether a piece was begun and goes on, or waits for a thread. */
    public boolean isRunning() {
        return piece.filter(begun -> !begun.isDone()).isPresent();
    }

    /** Whether a piece has ended and waits to be taken. */
    public boolean isDone() {
        return piece.filter(Piece::isDone).isPresent();
    }

    /** Interrupts the piece. It ends soon, when what it waits for lets it go. */
    public void interrupt() {
        piece.ifPresent(Piece::interrupt);
    }

    /** Interrupts the piece if it has taken longer than it may; true if it has. */
    public boolean interruptOverdue() {
        boolean overdue =
                isRunning() && piece.filter(begun -> begun.isOlderThan(limit)).isPresent();
        if (overdue) {
            interrupt();
        }
        return overdue;
    }

    /** How long a piece may take. */
    public Duration limit() {
        return limit;
    }

    /**
     * Takes a piece that is done, so that the next may begin.
     *
     * @return whether it came to its end; false if it was interrupted
     * @throws IOException as the piece has thrown it
     */
    public boolean take() throws IOException {
        Piece ended = piece.filter(Piece::isDone).orElseThrow();
        piece = Optional.empty();
        return ended.came();
    }
}
