package io.jenkins.trainmodel.trainer.telemetry;

import io.jenkins.trainmodel.report.CostMeter;
import io.jenkins.trainmodel.trainer.nvidia.Gpu;
import io.jenkins.trainmodel.trainer.nvidia.GpuDriver;
import io.jenkins.trainmodel.trainer.nvidia.GpuReport;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Which of NVIDIA's GPUs the processes of a run hold, as the driver tells it: {@code process/gpuSeconds}, summed over GPUs, and
 * {@code process/gpuJoules}, the energy that those GPUs took meanwhile. Says nothing before a process holds one.
 */
final class GpuUse implements Sensor {
    private final GpuDriver driver;
    private final RunProcesses processes;
    private Optional<GpuReport> found = Optional.empty();
    private long readAt = System.nanoTime();
    private double seconds;
    private double joules;
    /** What the counters of the GPUs said that were held at the last answer, in joules. */
    private Map<Gpu, Double> counters = Map.of();

    GpuUse(GpuDriver driver, RunProcesses processes) {
        this.driver = driver;
        this.processes = processes;
    }

    @Override
    public String name() {
        return "GPU";
    }

    @Override
    public void read(Map<String, Double> metrics) {
        if (found.isEmpty()) {
            found = Optional.of(driver.gpus());
        }
        try {
            count(found.get().gpus());
        } catch (IOException noAnswer) {
            // the next answer counts this time as well; that a driver hangs is told by who reads its statistics
        }
        if (seconds > 0) {
            metrics.put(CostMeter.GPU_SECONDS, seconds);
        }
        if (joules > 0) {
            metrics.put(CostMeter.GPU_JOULES, joules);
        }
    }

    private void count(List<Gpu> gpus) throws IOException {
        long time = System.nanoTime();
        double passed = (time - readAt) / (double) Duration.ofSeconds(1).toNanos();
        List<Integer> numbers = processes.numbers();
        Map<Gpu, Double> now = new HashMap<>();
        double taken = 0;
        int held = 0;
        for (Gpu gpu : gpus) {
            if (driver.processes(gpu).stream().anyMatch(process -> numbers.contains(process.number()))) {
                Map<String, Double> statistics = driver.statistics(gpu);
                Optional.ofNullable(statistics.get(GpuDriver.ENERGY)).ifPresent(counter -> now.put(gpu, counter));
                taken += grown(gpu, now).orElseGet(() -> passed * statistics.getOrDefault(GpuDriver.POWER, 0.0));
                held++;
            }
        }
        seconds += held * passed;
        joules += taken;
        counters = now;
        readAt = time;
    }

    /** What the GPU's counter has grown by; empty where it tells none, was not held before, or has begun anew. */
    private Optional<Double> grown(Gpu gpu, Map<Gpu, Double> now) {
        return Optional.ofNullable(now.get(gpu))
                .flatMap(counter -> Optional.ofNullable(counters.get(gpu)).map(before -> counter - before))
                .filter(joulesSince -> joulesSince >= 0);
    }
}
