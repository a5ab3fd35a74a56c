package io.jenkins.plugins.trainmodel.threads;

import hudson.Extension;
import hudson.ExtensionList;
import hudson.init.Terminator;
import hudson.model.listeners.ItemListener;
import hudson.util.DaemonThreadFactory;
import hudson.util.NamingThreadFactory;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;

/** The threads of all runs under this controller, as long as it runs. Once it ends they never come back. */
@Extension
public class TrainingThreads {
    private static final Logger LOGGER = Logger.getLogger(TrainingThreads.class.getName());

    private final Map<WorkKind, ScheduledThreadPoolExecutor> pools = new EnumMap<>(WorkKind.class);
    private volatile boolean ended;

    public TrainingThreads() {
        Arrays.stream(WorkKind.values()).forEach(kind -> pools.put(kind, pool(kind)));
    }

    private static ScheduledThreadPoolExecutor pool(WorkKind kind) {
        ScheduledThreadPoolExecutor pool = new ScheduledThreadPoolExecutor(
                kind.threads(), new NamingThreadFactory(new DaemonThreadFactory(), "train-model: " + kind.word()));
        pool.setKeepAliveTime(1, TimeUnit.MINUTES);
        pool.allowCoreThreadTimeOut(true);
        pool.setRemoveOnCancelPolicy(true);
        return pool;
    }

    public static TrainingThreads get() {
        return ExtensionList.lookupSingleton(TrainingThreads.class);
    }

    /** Does the work at once, or as soon as a thread of its kind is free. */
    public void run(WorkKind kind, Runnable work) {
        run(kind, work, 0);
    }

    /** Does the work after a pause. While Jenkins ends it is not done: runs are taken up again when it is back. */
    public void run(WorkKind kind, Runnable work, long milliseconds) {
        schedule(kind, work, milliseconds);
    }

    /** The same, for who may want to call it off; empty while Jenkins ends. */
    public Optional<Future<?>> schedule(WorkKind kind, Runnable work, long milliseconds) {
        try {
            return Optional.of(pools.get(kind).schedule(() -> logged(work), milliseconds, TimeUnit.MILLISECONDS));
        } catch (RejectedExecutionException e) {
            LOGGER.log(Level.FINE, "Jenkins ends; the run is taken up again when it is back", e);
            return Optional.empty();
        }
    }

    /** An executor would keep what is thrown to itself. */
    private static void logged(Runnable work) {
        try {
            work.run();
        } catch (RuntimeException | Error e) {
            LOGGER.log(Level.SEVERE, "Work on a training has failed", e);
            throw e;
        }
    }

    /** Whether Jenkins ends. What is interrupted then was not asked to end by anybody. */
    public boolean ended() {
        return ended;
    }

    void end() {
        ended = true;
        pools.values().forEach(ScheduledThreadPoolExecutor::shutdownNow);
    }

    /** Ends the threads with Jenkins. */
    @Terminator
    public static void terminate() {
        get().end();
    }

    /** Hears of the end before any thread is interrupted, and before Jenkins itself calls itself terminating. */
    @Extension
    public static final class Shutdown extends ItemListener {
        @Override
        public void onBeforeShutdown() {
            get().ended = true;
        }
    }
}
