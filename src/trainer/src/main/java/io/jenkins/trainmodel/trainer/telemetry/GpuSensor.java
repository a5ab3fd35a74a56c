package io.jenkins.trainmodel.trainer.telemetry;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * NVIDIA GPUs, asked through nvidia-smi: {@code gpu/N/utilization} (0 to 1), {@code gpu/N/memory} (bytes in use),
 * {@code gpu/N/power} (W) and {@code gpu/N/temperature} (°C). Reads nothing where there is no driver.
 */
final class GpuSensor implements Sensor {
    private static final String QUERY = "--query-gpu=index,utilization.gpu,memory.used,power.draw,temperature.gpu";
    private static final int ANSWER_BYTES = 1 << 16;

    private final String command;
    private final Duration timeout;
    private boolean answered;
    private boolean absent;

    GpuSensor() {
        this("nvidia-smi", Duration.ofSeconds(5));
    }

    GpuSensor(String command, Duration timeout) {
        this.command = command;
        this.timeout = timeout;
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
            Map<String, Double> answer = GpuStatistics.read(ask());
            answered = true;
            metrics.putAll(answer);
        } catch (IOException e) {
            if (answered || e instanceof NoAnswerException) {
                throw e;
            }
            absent = true;
        }
    }

    private String ask() throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command, QUERY, "--format=csv,noheader,nounits")
                .redirectErrorStream(true)
                .start();
        try (InputStream stream = process.getInputStream()) {
            process.getOutputStream().close();
            if (!process.waitFor(timeout.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new NoAnswerException("%s gave no answer within %d ms".formatted(command, timeout.toMillis()));
            }
            String answer = new String(stream.readNBytes(ANSWER_BYTES), StandardCharsets.UTF_8);
            if (process.exitValue() != 0) {
                throw new IOException("%s ended with exit code %d: %s"
                        .formatted(
                                command,
                                process.exitValue(),
                                answer.lines().findFirst().orElse("no answer")));
            }
            return answer;
        } finally {
            process.destroyForcibly();
        }
    }

    /** The driver hangs, which people should know of. */
    private static final class NoAnswerException extends IOException {
        private static final long serialVersionUID = 1;

        NoAnswerException(String message) {
            super(message);
        }
    }
}
