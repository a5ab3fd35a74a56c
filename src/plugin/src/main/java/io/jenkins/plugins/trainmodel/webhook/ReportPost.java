package io.jenkins.plugins.trainmodel.webhook;

import io.jenkins.plugins.trainmodel.delivery.Receiver;
import io.jenkins.plugins.trainmodel.threads.TrainingThreads;
import io.jenkins.plugins.trainmodel.threads.WorkKind;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/**
 * Sends one request and reads no more of the answer than its status. It connects to addresses that were checked before,
 * which the clients of the Java platform cannot be told to, follows no redirect, and is over in time whatever the other side
 * does.
 */
final class ReportPost {
    private static final Pattern STATUS = Pattern.compile("HTTP/1\\.[01] ([1-5][0-9]{2})(?: .*)?");
    private static final String END_OF_LINE = "\r\n";
    private static final int LONGEST_LINE = 8192;
    private static final int MOST_LINES = 200;

    private final TrainingThreads threads;
    private final Duration connecting;
    private final Duration whole;

    /**
     * How long it waits.
     *
     * @param connecting for a connection
     * @param whole for all of an exchange, from its connection to the status
     */
    ReportPost(TrainingThreads threads, Duration connecting, Duration whole) {
        this.threads = threads;
        this.connecting = connecting;
        this.whole = whole;
    }

    /**
     * Sends the body.
     *
     * @param addresses of the receiver, tried one after the other
     * @return the status of the answer
     * @throws IOException if there is no connection or no answer; the message says what happened
     */
    int send(Receiver receiver, List<InetAddress> addresses, Map<String, String> headers, byte[] body)
            throws IOException {
        IOException problem = new IOException("no address");
        for (InetAddress address : addresses) {
            Socket socket = new Socket();
            try {
                socket.connect(new InetSocketAddress(address, receiver.port()), Math.toIntExact(connecting.toMillis()));
            } catch (IOException e) {
                socket.close();
                problem = new IOException("no connection: " + e.getMessage(), e);
                continue;
            }
            return exchange(socket, receiver, headers, body);
        }
        throw problem;
    }

    private int exchange(Socket socket, Receiver receiver, Map<String, String> headers, byte[] body)
            throws IOException {
        long end = System.nanoTime() + whole.toNanos();
        Optional<Future<?>> watch = threads.schedule(WorkKind.WATCH, () -> cut(socket), whole.toMillis());
        try (Socket plain = socket) {
            plain.setSoTimeout(Math.toIntExact(whole.toMillis()));
            Socket talking = receiver.isSecure() ? secured(plain, receiver) : plain;
            OutputStream out = talking.getOutputStream();
            out.write(head(receiver, headers, body.length).getBytes(StandardCharsets.US_ASCII));
            out.write(body);
            out.flush();
            return status(new BufferedInputStream(talking.getInputStream()));
        } catch (IOException e) {
            boolean late = System.nanoTime() >= end;
            throw late ? new IOException("no answer within %d s".formatted(Math.max(1, whole.toSeconds())), e) : e;
        } finally {
            watch.ifPresent(task -> task.cancel(false));
        }
    }

    /** Ends whatever the exchange waits for, also a server that takes or gives a byte now and then. */
    private static void cut(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Socket secured(Socket plain, Receiver receiver) throws IOException {
        SSLSocketFactory factory = (SSLSocketFactory) SSLSocketFactory.getDefault();
        SSLSocket secured = (SSLSocket) factory.createSocket(plain, receiver.host(), receiver.port(), true);
        SSLParameters parameters = secured.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        secured.setSSLParameters(parameters);
        secured.startHandshake();
        return secured;
    }

    private static String head(Receiver receiver, Map<String, String> headers, int length) {
        Stream<String> first = Stream.of(
                "POST " + receiver.target() + " HTTP/1.1",
                "Host: " + receiver.authority(),
                "Connection: close",
                "Content-Length: " + length);
        // What a name or an address holds never begins a line of its own.
        Stream<String> others = headers.entrySet().stream()
                .map(header -> header.getKey() + ": " + header.getValue().replaceAll("[^ -~]", "?"));
        return Stream.concat(first, others).collect(Collectors.joining(END_OF_LINE, "", END_OF_LINE + END_OF_LINE));
    }

    /** The final status; those that only say that there is more to come are passed over. */
    private static int status(InputStream in) throws IOException {
        for (int lines = 0; lines < MOST_LINES; lines++) {
            Matcher status = STATUS.matcher(line(in));
            if (status.matches() && !status.group(1).startsWith("1")) {
                return Integer.parseInt(status.group(1));
            }
            if (lines == 0 && !status.matches()) {
                break;
            }
        }
        throw new IOException("the answer is not that of a web server");
    }

    private static String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                throw new IOException("the connection was closed before an answer");
            }
            if (line.length() >= LONGEST_LINE) {
                throw new IOException("the answer is not that of a web server");
            }
            line.append((char) next);
        }
        return line.toString().stripTrailing();
    }
}
