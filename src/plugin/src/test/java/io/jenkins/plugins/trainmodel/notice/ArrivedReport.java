package io.jenkins.plugins.trainmodel.notice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.jenkins.plugins.trainmodel.delivery.LoopbackServer;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** What another server has to get of a run. */
final class ArrivedReport {
    private ArrivedReport() {}

    /** Its first answer was that it has no time, so it gets the same report once more. */
    static void assertSignedAndSentTwice(LoopbackServer server, String page, String secret) throws Exception {
        LoopbackServer.Request first = server.take();
        LoopbackServer.Request second = server.take();

        assertThat(second.body()).isEqualTo(first.body());
        JsonNode report = new JsonMapper().readTree(first.body());
        assertThat(report.at("/outcome").asText()).isEqualTo("unstable");
        assertThat(report.at("/training/epochs").asInt()).isEqualTo(3);
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        assertThat(second.headers())
                .contains(
                        entry(
                                "X-Train-Model-Signature-256",
                                "sha256=" + HexFormat.of().formatHex(mac.doFinal(first.body()))),
                        entry("X-Train-Model-Delivery", first.headers().get("X-Train-Model-Delivery")),
                        entry("X-Train-Model-Page", page),
                        entry("X-Train-Model-Attempt", "2"));
    }
}
