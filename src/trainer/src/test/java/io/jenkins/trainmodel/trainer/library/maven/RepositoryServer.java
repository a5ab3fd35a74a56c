package io.jenkins.trainmodel.trainer.library.maven;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** A Maven repository over HTTP on the loopback address. As a proxy it answers for any host. */
final class RepositoryServer implements AutoCloseable {
    private final HttpServer server;
    private final Path files;
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final Optional<String> credentials;

    RepositoryServer(Path files) throws IOException {
        this(files, Optional.empty());
    }

    /** @param credentials what it lets in, as {@code user:password}; empty: everyone */
    RepositoryServer(Path files, Optional<String> credentials) throws IOException {
        this.files = files;
        this.credentials = credentials.map(RepositoryServer::basic);
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    int port() {
        return server.getAddress().getPort();
    }

    String url() {
        return "http://127.0.0.1:" + port() + "/";
    }

    /** The request targets so far: a path, or a whole URL where a proxy was asked. */
    List<String> requests() {
        return requests;
    }

    private static String basic(String userAndPassword) {
        return "Basic " + Base64.getEncoder().encodeToString(userAndPassword.getBytes(StandardCharsets.UTF_8));
    }

    private void answer(HttpExchange exchange) throws IOException {
        requests.add(exchange.getRequestURI().toString());
        Path file = files.resolve("." + exchange.getRequestURI().getPath());
        if (credentials.isPresent()
                && !credentials.get().equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
            exchange.getResponseHeaders().add("WWW-Authenticate", "Basic realm=\"repository\"");
            exchange.sendResponseHeaders(401, -1);
        } else if (Files.isRegularFile(file)) {
            byte[] content = Files.readAllBytes(file);
            exchange.sendResponseHeaders(200, content.length);
            exchange.getResponseBody().write(content);
        } else {
            exchange.sendResponseHeaders(404, -1);
        }
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
