package io.jenkins.trainmodel.trainer.nvidia;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** A driver that is waited for no longer than that. */
public record TimedDriver(GpuDriver driver, Duration patience) implements GpuDriver {
    @Override
    public GpuReport gpus() {
        try {
            return new Patience(patience).within(driver::gpus);
        } catch (InterruptedIOException interrupted) {
            Thread.currentThread().interrupt();
            return GpuReport.none("asking the NVIDIA driver was interrupted");
        } catch (IOException noAnswer) {
            return GpuReport.none(noAnswer.getMessage());
        }
    }

    @Override
    public Map<String, Double> statistics(Gpu gpu) throws IOException {
        return new Patience(patience).within(() -> driver.statistics(gpu));
    }

    @Override
    public List<GpuProcess> processes(Gpu gpu) throws IOException {
        return new Patience(patience).within(() -> driver.processes(gpu));
    }
}
