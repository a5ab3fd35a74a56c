package io.jenkins.trainmodel.trainer.telemetry;

import java.util.Map;
import oshi.hardware.CentralProcessor;
import oshi.hardware.GlobalMemory;
import oshi.hardware.HardwareAbstractionLayer;

/**
 * The whole machine: {@code host/cpu}, the busy share of all its processors (0 to 1), and {@code host/memory}, the bytes of
 * its memory that are in use.
 */
final class HostSensor implements Sensor {
    private final CentralProcessor processor;
    private final GlobalMemory memory;
    private long[] ticks;

    HostSensor(HardwareAbstractionLayer hardware) {
        processor = hardware.getProcessor();
        memory = hardware.getMemory();
        ticks = processor.getSystemCpuLoadTicks();
    }

    @Override
    public String name() {
        return "processor and memory of the host";
    }

    @Override
    public void read(Map<String, Double> metrics) {
        metrics.put("host/cpu", processor.getSystemCpuLoadBetweenTicks(ticks));
        ticks = processor.getSystemCpuLoadTicks();
        metrics.put("host/memory", (double) (memory.getTotal() - memory.getAvailable()));
    }
}
