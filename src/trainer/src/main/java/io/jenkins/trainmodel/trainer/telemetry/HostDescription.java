package io.jenkins.trainmodel.trainer.telemetry;

import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import oshi.SystemInfo;
import oshi.hardware.CentralProcessor;
import oshi.hardware.HardwareAbstractionLayer;

/** What machine this is, for people who compare runs. */
public final class HostDescription {
    private static final double BYTES_PER_GIBIBYTE = 1L << 30;

    private HostDescription() {}

    /** Label to value: host, system, processor, memory, java; what the machine does not tell is left out. */
    public static Map<String, String> read() {
        Map<String, String> description = new TreeMap<>();
        description.put("java", System.getProperty("java.vm.name") + " " + Runtime.version());
        try {
            describe(new SystemInfo(), description);
        } catch (RuntimeException | LinkageError e) {
            description.put("system", System.getProperty("os.name") + " " + System.getProperty("os.version"));
        }
        return description;
    }

    /** The machine's name. */
    public static String hostName() {
        try {
            return hostName(new SystemInfo());
        } catch (RuntimeException | LinkageError e) {
            return "unknown";
        }
    }

    private static String hostName(SystemInfo system) {
        return system.getOperatingSystem().getNetworkParams().getHostName();
    }

    private static void describe(SystemInfo system, Map<String, String> description) {
        HardwareAbstractionLayer hardware = system.getHardware();
        CentralProcessor processor = hardware.getProcessor();
        description.put("host", hostName(system));
        description.put("system", system.getOperatingSystem().toString());
        description.put(
                "processor",
                "%s, %d cores, %d threads"
                        .formatted(
                                processor.getProcessorIdentifier().getName().strip(),
                                processor.getPhysicalProcessorCount(),
                                processor.getLogicalProcessorCount()));
        description.put(
                "memory",
                String.format(Locale.ROOT, "%.1f GiB", hardware.getMemory().getTotal() / BYTES_PER_GIBIBYTE));
    }
}
