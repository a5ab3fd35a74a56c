package io.jenkins.trainmodel.trainer.nvidia;

import com.sun.jna.Memory;
import com.sun.jna.Pointer;
import io.jenkins.trainmodel.trainer.library.platform.MachinePlatform;
import io.jenkins.trainmodel.trainer.nvidia.Nvml.NvmlException;
import java.util.Optional;

/**
 * Hears of the errors of a GPU that its driver numbers (Xid). Otherwise they stand in the system's log alone, which a user
 * may not be allowed to read. Drivers tell them on Linux, and of whole GPUs.
 */
public final class XidWatch {
    private static final long XID = 8;

    /** {@code nvmlEventData_t}: the device at 0, the kind at 8, the number at 16, two numbers of a part behind them. */
    private static final int EVENT_BYTES = 32;

    private static final int EVENT_NUMBER = 16;

    /** In which the driver tells what CUDA has said already. */
    private static final int PATIENCE_MILLISECONDS = 300;

    /** Lifetime: the process, as its GPU. */
    private static volatile Optional<XidWatch> ofProcess = Optional.empty();

    private final Nvml nvml;
    private final Pointer device;
    private final Pointer events;

    private XidWatch(Nvml nvml, Pointer device, Pointer events) {
        this.nvml = nvml;
        this.device = device;
        this.events = events;
    }

    /** Listens to the GPU of this process, where its driver tells anything. */
    public static void begin(MachinePlatform platform, Gpu gpu) {
        ofProcess = of(NvmlDriver.library(platform), gpu);
    }

    static Optional<XidWatch> of(String library, Gpu gpu) {
        try {
            Nvml nvml = Nvml.open(library);
            Pointer device = NvmlDriver.device(nvml, gpu);
            Pointer events = nvml.found("nvmlEventSetCreate");
            nvml.require("nvmlDeviceRegisterEvents", device, XID, events);
            return Optional.of(new XidWatch(nvml, device, events));
        } catch (NvmlException | UnsatisfiedLinkError untold) {
            return Optional.empty();
        }
    }

    /** What the driver has told of this process's GPU since it was asked last. */
    public static Optional<Xid> told() {
        return ofProcess.flatMap(XidWatch::newest);
    }

    /** Whether the driver does not reach this process's GPU any more. */
    public static boolean lost() {
        return ofProcess.filter(XidWatch::isLost).isPresent();
    }

    /** The first one is what others follow from. */
    Optional<Xid> newest() {
        Memory event = new Memory(EVENT_BYTES);
        return nvml.call("nvmlEventSetWait_v2", events, event, PATIENCE_MILLISECONDS) == Nvml.SUCCESS
                ? Optional.of(new Xid(event.getLong(EVENT_NUMBER)))
                : Optional.empty();
    }

    boolean isLost() {
        return nvml.call("nvmlDeviceGetMemoryInfo", device, new Memory(NvmlDriver.MEMORY_BYTES)) == Nvml.GPU_IS_LOST;
    }
}
