package io.jenkins.plugins.trainmodel.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.trainmodel.delivery.LoopbackServer;
import io.jenkins.plugins.trainmodel.delivery.Receiver;
import io.jenkins.plugins.trainmodel.threads.TrainingThreads;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
class ReportPostTest {
    private static final byte[] REPORT = "{\"outcome\":\"success\"}".getBytes(StandardCharsets.UTF_8);

    private final ReportPost post =
            new ReportPost(new TrainingThreads(), Duration.ofMillis(700), Duration.ofMillis(700));

    private int send(LoopbackServer server, byte[] body, Map<String, String> headers) throws IOException {
        return send(server.url("/reports?key=1"), body, headers);
    }

    private int send(String url, byte[] body, Map<String, String> headers) throws IOException {
        Receiver receiver = Receiver.of(url);
        return post.send(receiver, List.of(InetAddress.getByName(receiver.host())), headers, body);
    }

    @Test
    void shouldSendTheReportWithItsHeaders() throws Exception {
        try (LoopbackServer server = new LoopbackServer(LoopbackServer.answer(204))) {
            int status = send(server, REPORT, Map.of("X-Page", "http://j/ä\r\nX-Evil: yes"));

            LoopbackServer.Request request = server.take();
            assertThat(status).isEqualTo(204);
            assertThat(request.line()).isEqualTo("POST /reports?key=1 HTTP/1.1");
            assertThat(request.body()).isEqualTo(REPORT);
            assertThat(request.headers())
                    .containsEntry("Host", server.url("").substring("http://".length()))
                    .containsEntry("X-Page", "http://j/???X-Evil: yes")
                    .doesNotContainKey("X-Evil");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 302, 404, 410, 429, 500, 503})
    void shouldTellTheStatusAndFollowNoRedirect(int status) throws Exception {
        try (LoopbackServer elsewhere = new LoopbackServer(LoopbackServer.answer(200));
                LoopbackServer server =
                        new LoopbackServer(LoopbackServer.answer(status, "Location: " + elsewhere.url("/") + "\r\n"))) {
            assertThat(send(server, REPORT, Map.of())).isEqualTo(status);
            assertThat(elsewhere.isQuiet()).isTrue();
        }
    }

    @Test
    void shouldPassOverWhatOnlySaysThatMoreIsToCome() throws Exception {
        try (LoopbackServer server = new LoopbackServer((unused, connection) ->
                LoopbackServer.write(connection, "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 201 Created\r\n\r\n"))) {
            assertThat(send(server, REPORT, Map.of())).isEqualTo(201);
        }
    }

    static Stream<LoopbackServer.Behaviour> servers() {
        return Stream.of(
                (unused, connection) -> TimeUnit.MINUTES.sleep(1),
                (unused, connection) -> {
                    for (String letter : "HTTP/1.1 200 OK and so on, a letter now and then".split("")) {
                        LoopbackServer.write(connection, letter);
                        TimeUnit.MILLISECONDS.sleep(300);
                    }
                },
                (unused, connection) -> {
                    TimeUnit.MILLISECONDS.sleep(1500);
                    LoopbackServer.write(connection, "HTTP/1.1 200 OK\r\n\r\n");
                });
    }

    /** The body is larger than what the system takes for a server that reads nothing. */
    @ParameterizedTest
    @MethodSource("servers")
    void shouldNotWaitForAServerThatHangsDripsOrIsLate(LoopbackServer.Behaviour behaviour) throws Exception {
        try (LoopbackServer server = new LoopbackServer(behaviour)) {
            assertThatThrownBy(() -> send(server, new byte[32 << 20], Map.of()))
                    .isInstanceOf(IOException.class)
                    .hasMessage("no answer within 1 s");
        }
    }

    @Test
    void shouldSayWhatIsWrongWithAnAnswer() throws Exception {
        try (LoopbackServer server = new LoopbackServer(
                (unused, connection) -> connection.close(),
                (unused, connection) -> LoopbackServer.write(connection, "SSH-2.0-OpenSSH_9.6\r\n"),
                (unused, connection) -> LoopbackServer.write(connection, "A".repeat(100_000)))) {
            assertThatThrownBy(() -> send(server, REPORT, Map.of())).isInstanceOf(IOException.class);
            assertThatThrownBy(() -> send(server, REPORT, Map.of()))
                    .hasMessage("the answer is not that of a web server");
            assertThatThrownBy(() -> send(server, REPORT, Map.of()))
                    .hasMessage("the answer is not that of a web server");
        }
    }

    /** The port is held, so that no other server gets it, and nobody listens on it. */
    @Test
    void shouldSayThatNobodyListens() throws Exception {
        try (Socket held = new Socket()) {
            held.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));

            assertThatThrownBy(() -> send("http://127.0.0.1:" + held.getLocalPort(), REPORT, Map.of()))
                    .hasMessageStartingWith("no connection: ");
        }
    }

    /** The second test case of RFC 4231. */
    @Test
    void shouldSignAsTheStandardSays() {
        assertThat(Signature.of("what do ya want for nothing?".getBytes(StandardCharsets.US_ASCII), "Jefe"))
                .isEqualTo("sha256=5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
    }
}
