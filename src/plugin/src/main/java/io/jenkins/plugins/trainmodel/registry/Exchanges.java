package io.jenkins.plugins.trainmodel.registry;

import io.jenkins.plugins.trainmodel.threads.TrainingThreads;
import io.jenkins.plugins.trainmodel.threads.WorkKind;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Requests and their answers over the Java platform's own client: no proxy, no redirect, a bounded answer, and over in time
 * whatever the other side does.
 */
final class Exchanges {
    private static final int MOST_BYTES = 4 << 20;

    private final TrainingThreads threads;
    private final HttpClient client;

    /** Waits so long for a connection. */
    Exchanges(TrainingThreads threads, Duration connecting) {
        this.threads = threads;
        this.client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .proxy(HttpClient.Builder.NO_PROXY)
                .connectTimeout(connecting)
                .build();
    }

    /** An answer as it came. */
    record Reply(int status, byte[] body) {}

    /**
     * Asks and reads the whole answer.
     *
     * @param whole how long all of it may take
     * @throws IOException if there is no connection or no answer in time; the message says what happened
     * @throws InterruptedException if the asker is not to wait any more; the exchange is called off
     */
    Reply ask(HttpRequest request, Duration whole) throws IOException, InterruptedException {
        long end = System.nanoTime() + whole.toNanos();
        CompletableFuture<HttpResponse<InputStream>> asked =
                client.sendAsync(request, HttpResponse.BodyHandlers.ofInputStream());
        try {
            HttpResponse<InputStream> response = asked.get(whole.toNanos(), TimeUnit.NANOSECONDS);
            return new Reply(response.statusCode(), body(response.body(), end));
        } catch (TimeoutException e) {
            throw late(whole, e);
        } catch (ExecutionException e) {
            throw new IOException("no answer: " + words(e.getCause()), e);
        } catch (IOException e) {
            throw System.nanoTime() >= end ? late(whole, e) : e;
        } finally {
            asked.cancel(true);
        }
    }

    private static IOException late(Duration whole, Exception cause) {
        return new IOException("no answer within %d s".formatted(Math.max(1, whole.toSeconds())), cause);
    }

    /** The client often says what has happened by the kind of its exception alone. */
    private static String words(Throwable problem) {
        return Optional.ofNullable(problem.getMessage())
                .filter(message -> !message.isBlank())
                .orElse(problem.getClass().getSimpleName());
    }

    private byte[] body(InputStream body, long end) throws IOException {
        long left = Math.max(0, TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime()));
        Optional<Future<?>> watch = threads.schedule(WorkKind.WATCH, () -> close(body), left);
        try (body) {
            byte[] bytes = body.readNBytes(MOST_BYTES + 1);
            if (bytes.length > MOST_BYTES) {
                throw new IOException("the answer is longer than that of a model registry");
            }
            return bytes;
        } finally {
            watch.ifPresent(task -> task.cancel(false));
        }
    }

    /** Ends the wait for a server that gives a byte now and then. */
    private static void close(InputStream body) {
        try {
            body.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
