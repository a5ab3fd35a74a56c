package io.jenkins.trainmodel.trainer.engine;

import oshi.SystemInfo;

/** How many threads the engine computes with on the CPU. */
final class Threads {
    private Threads() {}

    /** All logical processors of the machine, whether this process may use them or not. */
    static int processors() {
        return new SystemInfo().getHardware().getProcessor().getLogicalProcessorCount();
    }

    /**
     * One a physical core, as far as this process may use them: a second thread on a core gains nothing in dense
     * arithmetic, and more threads than the container's limit cost a multiple.
     *
     * @param processes that share them
     */
    static int ofThisMachine(int processes) {
        int physical = new SystemInfo().getHardware().getProcessor().getPhysicalProcessorCount();
        return Math.max(1, Math.min(physical, Runtime.getRuntime().availableProcessors()) / processes);
    }
}
