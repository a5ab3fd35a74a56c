package io.jenkins.trainmodel.trainer.telemetry;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import oshi.software.os.OSProcess;
import oshi.software.os.OperatingSystem;

/**
 * The processes of the run, summed: {@code process/cpu}, the busy share of the processors that this process may use (0 to 1),
 * {@code process/rss}, their resident memory in bytes, and {@code disk/readBytesPerSecond} and {@code disk/writeBytesPerSecond},
 * what they move from and to disks; what the page cache answers does not count. Besides them the {@link RunProcesses#times}.
 */
final class ProcessSensor implements Sensor {
    private final OperatingSystem system;
    private final RunProcesses processes;
    private final int processors = Runtime.getRuntime().availableProcessors();
    private Map<Integer, OSProcess> before;
    private long readAt;

    ProcessSensor(OperatingSystem system, RunProcesses processes) {
        this.system = system;
        this.processes = processes;
        before = now();
        readAt = System.nanoTime();
    }

    private Map<Integer, OSProcess> now() {
        return system.getProcesses(processes.numbers()).stream()
                .collect(Collectors.toMap(OSProcess::getProcessID, Function.identity(), (first, again) -> first));
    }

    @Override
    public String name() {
        return "processor, memory and disk traffic of this process";
    }

    @Override
    public void read(Map<String, Double> metrics) throws IOException {
        Map<Integer, OSProcess> now = now();
        if (now.isEmpty()) {
            throw new IOException("the operating system does not show it");
        }
        long time = System.nanoTime();
        double seconds = (time - readAt) / (double) Duration.ofSeconds(1).toNanos();
        double load = now.values().stream()
                .mapToDouble(process -> process.getProcessCpuLoadBetweenTicks(before.get(process.getProcessID())))
                .sum();
        metrics.put("process/cpu", Math.min(1, load / processors));
        metrics.put("process/rss", (double)
                now.values().stream().mapToLong(OSProcess::getResidentMemory).sum());
        metrics.put("disk/readBytesPerSecond", moved(now, OSProcess::getBytesRead) / seconds);
        metrics.put("disk/writeBytesPerSecond", moved(now, OSProcess::getBytesWritten) / seconds);
        metrics.putAll(processes.times());
        before = now;
        readAt = time;
    }

    /** Of those that were there before; a cancelled write takes back bytes that were counted. */
    private double moved(Map<Integer, OSProcess> now, ToLongFunction<OSProcess> bytes) {
        List<OSProcess> old = now.values().stream()
                .filter(process -> before.containsKey(process.getProcessID()))
                .toList();
        return old.stream()
                .mapToDouble(process ->
                        Math.max(0, bytes.applyAsLong(process) - bytes.applyAsLong(before.get(process.getProcessID()))))
                .sum();
    }
}
