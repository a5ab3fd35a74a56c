package io.jenkins.trainmodel.trainer.telemetry;

import io.jenkins.trainmodel.trainer.library.platform.MachinePlatform;
import io.jenkins.trainmodel.trainer.nvidia.GpuDriver;
import io.jenkins.trainmodel.trainer.nvidia.NvmlDriver;
import io.jenkins.trainmodel.trainer.nvidia.TimedDriver;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import oshi.SystemInfo;

/**
 * Samples host, process, disk and GPUs on a thread of its own, so that training never waits for it. A sensor that fails is
 * left out after one warning.
 */
public final class HostMonitor implements AutoCloseable {
    /** Longer than any sensor should take to notice that it is interrupted. */
    private static final Duration PATIENCE_AT_CLOSE = Duration.ofSeconds(2);

    /** Where a driver takes longer, it hangs. */
    private static final Duration GPU_ANSWER = Duration.ofSeconds(5);

    private final Duration interval;
    private final TelemetryListener listener;
    private final Thread thread;

    HostMonitor(Duration interval, TelemetryListener listener, Supplier<List<Sensor>> sensors) {
        this.interval = interval;
        this.listener = listener;
        thread = new Thread(() -> sample(sensors), "telemetry");
        thread.setDaemon(true);
    }

    /**
     * Starts sampling; the first sample comes after one interval.
     *
     * @param runDirectory the directory whose file system's free space is told
     * @param processes those whose use of the machine is told
     */
    public static HostMonitor start(
            Path runDirectory, Duration interval, RunProcesses processes, TelemetryListener listener) {
        HostMonitor monitor = new HostMonitor(interval, listener, () -> sensors(runDirectory, processes, listener));
        monitor.thread.start();
        return monitor;
    }

    static HostMonitor start(Duration interval, TelemetryListener listener, List<Sensor> sensors) {
        HostMonitor monitor = new HostMonitor(interval, listener, () -> sensors);
        monitor.thread.start();
        return monitor;
    }

    /** Each is made on its own: what one lacks, such as a native library, is no reason to leave out another. */
    private static List<Sensor> sensors(Path runDirectory, RunProcesses processes, TelemetryListener listener) {
        List<Sensor> sensors = new ArrayList<>();
        add(sensors, listener, () -> new HostSensor(new SystemInfo().getHardware()));
        add(sensors, listener, () -> new ProcessSensor(new SystemInfo().getOperatingSystem(), processes));
        add(sensors, listener, () -> new DiskSensor(runDirectory));
        GpuDriver driver = new TimedDriver(new NvmlDriver(MachinePlatform.current()), GPU_ANSWER);
        add(sensors, listener, () -> new GpuSensor(driver));
        if (processes.areSeveral()) {
            add(sensors, listener, () -> new GpuUse(driver, processes));
        }
        return sensors;
    }

    private static void add(List<Sensor> sensors, TelemetryListener listener, Supplier<Sensor> sensor) {
        try {
            sensors.add(sensor.get());
        } catch (RuntimeException | LinkageError e) {
            listener.warned("A sensor of the machine is left out: " + e);
        }
    }

    private void sample(Supplier<List<Sensor>> sensors) {
        try {
            List<Sensor> working = new ArrayList<>(sensors.get());
            long next = System.nanoTime() + interval.toNanos();
            while (true) {
                Thread.sleep(Math.max(0, next - System.nanoTime()) / 1_000_000);
                tell(read(working));
                // A slow reading is not made up for.
                next = Math.max(next, System.nanoTime()) + interval.toNanos();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void tell(Map<String, Double> metrics) {
        if (!metrics.isEmpty()) {
            listener.sampled(metrics);
        }
    }

    private Map<String, Double> read(List<Sensor> working) throws InterruptedException {
        Map<String, Double> metrics = new TreeMap<>();
        for (Sensor sensor : List.copyOf(working)) {
            try {
                sensor.read(metrics);
            } catch (IOException | RuntimeException | LinkageError e) {
                working.remove(sensor);
                listener.warned("The statistics '%s' cannot be read and are left out: %s"
                        .formatted(sensor.name(), e.getMessage() == null ? e : e.getMessage()));
            }
        }
        metrics.values().removeIf(value -> !Double.isFinite(value));
        return metrics;
    }

    /** Ends sampling; when it returns, the listener hears no more, unless a sensor hangs. */
    @Override
    public void close() {
        thread.interrupt();
        try {
            thread.join(PATIENCE_AT_CLOSE.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
