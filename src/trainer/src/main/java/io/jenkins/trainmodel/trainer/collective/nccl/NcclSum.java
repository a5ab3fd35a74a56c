package io.jenkins.trainmodel.trainer.collective.nccl;

import com.sun.jna.Pointer;
import io.jenkins.trainmodel.trainer.collective.DeviceFloats;
import io.jenkins.trainmodel.trainer.collective.DeviceSum;
import io.jenkins.trainmodel.trainer.collective.DeviceSumException;
import io.jenkins.trainmodel.trainer.collective.LostMemberException;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Sums by NCCL. Its kernels wait for all others and would do so for ever; so while a sum is under way a thread looks whether these are
 * there, and ends the sum where they are not or it takes longer than the time-out. Then nothing more can be added up.
 */
public final class NcclSum implements DeviceSum {
    private static final long LOOK_MILLISECONDS = 50;
    /** In which the end of a process is seen that others of NCCL hear of first. */
    private static final Duration NAMING = Duration.ofSeconds(2);

    private final Nccl nccl;
    private final Pointer communicator;
    private final Duration timeout;
    private final Runnable others;
    private final Thread watch;
    /** Why it was ended; null as long as it was not. Guarded by this. */
    private RuntimeException ended;
    /** When the sum under way began; guarded by this. */
    private long begun;

    private boolean underWay;

    private NcclSum(Nccl nccl, Pointer communicator, Duration timeout, Runnable others) {
        this.nccl = nccl;
        this.communicator = communicator;
        this.timeout = timeout;
        this.others = others;
        watch = new Thread(this::watch, "nccl-watch");
        watch.setDaemon(true);
        watch.start();
    }

    /**
     * Joins the others; returns when all have come.
     *
     * @param id which rank 0 has made
     * @param timeout after which those that have not come are not waited for, and a sum is ended
     * @param others throws where one of them is lost; must be safe to be called by several threads
     * @throws NcclException if NCCL cannot compute with them
     * @throws LostMemberException if one is lost meanwhile
     */
    public static NcclSum join(NcclLibrary library, byte[] id, int rank, int size, Duration timeout, Runnable others)
            throws NcclException {
        Nccl nccl = library.functions();
        FutureTask<Pointer> joining = new FutureTask<>(() -> nccl.communicator(size, id, rank));
        Thread thread = new Thread(joining, "nccl-join");
        thread.setDaemon(true);
        thread.start();
        return new NcclSum(nccl, joined(joining, timeout, others), timeout, others);
    }

    private static Pointer joined(FutureTask<Pointer> joining, Duration timeout, Runnable others) throws NcclException {
        long begin = System.nanoTime();
        while (true) {
            try {
                return joining.get(LOOK_MILLISECONDS, TimeUnit.MILLISECONDS);
            } catch (TimeoutException notYet) {
                others.run();
                if (System.nanoTime() - begin > timeout.toNanos()) {
                    throw new NcclException(
                            "NCCL has not brought the GPUs together within %d s".formatted(timeout.toSeconds()));
                }
            } catch (InterruptedException interruption) {
                Thread.currentThread().interrupt();
                throw new NcclException("waiting for NCCL was interrupted");
            } catch (ExecutionException failure) {
                throw failure.getCause() instanceof NcclException told
                        ? told
                        : new NcclException(failure.getCause().toString());
            }
        }
    }

    @Override
    public void sum(DeviceFloats values, Runnable done) {
        begin();
        try {
            nccl.sum(communicator, values);
            done.run();
        } catch (NcclException refused) {
            end(named(new DeviceSumException(refused.getMessage())));
        } catch (RuntimeException failed) {
            // A sum that was ended may show as an error of the GPU.
            end(failed);
        } finally {
            complete();
        }
        requireWhole();
    }

    private synchronized void begin() {
        requireWhole();
        begun = System.nanoTime();
        underWay = true;
    }

    private synchronized void complete() {
        underWay = false;
    }

    private synchronized void requireWhole() {
        if (ended != null) {
            throw ended;
        }
    }

    private void watch() {
        try {
            while (true) {
                Thread.sleep(LOOK_MILLISECONDS);
                look();
            }
        } catch (InterruptedException closed) {
            // nothing is under way any more
        }
    }

    private void look() {
        RuntimeException failure;
        synchronized (this) {
            if (!underWay || ended != null) {
                return;
            }
            failure = System.nanoTime() - begun > timeout.toNanos()
                    ? new DeviceSumException(
                            "a sum over the GPUs was not done within %d s".formatted(timeout.toSeconds()))
                    : nccl.failure(communicator).map(DeviceSumException::new).orElse(null);
        }
        try {
            others.run();
        } catch (LostMemberException lost) {
            failure = lost;
        }
        if (failure != null) {
            end(named(failure));
        }
    }

    /** Who is missing, where that is the reason. */
    private RuntimeException named(RuntimeException failure) {
        long begin = System.nanoTime();
        while (failure instanceof DeviceSumException && System.nanoTime() - begin < NAMING.toNanos()) {
            try {
                others.run();
                Thread.sleep(LOOK_MILLISECONDS);
            } catch (LostMemberException lost) {
                return lost;
            } catch (InterruptedException interruption) {
                Thread.currentThread().interrupt();
                return failure;
            }
        }
        return failure;
    }

    /** The first reason holds. */
    private synchronized void end(RuntimeException why) {
        if (ended == null) {
            ended = why;
            nccl.abort(communicator);
        }
    }

    @Override
    public void close() {
        watch.interrupt();
        end(new IllegalStateException("closed"));
    }
}
