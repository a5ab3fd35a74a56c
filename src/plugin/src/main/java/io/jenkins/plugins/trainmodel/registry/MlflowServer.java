package io.jenkins.plugins.trainmodel.registry;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.trainmodel.delivery.ForbiddenAddressException;
import io.jenkins.plugins.trainmodel.delivery.PublicAddresses;
import io.jenkins.plugins.trainmodel.delivery.Receiver;
import io.jenkins.trainmodel.json.BoundedJson;
import io.jenkins.trainmodel.words.PlainText;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * An MLflow server by its REST API ("MLflow REST API", version 2.0 of the addresses, which MLflow 2 and 3 have).
 *
 * @param receiver where it is
 * @param authorization the value of the header, empty for none
 * @param privateAddressesAllowed whether it may be on this machine or in its network
 * @param patience how long an answer may take
 */
record MlflowServer(
        Exchanges exchanges,
        Receiver receiver,
        Optional<String> authorization,
        boolean privateAddressesAllowed,
        Duration patience) {
    private static final String API = "/api/2.0/mlflow/";
    private static final String ARTIFACTS = "/api/2.0/mlflow-artifacts/artifacts/";
    /** What a line must carry at least for a file to arrive in time. */
    private static final int SLOWEST_BYTES_PER_SECOND = 256 << 10;

    private static final int DEEPEST = 50;
    private static final JsonMapper MAPPER =
            BoundedJson.builder(4 << 20, DEEPEST).build();

    static ObjectNode json() {
        return MAPPER.createObjectNode();
    }

    /** Asks for something. */
    JsonNode get(String call, Map<String, String> query)
            throws IOException, InterruptedException, ForbiddenAddressException {
        String parameters = query.entrySet().stream()
                .map(entry -> entry.getKey() + "=" + URLEncoder.encode(entry.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        return ask(request(API + call + "?" + parameters).GET(), call, patience);
    }

    /** Has something done. */
    JsonNode send(String method, String call, ObjectNode body)
            throws IOException, InterruptedException, ForbiddenAddressException {
        HttpRequest.Builder request = request(API + call)
                .header("Content-Type", "application/json")
                .method(method, HttpRequest.BodyPublishers.ofByteArray(MAPPER.writeValueAsBytes(body)));
        return ask(request, call, patience);
    }

    /** Uploads a file through the server's proxy of artifacts, as it is read. */
    void put(String path, InputStream file, long bytes)
            throws IOException, InterruptedException, ForbiddenAddressException {
        HttpRequest.BodyPublisher body = bytes == 0
                ? HttpRequest.BodyPublishers.noBody()
                : HttpRequest.BodyPublishers.fromPublisher(HttpRequest.BodyPublishers.ofInputStream(() -> file), bytes);
        Duration limit = patience.plusSeconds(bytes / SLOWEST_BYTES_PER_SECOND);
        ask(request(ARTIFACTS + encoded(path)).PUT(body), "artifacts", limit);
    }

    private static String encoded(String path) {
        return Arrays.stream(path.split("/"))
                .map(part -> URLEncoder.encode(part, StandardCharsets.UTF_8).replace("+", "%20"))
                .collect(Collectors.joining("/"));
    }

    private HttpRequest.Builder request(String target) {
        String base = receiver.uri().toASCIIString().replaceAll("/+$", "");
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(base + target)).header("User-Agent", "Jenkins-Train-Model");
        authorization.ifPresent(value -> request.header("Authorization", value));
        return request;
    }

    private JsonNode ask(HttpRequest.Builder request, String call, Duration limit)
            throws IOException, InterruptedException, ForbiddenAddressException {
        if (privateAddressesAllowed) {
            InetAddress.getAllByName(receiver.host());
        } else {
            PublicAddresses.of(receiver.host());
        }
        Exchanges.Reply reply = exchanges.ask(request.build(), limit);
        JsonNode answer = parse(reply.body());
        if (reply.status() / 100 != 2) {
            throw refusal(reply.status(), call, answer);
        }
        return answer;
    }

    private static JsonNode parse(byte[] body) {
        try {
            JsonNode answer = MAPPER.readTree(body);
            return answer == null || !answer.isObject() ? json() : answer;
        } catch (JsonProcessingException e) {
            // A server in front of it answers with a page; the status says enough.
            return json();
        } catch (IOException e) {
            throw new IllegalStateException("Bytes can be read", e);
        }
    }

    private static MlflowException refusal(int status, String call, JsonNode answer) {
        String message = PlainText.line(answer.path("message").asText(), 300);
        return new MlflowException(
                status,
                answer.path("error_code").asText(),
                "answered %d to %s%s".formatted(status, call, message.isEmpty() ? "" : ": " + message));
    }
}
