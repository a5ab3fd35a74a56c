package io.jenkins.trainmodel.trainer.nvidia.claim;

import io.jenkins.trainmodel.trainer.nvidia.Gpu;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** A GPU that this process has to itself until it closes this or ends. */
public final class GpuClaim implements AutoCloseable {
    private final Gpu gpu;
    private final Optional<String> note;
    private final LeftOver started;
    private final GpuLock lock;

    GpuClaim(Gpu gpu, Optional<String> note, LeftOver started, GpuLock lock) {
        this.gpu = gpu;
        this.note = note;
        this.started = started;
        this.lock = lock;
    }

    public Gpu gpu() {
        return gpu;
    }

    /** What people should know of it, without a full stop: who else uses it, or what a run before had left there. */
    public Optional<String> note() {
        return note;
    }

    /** Remembers processes that compute on the GPU for this one, so that they are ended if they outlive it. */
    public void remember(List<ProcessHandle> processes) throws IOException {
        started.add(processes);
    }

    /** Gives it back. */
    @Override
    public void close() {
        lock.close();
    }
}
