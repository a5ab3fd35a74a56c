package io.jenkins.trainmodel.trainer.learner;

import ai.djl.Device;
import java.util.List;

/** How a batch gets from host memory to where the network computes. */
enum Transfer {
    /** It is there already. */
    NONE,

    /**
     * The driver takes it over while the call lasts, so the batch's buffers are free when it returns, and the host does not
     * wait until the GPU has done what it was told before. Page-locked memory in between is one copy more, and was no
     * faster in the few measurements that were made.
     */
    COPIED;

    static Transfer to(Device device) {
        return device.isGpu() ? COPIED : NONE;
    }

    /** The lines of a method that begin with its arguments {@code x} and {@code targets} in host memory. */
    List<String> lines() {
        return this == NONE
                ? List.of()
                : List.of(
                        "x = torch.to(x, self.count.device, None, True)",
                        "targets = torch.to(targets, self.count.device, None, True)");
    }
}
