package io.jenkins.trainmodel.trainer.nvidia;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A driver that is waited for no longer than that: a GPU that has failed may let its driver hang for ever, in calls that
 * nothing interrupts.
 */
public record TimedDriver(GpuDriver driver, Duration patience) implements GpuDriver {
    @Override
    public GpuReport gpus() {
        try {
            return within(driver::gpus);
        } catch (InterruptedIOException interrupted) {
            Thread.currentThread().interrupt();
            return GpuReport.none("asking the NVIDIA driver was interrupted");
        } catch (IOException noAnswer) {
            return GpuReport.none(noAnswer.getMessage());
        }
    }

    @Override
    public Map<String, Double> statistics(Gpu gpu) throws IOException {
        return within(() -> driver.statistics(gpu));
    }

    @Override
    public List<GpuProcess> processes(Gpu gpu) throws IOException {
        return within(() -> driver.processes(gpu));
    }

    private <T> T within(Callable<T> question) throws IOException {
        FutureTask<T> answer = new FutureTask<>(question);
        Thread thread = new Thread(answer, "gpu-driver");
        thread.setDaemon(true);
        thread.start();
        try {
            return answer.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException hangs) {
            throw new IOException(
                    "the NVIDIA driver gave no answer within %d ms".formatted(patience.toMillis()), hangs);
        } catch (InterruptedException e) {
            throw new InterruptedIOException("asking the NVIDIA driver was interrupted");
        } catch (ExecutionException failure) {
            throw cause(failure);
        }
    }

    private static IOException cause(ExecutionException failure) {
        Throwable cause = failure.getCause();
        return cause instanceof IOException known ? known : new IOException(cause.toString(), cause);
    }
}
