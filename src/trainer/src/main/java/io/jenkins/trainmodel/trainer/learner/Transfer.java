package io.jenkins.trainmodel.trainer.learner;

import ai.djl.Device;
import io.jenkins.trainmodel.trainer.learner.module.LockedMemory;
import java.util.List;
import java.util.stream.Stream;

/** How a batch gets from host memory to where the network computes. */
enum Transfer {
    /** It is there already. */
    NONE,

    /**
     * The host does not wait until the GPU has done what it was told before. From {@link LockedMemory} the GPU reads it by itself, some
     * time after the call, and libtorch gives the memory to no other batch before; out of Java's buffers the driver takes it over
     * while the call lasts.
     */
    COPIED;

    static Transfer to(Device device) {
        return device.isGpu() ? COPIED : NONE;
    }

    /** The lines of a method that begins with these arguments in host memory. */
    List<String> lines(String... arguments) {
        return this == NONE
                ? List.of()
                : Stream.of(arguments)
                        .map(argument -> argument + " = torch.to(" + argument + ", self.count.device, None, True)")
                        .toList();
    }
}
