package io.jenkins.trainmodel.trainer.learner;

import ai.djl.Device;
import io.jenkins.trainmodel.trainer.engine.platform.DeviceMemoryException;
import io.jenkins.trainmodel.trainer.engine.platform.EngineException;
import io.jenkins.trainmodel.trainer.memory.MemoryAccount;
import io.jenkins.trainmodel.trainer.memory.MemoryCheck;
import io.jenkins.trainmodel.trainer.memory.Shortage;
import io.jenkins.trainmodel.trainer.nvidia.XidWatch;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a device says when it cannot go on, in sentences for people. Whatever else goes wrong is passed on as it is.
 *
 * @param account what a training holds there; empty where none is trained
 */
public record DeviceFailure(Device device, Optional<MemoryAccount> account) {
    /** An error after which CUDA computes nothing more in this process. */
    private static final Pattern BROKEN = Pattern.compile("(?:CUDA|cuDNN|CUBLAS) error: [^\\n]*");

    /**
     * What the engine gives.
     *
     * @throws DeviceMemoryException where the device has no memory left; checkpoints that were saved remain
     * @throws EngineException where it is broken
     */
    public <T> T translated(Supplier<T> call) {
        try {
            return call.get();
        } catch (ai.djl.engine.EngineException failure) {
            throw told(failure);
        }
    }

    /**
     * Looks whether a training can fit into the machine, before any of its memory is used.
     *
     * @throws DeviceMemoryException where a CPU is to hold more than the machine has, whatever the batches
     */
    static void requireRoom(Device device, MemoryAccount account) {
        if (!device.isGpu()) {
            MemoryCheck check = MemoryCheck.now(account);
            require(name(device), check, check.shortage());
        }
    }

    /** Throws where there is a shortage. */
    static void require(String device, MemoryCheck check, Optional<Shortage> shortage) {
        if (shortage.isPresent()) {
            throw new DeviceMemoryException(shortage.get().sentence(device, check.account()), null);
        }
    }

    private static String name(Device device) {
        return device.isGpu() ? device.toString() : device.getDeviceType();
    }

    /** In words where it is one of these, else as it is. */
    RuntimeException told(ai.djl.engine.EngineException failure) {
        String message = String.valueOf(failure.getMessage());
        Optional<Shortage> shortage = Shortage.in(message);
        if (shortage.isPresent()) {
            String name = name(device);
            return new DeviceMemoryException(
                    account.map(held -> shortage.get().sentence(name, held))
                            .orElseGet(() -> shortage.get().sentence(name)),
                    failure);
        }
        Matcher broken = BROKEN.matcher(message);
        return broken.find() ? broken(broken.group(), XidWatch.told(), failure) : failure;
    }

    /** @param xid what the driver has told of it */
    EngineException broken(String words, Optional<String> xid, Exception failure) {
        return new EngineException(
                "%s failed and computes nothing more in this process (%s%s). Start the run again, with --resume if it has saved a checkpoint; if it happens again, look into the driver's log (dmesg, nvidia-smi -q)."
                        .formatted(
                                device,
                                words,
                                xid.map(told -> "; the driver reports " + told).orElse("")),
                failure);
    }
}
