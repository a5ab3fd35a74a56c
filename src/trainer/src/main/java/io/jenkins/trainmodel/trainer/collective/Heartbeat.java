package io.jenkins.trainmodel.trainer.collective;

import java.time.Duration;

/** Shows the others that this process can run, however long it computes by itself. */
final class Heartbeat implements AutoCloseable {
    private static final long LONGEST_MILLISECONDS = 1000;
    private static final int BEATS_IN_TIMEOUT = 10;

    private final Thread thread;

    private Heartbeat(Thread thread) {
        this.thread = thread;
    }

    static Heartbeat start(SharedMemory memory, int rank, Duration timeout) {
        long pause = Math.max(1, Math.min(LONGEST_MILLISECONDS, timeout.toMillis() / BEATS_IN_TIMEOUT));
        Thread thread = new Thread(() -> beat(memory, rank, pause), "heartbeat");
        thread.setDaemon(true);
        thread.start();
        return new Heartbeat(thread);
    }

    private static void beat(SharedMemory memory, int rank, long pause) {
        try {
            for (long beat = 1; ; beat++) {
                memory.setBeat(rank, beat);
                Thread.sleep(pause);
            }
        } catch (InterruptedException closed) {
            // nobody needs to know any more
        }
    }

    @Override
    public void close() {
        thread.interrupt();
    }
}
