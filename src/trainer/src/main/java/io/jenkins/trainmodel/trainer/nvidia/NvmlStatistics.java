package io.jenkins.trainmodel.trainer.nvidia;

import com.sun.jna.Memory;
import com.sun.jna.Pointer;
import java.util.Map;
import java.util.TreeMap;

/** What a device does now, in the units of {@link GpuDriver}. */
record NvmlStatistics(Nvml nvml, Pointer device) {
    private static final double PERCENT = 100;
    private static final double THOUSANDTHS = 1000;

    /** The sensor of the chip. */
    private static final int TEMPERATURE_GPU = 0;

    private static final int PCIE_SENT = 0;
    private static final int PCIE_RECEIVED = 1;

    /** NVML counts PCIe in kB a second, over the last 20 ms. */
    private static final double KILOBYTE = 1000;

    Map<String, Double> read() {
        Map<String, Double> statistics = new TreeMap<>();
        Memory utilization = new Memory(2L * Integer.BYTES);
        if (nvml.call("nvmlDeviceGetUtilizationRates", device, utilization) == Nvml.SUCCESS) {
            statistics.put(GpuDriver.UTILIZATION, utilization.getInt(0) / PERCENT);
        }
        NvmlDriver.DeviceMemory memory = NvmlDriver.memory(nvml, device);
        if (memory.total() > 0) {
            statistics.put(GpuDriver.MEMORY, (double) memory.used());
        }
        number(statistics, GpuDriver.POWER, 1 / THOUSANDTHS, "nvmlDeviceGetPowerUsage", device);
        number(statistics, GpuDriver.TEMPERATURE, 1, "nvmlDeviceGetTemperature", device, TEMPERATURE_GPU);
        number(statistics, GpuDriver.PCIE_WRITE, KILOBYTE, "nvmlDeviceGetPcieThroughput", device, PCIE_SENT);
        number(statistics, GpuDriver.PCIE_READ, KILOBYTE, "nvmlDeviceGetPcieThroughput", device, PCIE_RECEIVED);
        nvml.longNumber("nvmlDeviceGetTotalEnergyConsumption", device)
                .ifPresent(millijoules -> statistics.put(GpuDriver.ENERGY, millijoules / THOUSANDTHS));
        return statistics;
    }

    private void number(
            Map<String, Double> statistics, String name, double unit, String function, Object... arguments) {
        nvml.number(function, arguments).ifPresent(value -> statistics.put(name, Integer.toUnsignedLong(value) * unit));
    }
}
