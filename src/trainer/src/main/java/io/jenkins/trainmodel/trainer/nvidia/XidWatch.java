package io.jenkins.trainmodel.trainer.nvidia;

import com.sun.jna.Memory;
import com.sun.jna.Pointer;
import io.jenkins.trainmodel.trainer.library.platform.MachinePlatform;
import io.jenkins.trainmodel.trainer.nvidia.Nvml.NvmlException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
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

    /** A driver that has taken longer does not answer any more. */
    private static final Duration ANSWER = Duration.ofSeconds(5);

    /** Lifetime: the process, as its GPU. */
    private static volatile Optional<XidWatch> ofProcess = Optional.empty();

    private final Nvml nvml;
    private final Pointer device;
    private final Pointer events;
    private final Patience patience;

    private XidWatch(Nvml nvml, Pointer device, Pointer events, Patience patience) {
        this.patience = patience;
        this.nvml = nvml;
        this.device = device;
        this.events = events;
    }

    /** Listens to the GPU of this process, where its driver tells anything. */
    public static void begin(MachinePlatform platform, Gpu gpu) {
        ofProcess = of(NvmlDriver.library(platform), gpu, ANSWER);
    }

    static Optional<XidWatch> of(String library, Gpu gpu, Duration patience) {
        try {
            Nvml nvml = Nvml.open(library);
            Pointer device = NvmlDriver.device(nvml, gpu);
            Pointer events = nvml.found("nvmlEventSetCreate");
            nvml.require("nvmlDeviceRegisterEvents", device, XID, events);
            return Optional.of(new XidWatch(nvml, device, events, new Patience(patience)));
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
        return asked("nvmlEventSetWait_v2", events, event, PATIENCE_MILLISECONDS)
                        .filter(code -> code == Nvml.SUCCESS)
                        .isPresent()
                ? Optional.of(new Xid(event.getLong(EVENT_NUMBER)))
                : Optional.empty();
    }

    /** Whether the driver says so; one that does not answer at all says nothing. */
    boolean isLost() {
        return asked("nvmlDeviceGetMemoryInfo", device, new Memory(NvmlDriver.MEMORY_BYTES))
                .filter(code -> code == Nvml.GPU_IS_LOST)
                .isPresent();
    }

    /** The answer of a function; empty where there is none, as a driver may hang whose GPU has failed. */
    private Optional<Integer> asked(String function, Object... arguments) {
        try {
            return Optional.of(patience.within(() -> nvml.call(function, arguments)));
        } catch (InterruptedIOException interrupted) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        } catch (IOException noAnswer) {
            return Optional.empty();
        }
    }
}
