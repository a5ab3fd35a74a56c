package io.jenkins.plugins.trainmodel.page;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.trainmodel.json.BoundedJson;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.kohsuke.stapler.StaplerResponse2;

/** Answers in JSON. */
public final class Json {
    private static final int LARGEST = 16 << 20;
    private static final int DEEPEST = 50;
    private static final JsonMapper MAPPER =
            BoundedJson.builder(LARGEST, DEEPEST).build();

    private Json() {}

    public static ObjectNode object() {
        return MAPPER.createObjectNode();
    }

    /** A record as JSON. */
    public static String of(Record values) {
        try {
            return MAPPER.writeValueAsString(values);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("No JSON: " + values.getClass(), e);
        }
    }

    /** Writes a text that is JSON, compressed where the browser can. */
    public static void write(StaplerResponse2 response, String json) throws IOException {
        response.setContentType("application/json;charset=UTF-8");
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.getOutputStream().write(json.getBytes(StandardCharsets.UTF_8));
    }
}
