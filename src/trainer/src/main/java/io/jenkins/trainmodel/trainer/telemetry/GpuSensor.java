package io.jenkins.trainmodel.trainer.telemetry;

import java.io.IOException;
import java.util.Map;

/**
 * NVIDIA GPUs, asked through nvidia-smi: {@code gpu/N/utilization} (0 to 1), {@code gpu/N/memory} (bytes in use),
 * {@code gpu/N/power} (W) and {@code gpu/N/temperature} (°C). Reads nothing where there is no driver.
 */
final class GpuSensor implements Sensor {
    private static final String QUERY = "--query-gpu=index,utilization.gpu,memory.used,power.draw,temperature.gpu";

    private final NvidiaSmi driver;
    private boolean answered;
    private boolean absent;

    GpuSensor() {
        this(NvidiaSmi.installed());
    }

    GpuSensor(NvidiaSmi driver) {
        this.driver = driver;
    }

    @Override
    public String name() {
        return "GPU";
    }

    @Override
    public void read(Map<String, Double> metrics) throws IOException, InterruptedException {
        if (absent) {
            return;
        }
        try {
            Map<String, Double> answer = GpuStatistics.read(driver.ask(QUERY));
            answered = true;
            metrics.putAll(answer);
        } catch (IOException e) {
            if (answered || e instanceof NvidiaSmi.NoAnswerException) {
                throw e;
            }
            absent = true;
        }
    }
}
