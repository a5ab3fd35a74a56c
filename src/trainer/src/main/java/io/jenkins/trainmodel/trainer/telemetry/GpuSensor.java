package io.jenkins.trainmodel.trainer.telemetry;

import io.jenkins.trainmodel.trainer.nvidia.Gpu;
import io.jenkins.trainmodel.trainer.nvidia.GpuDriver;
import io.jenkins.trainmodel.trainer.nvidia.GpuReport;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;

/**
 * NVIDIA's GPUs as their driver tells of them: {@code gpu/N/utilization} and all else of {@link GpuDriver}, by the driver's
 * number. Reads nothing where there is no driver.
 */
final class GpuSensor implements Sensor {
    private final GpuDriver driver;
    private Optional<GpuReport> found = Optional.empty();

    GpuSensor(GpuDriver driver) {
        this.driver = driver;
    }

    @Override
    public String name() {
        return "GPU";
    }

    @Override
    public void read(Map<String, Double> metrics) throws IOException {
        if (found.isEmpty()) {
            found = Optional.of(driver.gpus());
        }
        for (Gpu gpu : found.get().gpus()) {
            driver.statistics(gpu)
                    .forEach((name, value) -> metrics.merge("gpu/" + gpu.index() + "/" + name, value, Math::max));
        }
    }
}
