package io.jenkins.plugins.trainmodel.delivery;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A web server on this machine's loopback that does with each connection what a test tells it, good or bad. */
public final class LoopbackServer implements AutoCloseable {
    private final ServerSocket server;
    private final BlockingQueue<Behaviour> behaviours = new LinkedBlockingQueue<>();
    private final BlockingQueue<Request> requests = new LinkedBlockingQueue<>();
    private final List<Socket> open = new CopyOnWriteArrayList<>();

    /** What the server does with a connection. */
    @FunctionalInterface
    public interface Behaviour {
        void serve(LoopbackServer server, Socket connection) throws Exception;
    }

    /** A request as it came; names of headers are lower case. */
    public record Request(String line, Map<String, String> headers, byte[] body) {}

    public LoopbackServer(Behaviour... first) throws IOException {
        server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        behaviours.addAll(List.of(first));
        Thread acceptor = new Thread(this::accept, "loopback server");
        acceptor.setDaemon(true);
        acceptor.start();
    }

    /** Reads the request and answers with this status. */
    public static Behaviour answer(int status, String... headers) {
        return (server, connection) -> {
            server.note(connection);
            write(
                    connection,
                    "HTTP/1.1 " + status + " Said\r\n" + String.join("", headers) + "Content-Length: 0\r\n\r\n");
            connection.close();
        };
    }

    /** Reads a request, for a test to take. */
    public void note(Socket connection) throws IOException {
        requests.add(read(connection.getInputStream()));
    }

    public static void write(Socket connection, String text) throws IOException {
        OutputStream out = connection.getOutputStream();
        out.write(text.getBytes(StandardCharsets.ISO_8859_1));
        out.flush();
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket connection = server.accept();
                open.add(connection);
                Behaviour behaviour = behaviours.size() > 1 ? behaviours.poll() : behaviours.peek();
                Thread thread = new Thread(() -> serve(behaviour, connection), "loopback connection");
                thread.setDaemon(true);
                thread.start();
            } catch (IOException e) {
                // The server was closed.
            }
        }
    }

    private void serve(Behaviour behaviour, Socket connection) {
        try {
            behaviour.serve(this, connection);
        } catch (Exception e) {
            // Whoever sent the request has gone; that is what such a test is about.
        }
    }

    static Request read(InputStream stream) throws IOException {
        InputStream in = new BufferedInputStream(stream);
        String line = line(in);
        Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        for (String header = line(in); !header.isEmpty(); header = line(in)) {
            String[] parts = header.split(": ", 2);
            headers.put(parts[0], parts[1]);
        }
        return new Request(line, headers, in.readNBytes(Integer.parseInt(headers.getOrDefault("Content-Length", "0"))));
    }

    private static String line(InputStream in) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int next = in.read(); next >= 0 && next != '\n'; next = in.read()) {
            line.write(next);
        }
        return line.toString(StandardCharsets.ISO_8859_1).stripTrailing();
    }

    /** The next request that was read; waits for it. */
    public Request take() throws InterruptedException {
        Request request = requests.poll(30, TimeUnit.SECONDS);
        if (request == null) {
            throw new AssertionError("no request came within 30 s");
        }
        return request;
    }

    /** Whether all requests that came were taken. */
    public boolean isQuiet() {
        return requests.isEmpty();
    }

    public String url(String path) {
        return "http://" + server.getInetAddress().getHostAddress() + ":" + server.getLocalPort() + path;
    }

    @Override
    public void close() throws IOException {
        server.close();
        for (Socket connection : open) {
            connection.close();
        }
    }
}
