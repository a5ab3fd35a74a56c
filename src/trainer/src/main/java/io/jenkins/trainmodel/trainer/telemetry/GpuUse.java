package io.jenkins.trainmodel.trainer.telemetry;

import io.jenkins.trainmodel.report.CostMeter;
import java.io.IOException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which of NVIDIA's GPUs the processes of a run hold, as the driver tells it: {@code process/gpuSeconds}, summed over GPUs, and
 * {@code process/gpuJoules}, the energy that those GPUs took meanwhile. Says nothing before a process holds one.
 */
final class GpuUse implements Sensor {
    private static final String HOLDERS = "--query-compute-apps=gpu_uuid,pid";
    private static final String POWER = "--query-gpu=uuid,power.draw";

    private final NvidiaSmi driver;
    private final RunProcesses processes;
    private long readAt = System.nanoTime();
    private double seconds;
    private double joules;
    private boolean absent;

    GpuUse(RunProcesses processes) {
        this(NvidiaSmi.installed(), processes);
    }

    GpuUse(NvidiaSmi driver, RunProcesses processes) {
        this.driver = driver;
        this.processes = processes;
    }

    @Override
    public String name() {
        return "GPU";
    }

    @Override
    public void read(Map<String, Double> metrics) throws InterruptedException {
        if (absent) {
            return;
        }
        try {
            count();
        } catch (NvidiaSmi.AbsentException noDriver) {
            absent = true;
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

    private void count() throws IOException, InterruptedException {
        long time = System.nanoTime();
        double passed = (time - readAt) / (double) Duration.ofSeconds(1).toNanos();
        Set<String> held = held(driver.ask(HOLDERS));
        if (!held.isEmpty()) {
            joules += watts(driver.ask(POWER), held) * passed;
            seconds += held.size() * passed;
        }
        readAt = time;
    }

    private Set<String> held(String answer) {
        List<Integer> numbers = processes.numbers();
        Set<String> held = new HashSet<>();
        for (String[] cells : cells(answer)) {
            if (numbers.stream().anyMatch(number -> cells[1].strip().equals(number.toString()))) {
                held.add(cells[0].strip());
            }
        }
        return held;
    }

    private static double watts(String answer, Set<String> held) {
        double watts = 0;
        for (String[] cells : cells(answer)) {
            boolean number = cells[1].strip().matches("\\d{1,6}(\\.\\d{1,6})?");
            watts += number && held.contains(cells[0].strip()) ? Double.parseDouble(cells[1].strip()) : 0;
        }
        return watts;
    }

    private static List<String[]> cells(String answer) {
        return answer.lines()
                .map(line -> line.split(",", -1))
                .filter(cells -> cells.length == 2)
                .toList();
    }
}
