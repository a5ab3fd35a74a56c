package io.jenkins.plugins.trainmodel.step;

import hudson.init.Terminator;
import hudson.util.DaemonThreadFactory;
import hudson.util.NamingThreadFactory;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.logging.Level;
import java.util.logging.Logger;

/** The few threads that follow all runs: some for short looks, some for what takes long, such as archiving a model. */
public final class TrainingThreads {
    private static final Logger LOGGER = Logger.getLogger(TrainingThreads.class.getName());
    private static final int FOLLOWING = 5;
    private static final int TRANSFERRING = 4;
    private static final AtomicReference<TrainingThreads> CURRENT = new AtomicReference<>();

    private final ScheduledThreadPoolExecutor following = pool("following", FOLLOWING);
    private final ScheduledThreadPoolExecutor transferring = pool("transferring", TRANSFERRING);

    private static ScheduledThreadPoolExecutor pool(String name, int threads) {
        ScheduledThreadPoolExecutor pool = new ScheduledThreadPoolExecutor(
                threads, new NamingThreadFactory(new DaemonThreadFactory(), "train-model: " + name));
        pool.setKeepAliveTime(1, TimeUnit.MINUTES);
        pool.allowCoreThreadTimeOut(true);
        return pool;
    }

    private static TrainingThreads get() {
        return CURRENT.updateAndGet(threads -> threads == null ? new TrainingThreads() : threads);
    }

    /** Looks at a run after a pause. */
    static void follow(Runnable look, long milliseconds) {
        schedule(get().following, look, milliseconds);
    }

    /** Does what may take long. */
    static void transfer(Runnable work) {
        schedule(get().transferring, work, 0);
    }

    private static void schedule(ScheduledThreadPoolExecutor pool, Runnable work, long milliseconds) {
        try {
            pool.schedule(work, milliseconds, TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            LOGGER.log(Level.FINE, "Jenkins ends; the run is taken up again when it is back", e);
        }
    }

    /** Whether Jenkins ends, asked from one of the threads. */
    static boolean ended() {
        return CURRENT.get() == null;
    }

    /** Ends the threads with Jenkins. */
    @Terminator
    public static void end() {
        TrainingThreads threads = CURRENT.getAndSet(null);
        if (threads != null) {
            threads.following.shutdownNow();
            threads.transferring.shutdownNow();
        }
    }
}
