package io.jenkins.trainmodel.trainer.telemetry;

import io.jenkins.trainmodel.report.CostMeter;
import java.lang.management.ManagementFactory;
import java.util.Map;
import java.util.TreeMap;

/**
 * How long this process has lasted and computed: {@code process/seconds} and {@code process/cpuSeconds}, both since it began,
 * the latter summed over cores and left out where the system does not tell it. What a run costs is counted by them.
 */
public final class ProcessTimes {
    private static final double MILLISECONDS_PER_SECOND = 1e3;

    private ProcessTimes() {}

    /** Both as they are now; asks the system for no more than a moment. */
    public static Map<String, Double> read() {
        Map<String, Double> times = new TreeMap<>();
        times.put(CostMeter.SECONDS, ManagementFactory.getRuntimeMXBean().getUptime() / MILLISECONDS_PER_SECOND);
        ProcessHandle.current()
                .info()
                .totalCpuDuration()
                .ifPresent(time -> times.put(CostMeter.CPU_SECONDS, time.toMillis() / MILLISECONDS_PER_SECOND));
        return times;
    }
}
