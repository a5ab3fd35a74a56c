package io.jenkins.plugins.trainmodel.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.jenkins.plugins.trainmodel.delivery.Answer;
import io.jenkins.plugins.trainmodel.delivery.ForbiddenAddressException;
import io.jenkins.plugins.trainmodel.delivery.LoopbackServer;
import io.jenkins.plugins.trainmodel.delivery.Receiver;
import io.jenkins.plugins.trainmodel.threads.TrainingThreads;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

@Timeout(60)
class MlflowServerTest {
    private static final Duration SHORT = Duration.ofMillis(700);

    private final Exchanges exchanges = new Exchanges(new TrainingThreads(), SHORT);

    private MlflowServer mlflow(LoopbackServer server, boolean privateAddressesAllowed) {
        return new MlflowServer(
                exchanges,
                Receiver.of(server.url("/prefix/")),
                Optional.of("Bearer secret"),
                privateAddressesAllowed,
                Duration.ofSeconds(20));
    }

    @Test
    void shouldAskBelowTheAddressWithItsLogin() throws Exception {
        try (LoopbackServer server = new LoopbackServer(ScriptedMlflow.answer(200, "{\"a\": \"b\"}"))) {
            MlflowServer mlflow = mlflow(server, true);

            assertThat(mlflow.get("models/get", Map.of("name", "a b&c"))
                            .path("a")
                            .asText())
                    .isEqualTo("b");
            mlflow.send("DELETE", "models/alias", MlflowServer.json().put("alias", "champion"));
            mlflow.put("1/ab/artifacts/model/a b.pt", new ByteArrayInputStream(new byte[] {1, 2, 3}), 3);
            mlflow.put("1/empty", new ByteArrayInputStream(new byte[0]), 0);

            LoopbackServer.Request get = server.take();
            assertThat(get.line()).isEqualTo("GET /prefix/api/2.0/mlflow/models/get?name=a+b%26c HTTP/1.1");
            assertThat(get.headers()).containsEntry("Authorization", "Bearer secret");
            LoopbackServer.Request delete = server.take();
            assertThat(delete.line()).startsWith("DELETE /prefix/api/2.0/mlflow/models/alias ");
            assertThat(new String(delete.body(), StandardCharsets.UTF_8)).isEqualTo("{\"alias\":\"champion\"}");
            LoopbackServer.Request put = server.take();
            assertThat(put.line())
                    .startsWith("PUT /prefix/api/2.0/mlflow-artifacts/artifacts/1/ab/artifacts/model/a%20b.pt ");
            assertThat(put.body()).containsExactly(1, 2, 3);
            assertThat(server.take().body()).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource({"503, AGAIN", "401, AGAIN", "403, AGAIN", "429, AGAIN", "400, REFUSED", "404, REFUSED", "302, REFUSED"})
    void shouldTellWhetherToAskAgain(int status, Answer.Fate fate) throws Exception {
        String json = "{\"error_code\": \"RESOURCE_DOES_NOT_EXIST\", \"message\": \"no such\\nmodel\"}";
        try (LoopbackServer server = new LoopbackServer(ScriptedMlflow.answer(status, json))) {
            MlflowException refusal = catchThrowableOfType(
                    MlflowException.class, () -> mlflow(server, true).get("models/get", Map.of("name", "x")));

            assertThat(refusal).hasMessage("answered %d to models/get: no such model".formatted(status));
            assertThat(refusal.fate()).isEqualTo(fate);
            assertThat(refusal.isMissing()).isTrue();
            server.take();
            assertThat(server.isQuiet()).as("no redirect is followed").isTrue();
        }
    }

    @Test
    void shouldMakeDoWithAPageInPlaceOfAnAnswer() throws Exception {
        try (LoopbackServer server = new LoopbackServer(ScriptedMlflow.answer(502, "<html>Bad gateway</html>"))) {
            assertThatThrownBy(() -> mlflow(server, true).get("models/get", Map.of()))
                    .hasMessage("answered 502 to models/get");
        }
        try (LoopbackServer server = new LoopbackServer(ScriptedMlflow.answer(200, "<html>Welcome</html>"))) {
            assertThatThrownBy(() -> new TrackedRuns(mlflow(server, true)).greet())
                    .hasMessage("the answer is not that of an MLflow server");
        }
    }

    @Test
    void shouldNotAskAServerOfThisMachineUnlessAllowed() throws Exception {
        try (LoopbackServer server = new LoopbackServer(ScriptedMlflow.answer(200, "{}"))) {
            assertThatThrownBy(() -> mlflow(server, false).get("models/get", Map.of()))
                    .isInstanceOf(ForbiddenAddressException.class);
            assertThat(server.isQuiet()).isTrue();
        }
    }

    static Stream<LoopbackServer.Behaviour> slowServers() {
        return Stream.of(
                (unused, connection) -> TimeUnit.MINUTES.sleep(1),
                (unused, connection) -> {
                    LoopbackServer.write(connection, "HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n");
                    for (int letter = 0; letter < 100; letter++) {
                        LoopbackServer.write(connection, " ");
                        TimeUnit.MILLISECONDS.sleep(200);
                    }
                },
                (unused, connection) -> {
                    TimeUnit.MILLISECONDS.sleep(1500);
                    LoopbackServer.write(connection, "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}");
                });
    }

    /** The body is larger than what the system takes for a server that reads nothing. */
    @ParameterizedTest
    @MethodSource("slowServers")
    void shouldNotWaitForAServerThatHangsDripsOrIsLate(LoopbackServer.Behaviour behaviour) throws Exception {
        try (LoopbackServer server = new LoopbackServer(behaviour)) {
            HttpRequest upload = HttpRequest.newBuilder(URI.create(server.url("/")))
                    .PUT(HttpRequest.BodyPublishers.ofByteArray(new byte[32 << 20]))
                    .build();

            assertThatThrownBy(() -> exchanges.ask(upload, SHORT))
                    .isInstanceOf(IOException.class)
                    .hasMessage("no answer within 1 s");
        }
    }

    @Test
    void shouldReadNoEndlessAnswer() throws Exception {
        try (LoopbackServer server = new LoopbackServer((unused, connection) -> {
            LoopbackServer.write(connection, "HTTP/1.1 200 OK\r\nContent-Length: 999999999\r\n\r\n");
            for (int part = 0; part < 100; part++) {
                LoopbackServer.write(connection, " ".repeat(1 << 20));
            }
        })) {
            assertThatThrownBy(() -> mlflow(server, true).get("models/get", Map.of()))
                    .hasMessage("the answer is longer than that of a model registry");
        }
    }

    @Test
    void shouldSayThatNobodyListens() throws Exception {
        LoopbackServer server = new LoopbackServer(ScriptedMlflow.answer(200, "{}"));
        server.close();

        assertThatThrownBy(() -> mlflow(server, true).get("models/get", Map.of()))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith("no answer: ");
    }
}
