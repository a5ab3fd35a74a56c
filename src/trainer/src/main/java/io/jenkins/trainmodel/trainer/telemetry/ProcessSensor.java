package io.jenkins.trainmodel.trainer.telemetry;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import oshi.software.os.OSProcess;
import oshi.software.os.OperatingSystem;

/**
 * This process: {@code process/cpu}, the busy share of the processors that it may use (0 to 1), {@code process/rss}, its
 * resident memory in bytes, and {@code disk/readBytesPerSecond} and {@code disk/writeBytesPerSecond}, what it moves from and
 * to disks; what the page cache answers does not count. Besides them the {@link ProcessTimes}.
 */
final class ProcessSensor implements Sensor {
    private final OperatingSystem system;
    private final int processors = Runtime.getRuntime().availableProcessors();
    private OSProcess before;
    private long readAt;

    ProcessSensor(OperatingSystem system) {
        this.system = system;
        before = system.getCurrentProcess();
        readAt = System.nanoTime();
    }

    @Override
    public String name() {
        return "processor, memory and disk traffic of this process";
    }

    @Override
    public void read(Map<String, Double> metrics) throws IOException {
        OSProcess now = system.getProcess(system.getProcessId());
        if (now == null) {
            throw new IOException("the operating system does not show it");
        }
        long time = System.nanoTime();
        double seconds = (time - readAt) / (double) Duration.ofSeconds(1).toNanos();
        metrics.put("process/cpu", Math.min(1, now.getProcessCpuLoadBetweenTicks(before) / processors));
        metrics.put("process/rss", (double) now.getResidentMemory());
        metrics.put("disk/readBytesPerSecond", rate(before.getBytesRead(), now.getBytesRead(), seconds));
        metrics.put("disk/writeBytesPerSecond", rate(before.getBytesWritten(), now.getBytesWritten(), seconds));
        metrics.putAll(ProcessTimes.read());
        before = now;
        readAt = time;
    }

    /** A cancelled write takes back bytes that were counted. */
    private static double rate(long earlier, long later, double seconds) {
        return Math.max(0, later - earlier) / seconds;
    }
}
