package io.jenkins.trainmodel.trainer.nvidia.claim;

import io.jenkins.trainmodel.trainer.nvidia.Gpu;
import io.jenkins.trainmodel.trainer.nvidia.VisibleGpus;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A GPU that this process has to itself until it closes this or ends, or that the one which has started it has for it. */
public final class GpuClaim implements AutoCloseable {
    private final Gpu gpu;
    private final Optional<String> note;
    private final Optional<Held> held;

    private GpuClaim(Gpu gpu, Optional<String> note, Optional<Held> held) {
        this.gpu = gpu;
        this.note = note;
        this.held = held;
    }

    /** What this process holds of it. */
    private record Held(LeftOver started, GpuLock lock) {}

    static GpuClaim of(Gpu gpu, Optional<String> note, LeftOver started, GpuLock lock) {
        return new GpuClaim(gpu, note, Optional.of(new Held(started, lock)));
    }

    /** One whose lock another process holds. */
    static GpuClaim lent(Gpu gpu) {
        return new GpuClaim(gpu, Optional.empty(), Optional.empty());
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
        if (held.isPresent()) {
            held.get().started().add(processes);
        }
    }

    /** The environment of a process that this one starts to compute on the GPU for it. */
    public Map<String, String> lending() {
        Map<String, String> environment = new HashMap<>(VisibleGpus.showing(gpu));
        environment.put(GpuClaims.LENDER, Long.toString(ProcessHandle.current().pid()));
        return environment;
    }

    /** Gives it back. */
    @Override
    public void close() {
        held.ifPresent(own -> own.lock().close());
    }
}
