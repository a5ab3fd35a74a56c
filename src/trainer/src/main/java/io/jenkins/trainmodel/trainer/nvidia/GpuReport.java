package io.jenkins.trainmodel.trainer.nvidia;

import java.util.List;

/**
 * What GPUs this machine has.
 *
 * @param gpus those that the driver reports
 * @param problem why there is none to use, one sentence without a full stop; empty where there is one
 */
public record GpuReport(List<Gpu> gpus, String problem) {
    /** No GPU, and why. */
    public static GpuReport none(String problem) {
        return new GpuReport(List.of(), problem);
    }

    /** These and no problem. */
    public static GpuReport of(List<Gpu> gpus) {
        return new GpuReport(List.copyOf(gpus), "");
    }

    /** The first GPU; only where one is usable. */
    public Gpu first() {
        return gpus.get(0);
    }

    /** Whether there is a GPU to use. */
    public boolean usable() {
        return problem.isEmpty();
    }
}
