package io.jenkins.trainmodel.trainer.nvidia;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * How long a driver is waited for: a GPU that has failed may let it hang for ever, in calls that nothing interrupts.
 *
 * @param longest the longest time for one answer
 */
record Patience(Duration longest) {
    /**
     * The answer to a question.
     *
     * @throws InterruptedIOException where the thread was interrupted meanwhile
     * @throws IOException where there is none in time, or the driver fails, in words for people
     */
    <T> T within(Callable<T> question) throws IOException {
        FutureTask<T> answer = new FutureTask<>(question);
        Thread thread = new Thread(answer, "gpu-driver");
        thread.setDaemon(true);
        thread.start();
        try {
            return answer.get(longest.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException hangs) {
            throw new IOException("the NVIDIA driver gave no answer within %d ms".formatted(longest.toMillis()), hangs);
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
