package io.jenkins.trainmodel.trainer.learner.module;

import ai.djl.Device;
import io.jenkins.trainmodel.event.FailedDevice;
import io.jenkins.trainmodel.trainer.engine.platform.DeviceException;
import io.jenkins.trainmodel.trainer.engine.platform.DeviceMemoryException;
import io.jenkins.trainmodel.trainer.memory.MemoryAccount;
import io.jenkins.trainmodel.trainer.memory.MemoryCheck;
import io.jenkins.trainmodel.trainer.memory.Shortage;
import io.jenkins.trainmodel.trainer.nvidia.Xid;
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
    private static final String FAILED =
            "%s failed and computes nothing more in this process (%s). Nothing was saved of what it held then. Start the run again with --resume: a new process goes on from the last checkpoint, if one was saved. If it happens again, take another GPU (device: gpu:1) and look into the driver's log (dmesg, nvidia-smi -q).";
    private static final String LOST =
            "%s is lost (%s): this machine does not reach it any more. Nothing was saved of what it held then. Start the run again with --resume, on another GPU or when this machine was started again: it goes on from the last checkpoint, if one was saved.";

    /** An error after which CUDA computes nothing more in this process. */
    private static final Pattern BROKEN = Pattern.compile("(?:CUDA|cuDNN|CUBLAS) error: [^\\n]*");

    /**
     * What the engine gives.
     *
     * @throws DeviceMemoryException where the device has no memory left; checkpoints that were saved remain
     * @throws DeviceException where it is broken, or lost
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
    public static void requireRoom(Device device, MemoryAccount account) {
        if (!device.isGpu()) {
            MemoryCheck check = MemoryCheck.now(account);
            require(name(device), check, check.shortage());
        }
    }

    /** Throws where there is a shortage. */
    public static void require(String device, MemoryCheck check, Optional<Shortage> shortage) {
        if (shortage.isPresent()) {
            throw new DeviceMemoryException(shortage.get().sentence(device, check.account()), null);
        }
    }

    private static String name(Device device) {
        return device.isGpu() ? device.toString() : device.getDeviceType();
    }

    /** In words where it is one of these, else as it is. */
    public RuntimeException told(ai.djl.engine.EngineException failure) {
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
        return broken.find() ? broken(broken.group(), XidWatch.told(), XidWatch.lost(), failure) : failure;
    }

    /**
     * @param xid what the driver has told of it
     * @param lost whether the driver does not reach it
     */
    public DeviceException broken(String words, Optional<Xid> xid, boolean lost, Exception failure) {
        boolean gone = lost || xid.filter(Xid::isLoss).isPresent();
        String told = xid.map(error -> "; the driver reports " + error.words())
                .orElse(lost ? "; the driver reports that the GPU is lost" : "");
        FailedDevice failed =
                new FailedDevice(gone ? FailedDevice.Kind.LOST : FailedDevice.Kind.BROKEN, xid.map(Xid::number));
        return new DeviceException((gone ? LOST : FAILED).formatted(name(device), words + told), failed, failure);
    }
}
