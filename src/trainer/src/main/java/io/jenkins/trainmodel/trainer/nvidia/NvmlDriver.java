package io.jenkins.trainmodel.trainer.nvidia;

import com.sun.jna.Memory;
import com.sun.jna.Pointer;
import com.sun.jna.ptr.IntByReference;
import io.jenkins.trainmodel.trainer.library.platform.MachinePlatform;
import io.jenkins.trainmodel.trainer.nvidia.Nvml.NvmlException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The driver of this machine, asked through NVML. */
public final class NvmlDriver implements GpuDriver {
    private static final Path DRIVER_DEVICE = Path.of("/dev/nvidiactl");

    /** {@code nvmlProcessInfo_t}: pid at 0, bytes at 8, the two numbers of a part behind them. */
    private static final int PROCESS_BYTES = 24;

    private static final int PROCESS_MEMORY = 8;
    private static final int MOST_PROCESSES = 1024;

    private final MachinePlatform platform;
    private final String library;
    private final Path driverDevice;

    /** Of this machine. */
    public NvmlDriver(MachinePlatform platform) {
        this(platform, library(platform), DRIVER_DEVICE);
    }

    static String library(MachinePlatform platform) {
        return platform.isWindows() ? "nvml" : "libnvidia-ml.so.1";
    }

    NvmlDriver(MachinePlatform platform, String library, Path driverDevice) {
        this.platform = platform;
        this.library = library;
        this.driverDevice = driverDevice;
    }

    @Override
    public GpuReport gpus() {
        if (platform.system() == MachinePlatform.OperatingSystem.MAC) {
            return GpuReport.none("the engine computes on NVIDIA GPUs only, and macOS has no driver for them");
        }
        try {
            return list(Nvml.open(library));
        } catch (UnsatisfiedLinkError absent) {
            return GpuReport.none(libraryIsMissing());
        } catch (NvmlException failure) {
            return GpuReport.none("the NVIDIA driver reports no GPU: " + failure.getMessage());
        }
    }

    private String libraryIsMissing() {
        if (platform.isLinux() && Files.exists(driverDevice)) {
            return "there is an NVIDIA driver (%s), but its library %s is not found".formatted(driverDevice, library);
        }
        return platform.isWindows()
                ? "there is no NVIDIA driver: its library %s is not found".formatted(library)
                : "there is no NVIDIA driver: its library %s is not found, and there is no %s"
                        .formatted(library, driverDevice);
    }

    private static GpuReport list(Nvml nvml) throws NvmlException {
        IntByReference count = new IntByReference();
        nvml.require("nvmlDeviceGetCount_v2", count);
        String driver = nvml.text("nvmlSystemGetDriverVersion");
        List<Gpu> gpus = new ArrayList<>();
        for (int index = 0; index < count.getValue(); index++) {
            gpus.addAll(gpusAt(nvml, index, driver));
        }
        return gpus.isEmpty()
                ? GpuReport.none("the NVIDIA driver %s has no GPU".formatted(driver))
                : GpuReport.of(gpus);
    }

    /** The GPU of this number or its parts; none of one that has fallen off the bus. */
    private static List<Gpu> gpusAt(Nvml nvml, int index, String driver) {
        try {
            Pointer device = nvml.found("nvmlDeviceGetHandleByIndex_v2", index);
            String capability = capability(nvml, device);
            List<Gpu> parts = new ArrayList<>();
            for (Pointer part : MigParts.of(nvml, device)) {
                parts.add(gpu(nvml, part, index, driver, capability));
            }
            return parts.isEmpty() ? List.of(gpu(nvml, device, index, driver, capability)) : parts;
        } catch (NvmlException lost) {
            return List.of();
        }
    }

    private static Gpu gpu(Nvml nvml, Pointer device, int index, String driver, String capability) {
        return new Gpu(
                index,
                nvml.text("nvmlDeviceGetName", device),
                driver,
                nvml.text("nvmlDeviceGetUUID", device),
                capability,
                memory(nvml, device).total());
    }

    private static String capability(Nvml nvml, Pointer device) {
        IntByReference major = new IntByReference();
        IntByReference minor = new IntByReference();
        return nvml.call("nvmlDeviceGetCudaComputeCapability", device, major, minor) == Nvml.SUCCESS
                ? major.getValue() + "." + minor.getValue()
                : "";
    }

    @Override
    public Map<String, Double> statistics(Gpu gpu) throws IOException {
        try {
            Nvml nvml = Nvml.open(library);
            return new NvmlStatistics(nvml, device(nvml, gpu)).read();
        } catch (NvmlException | UnsatisfiedLinkError failure) {
            throw failed(failure);
        }
    }

    private static IOException failed(Throwable failure) {
        return new IOException("the NVIDIA driver says: " + failure.getMessage(), failure);
    }

    static Pointer device(Nvml nvml, Gpu gpu) throws NvmlException {
        return gpu.identifier().isEmpty()
                ? nvml.found("nvmlDeviceGetHandleByIndex_v2", gpu.index())
                : nvml.found("nvmlDeviceGetHandleByUUID", gpu.identifier());
    }

    /** {@code nvmlMemory_t}: total, free, used. */
    static final long MEMORY_BYTES = 3L * Long.BYTES;

    record DeviceMemory(long total, long used) {}

    static DeviceMemory memory(Nvml nvml, Pointer device) {
        Memory memory = new Memory(MEMORY_BYTES);
        return nvml.call("nvmlDeviceGetMemoryInfo", device, memory) == Nvml.SUCCESS
                ? new DeviceMemory(memory.getLong(0), memory.getLong(2L * Long.BYTES))
                : new DeviceMemory(0, 0);
    }

    @Override
    public List<GpuProcess> processes(Gpu gpu) throws IOException {
        try {
            Nvml nvml = Nvml.open(library);
            return processes(nvml, device(nvml, gpu));
        } catch (NvmlException | UnsatisfiedLinkError failure) {
            throw failed(failure);
        }
    }

    private static List<GpuProcess> processes(Nvml nvml, Pointer device) {
        IntByReference count = new IntByReference(MOST_PROCESSES);
        Memory processes = new Memory((long) MOST_PROCESSES * PROCESS_BYTES);
        if (nvml.call("nvmlDeviceGetComputeRunningProcesses_v3", device, count, processes) != Nvml.SUCCESS) {
            return List.of();
        }
        List<GpuProcess> found = new ArrayList<>();
        for (int i = 0; i < Math.min(count.getValue(), MOST_PROCESSES); i++) {
            long at = (long) i * PROCESS_BYTES;
            // all bits are set where the driver does not tell it, which is below 0 here
            found.add(new GpuProcess(processes.getInt(at), Math.max(0, processes.getLong(at + PROCESS_MEMORY))));
        }
        return found;
    }
}
