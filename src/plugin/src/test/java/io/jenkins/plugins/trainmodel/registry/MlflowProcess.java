package io.jenkins.plugins.trainmodel.registry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** A real MLflow server on this machine's loopback, with its files in a directory of the test. */
final class MlflowProcess implements AutoCloseable {
    private static final int MOST_SECONDS = 180;

    private final HttpClient client = HttpClient.newHttpClient();
    private final Path directory;
    private final Process process;
    private final int port;

    MlflowProcess(String command, Path directory) throws Exception {
        this.directory = directory;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        process = new ProcessBuilder(
                        command,
                        "server",
                        "--host",
                        "127.0.0.1",
                        "--port",
                        Integer.toString(port),
                        "--workers",
                        "1",
                        "--backend-store-uri",
                        "sqlite:///" + directory.resolve("mlflow.db"),
                        "--artifacts-destination",
                        directory.resolve("artifacts").toString())
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("server.log").toFile())
                .start();
        awaitHealth();
    }

    private void awaitHealth() throws Exception {
        for (int seconds = 0; seconds < MOST_SECONDS && process.isAlive(); seconds++) {
            try {
                if (ask("/health").statusCode() == 200) {
                    return;
                }
            } catch (IOException e) {
                // It has not opened its port yet.
            }
            TimeUnit.SECONDS.sleep(1);
        }
        throw new IOException("the server has not begun: " + Files.readString(directory.resolve("server.log")));
    }

    String url() {
        return "http://127.0.0.1:" + port;
    }

    private HttpResponse<byte[]> ask(String target) throws Exception {
        return client.send(
                HttpRequest.newBuilder(URI.create(url() + target)).build(), HttpResponse.BodyHandlers.ofByteArray());
    }

    JsonNode get(String call) throws Exception {
        return new JsonMapper().readTree(ask("/api/2.0/mlflow/" + call).body());
    }

    byte[] artifact(String path) throws Exception {
        return ask("/api/2.0/mlflow-artifacts/artifacts/" + path).body();
    }

    /** Its own processes end with it. */
    @Override
    public void close() throws InterruptedException {
        process.descendants().forEach(ProcessHandle::destroy);
        process.destroy();
        process.waitFor(30, TimeUnit.SECONDS);
    }
}
