package io.jenkins.trainmodel.trainer.nvidia;

import com.sun.jna.Memory;
import com.sun.jna.Pointer;
import io.jenkins.trainmodel.trainer.library.platform.MachinePlatform;
import io.jenkins.trainmodel.trainer.nvidia.Nvml.NvmlException;
import java.util.Map;
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

    /** As NVIDIA's list of Xid errors calls them. */
    private static final Map<Long, String> NAMES = Map.ofEntries(
            Map.entry(13L, "an exception of the graphics engine, as a kernel causes that reads where nothing is"),
            Map.entry(31L, "a page fault of the GPU's memory, as a kernel causes that reads where nothing is"),
            Map.entry(43L, "the GPU has stopped processing"),
            Map.entry(45L, "what ran on the GPU was cleared away because of an error before"),
            Map.entry(48L, "an error of two bits in the GPU's memory"),
            Map.entry(62L, "the GPU's microcontroller has halted"),
            Map.entry(63L, "the GPU replaces a row of its memory"),
            Map.entry(64L, "the GPU could not replace a row of its memory"),
            Map.entry(74L, "an error of NVLink"),
            Map.entry(79L, "the GPU has fallen off the bus"),
            Map.entry(94L, "an error of the GPU's memory that hit this process alone"),
            Map.entry(95L, "an error of the GPU's memory that hit all processes; the GPU must be reset"),
            Map.entry(119L, "the GPU's system processor does not answer"),
            Map.entry(120L, "an error of the GPU's system processor"));

    /** Lifetime: the process, as its GPU. */
    private static volatile Optional<XidWatch> ofProcess = Optional.empty();

    private final Nvml nvml;
    private final Pointer events;

    private XidWatch(Nvml nvml, Pointer events) {
        this.nvml = nvml;
        this.events = events;
    }

    /** Listens to the GPU of this process, where its driver tells anything. */
    public static void begin(MachinePlatform platform, Gpu gpu) {
        ofProcess = of(NvmlDriver.library(platform), gpu);
    }

    static Optional<XidWatch> of(String library, Gpu gpu) {
        try {
            Nvml nvml = Nvml.open(library);
            Pointer events = nvml.found("nvmlEventSetCreate");
            nvml.require("nvmlDeviceRegisterEvents", NvmlDriver.device(nvml, gpu), XID, events);
            return Optional.of(new XidWatch(nvml, events));
        } catch (NvmlException | UnsatisfiedLinkError untold) {
            return Optional.empty();
        }
    }

    /** What the driver has told of this process's GPU since it was asked last, such as {@code Xid 79: the GPU has …}. */
    public static Optional<String> told() {
        return ofProcess.flatMap(XidWatch::newest);
    }

    /** The first one is what others follow from. */
    Optional<String> newest() {
        Memory event = new Memory(EVENT_BYTES);
        if (nvml.call("nvmlEventSetWait_v2", events, event, PATIENCE_MILLISECONDS) != Nvml.SUCCESS) {
            return Optional.empty();
        }
        long number = event.getLong(EVENT_NUMBER);
        return Optional.of("Xid " + number + ": " + NAMES.getOrDefault(number, "see NVIDIA's list of Xid errors"));
    }
}
