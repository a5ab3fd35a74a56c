package io.jenkins.trainmodel.run;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.trainmodel.json.BoundedJson;
import io.jenkins.trainmodel.json.JsonProblem;
import java.io.IOException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The text of a command file: {@code {"v":1,"type":"stop","by":"ada"}}. */
final class CommandJson {
    static final int MAXIMUM_BYTES = 1 << 16;

    private static final int SCHEMA_VERSION = 1;
    private static final int MAXIMUM_DEPTH = 8;
    private static final int MOST_VALUES = 100;
    private static final JsonMapper MAPPER = BoundedJson.builder(MAXIMUM_BYTES, MAXIMUM_DEPTH)
            .addMixIn(Command.class, TypeIsReadByHand.class)
            .build();
    private static final Map<String, Class<?>> TYPES = new TreeMap<>();

    static {
        Arrays.stream(Command.class.getAnnotation(JsonSubTypes.class).value())
                .forEach(type -> TYPES.put(type.name(), type.value()));
    }

    private CommandJson() {}

    @JsonTypeInfo(use = JsonTypeInfo.Id.NONE)
    private interface TypeIsReadByHand {}

    static Set<String> types() {
        return TYPES.keySet();
    }

    static String typeOf(Command command) {
        return TYPES.entrySet().stream()
                .filter(type -> type.getValue() == command.getClass())
                .findFirst()
                .orElseThrow()
                .getKey();
    }

    static byte[] write(Command command) throws IOException {
        ObjectNode json = MAPPER.createObjectNode().put("v", SCHEMA_VERSION).put("type", typeOf(command));
        json.setAll(MAPPER.<ObjectNode>valueToTree(command));
        byte[] bytes = MAPPER.writeValueAsBytes(json);
        if (bytes.length > MAXIMUM_BYTES) {
            throw new IOException(String.format(Locale.ROOT, "A command holds at most %,d bytes", MAXIMUM_BYTES));
        }
        return bytes;
    }

    /**
     * Reads a command.
     *
     * @throws IOException if it is none; the message is the answer to whoever sent it
     */
    static Command read(byte[] bytes) throws IOException {
        try {
            if (MAPPER.readTree(bytes) instanceof ObjectNode json) {
                return valid(command(json));
            }
            throw new IOException("it is not a JSON object");
        } catch (JsonProcessingException e) {
            throw new IOException("it cannot be read: " + JsonProblem.of(e), e);
        }
    }

    private static Command command(ObjectNode json) throws IOException {
        int version = json.path("v").asInt(0);
        if (version != SCHEMA_VERSION) {
            throw new IOException(String.format(Locale.ROOT, "its \"v\" must be %d", SCHEMA_VERSION));
        }
        Class<?> type = TYPES.get(json.path("type").asText());
        if (type == null) {
            throw new IOException("its \"type\" must be one of " + String.join(", ", types()));
        }
        return (Command) MAPPER.treeToValue(json, type);
    }

    private static Command valid(Command command) throws IOException {
        if (command instanceof Command.Change change) {
            require(!change.values().isEmpty(), "change needs \"values\"");
            require(
                    change.values().size() <= MOST_VALUES,
                    String.format(Locale.ROOT, "change holds at most %d values", MOST_VALUES));
            require(
                    change.values().entrySet().stream()
                            .noneMatch(value -> value.getKey().isBlank()
                                    || value.getValue() == null
                                    || value.getValue().isBlank()),
                    "every value of a change needs a key and a text");
        }
        require(
                !(command instanceof Command.Extend extend) || !extend.isEmpty(),
                "extend needs \"epochs\", \"duration\" or both");
        require(
                !(command instanceof Command.Extend extend)
                        || extend.epochs().filter(epochs -> epochs < 1).isEmpty(),
                "extend needs at least 1 in \"epochs\"");
        return command;
    }

    private static void require(boolean holds, String problem) throws IOException {
        if (!holds) {
            throw new IOException(problem);
        }
    }
}
