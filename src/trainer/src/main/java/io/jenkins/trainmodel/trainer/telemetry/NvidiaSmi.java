package io.jenkins.trainmodel.trainer.telemetry;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Asks the driver of NVIDIA's GPUs by its program. */
record NvidiaSmi(String command, Duration timeout) {
    private static final int ANSWER_BYTES = 1 << 16;

    /** As the driver brings it along. */
    static NvidiaSmi installed() {
        return new NvidiaSmi("nvidia-smi", Duration.ofSeconds(5));
    }

    /** The driver hangs, which people should know of. */
    static final class NoAnswerException extends IOException {
        private static final long serialVersionUID = 1;

        NoAnswerException(String message) {
            super(message);
        }
    }

    /** There is no such program. */
    static final class AbsentException extends IOException {
        private static final long serialVersionUID = 1;

        AbsentException(IOException cause) {
            super(cause.getMessage(), cause);
        }
    }

    /** The lines of an answer, their cells parted by commas, without a header and units. */
    String ask(String query) throws IOException, InterruptedException {
        Process process = start(query);
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

    private Process start(String query) throws AbsentException {
        try {
            return new ProcessBuilder(command, query, "--format=csv,noheader,nounits")
                    .redirectErrorStream(true)
                    .start();
        } catch (IOException absent) {
            throw new AbsentException(absent);
        }
    }
}
