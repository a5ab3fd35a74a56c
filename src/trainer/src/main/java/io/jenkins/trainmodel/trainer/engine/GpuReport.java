package io.jenkins.trainmodel.trainer.engine;

import java.util.List;

/**
 * What GPUs this machine has.
 *
 * @param gpus those that the driver reports
 * @param problem why there is none to use, one sentence without a full stop; empty where there is one
 */
public record GpuReport(List<Gpu> gpus, String problem) {
    static GpuReport none(String problem) {
        return new GpuReport(List.of(), problem);
    }

    /** The GPU that is used; only where one is usable. */
    Gpu first() {
        return gpus.get(0);
    }

    /** Whether there is a GPU to use. */
    public boolean usable() {
        return problem.isEmpty();
    }
}
