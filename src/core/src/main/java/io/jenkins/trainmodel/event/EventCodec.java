package io.jenkins.trainmodel.event;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.trainmodel.json.BoundedJson;
import io.jenkins.trainmodel.json.JsonProblem;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Turns events into lines of the log and back. A line is one JSON object in UTF-8 that begins with {@code v}, {@code seq},
 * {@code time} and {@code type}; {@link NonFinite} says how numbers are written that JSON has no words for.
 *
 * <p>Logs come from machines that are not trusted: size, depth and types are bounded, and no line makes it throw. What it
 * reads is complete and possible, so whoever gets an event need not ask again; {@link EventBounds} says how large it can be.
 */
public final class EventCodec {
    /** The largest line in bytes, without its newline. */
    public static final int MAXIMUM_LINE_BYTES = 1 << 20;

    /** The most names, values and brackets in a line. */
    static final int MAXIMUM_TOKENS = 50_000;

    private static final int MAXIMUM_DEPTH = 200;
    private static final int MAXIMUM_PROBLEM_LENGTH = 300;
    private static final JsonMapper MAPPER = BoundedJson.builder(MAXIMUM_LINE_BYTES, MAXIMUM_DEPTH, MAXIMUM_TOKENS)
            .addMixIn(TrainingEvent.class, TypeIsInTheEnvelope.class)
            .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
            .build();
    private static final Map<String, ObjectReader> READERS =
            subTypes().collect(Collectors.toMap(JsonSubTypes.Type::name, type -> MAPPER.readerFor(type.value())));
    private static final Map<Class<?>, String> NAMES =
            subTypes().collect(Collectors.toMap(JsonSubTypes.Type::value, JsonSubTypes.Type::name));

    private EventCodec() {}

    @JsonTypeInfo(use = JsonTypeInfo.Id.NONE)
    private interface TypeIsInTheEnvelope {}

    private static Stream<JsonSubTypes.Type> subTypes() {
        return Arrays.stream(EventNames.class.getAnnotation(JsonSubTypes.class).value());
    }

    /** The word for the event's type in the log, such as {@code epoch}. */
    public static String typeOf(TrainingEvent event) {
        return NAMES.get(event.getClass());
    }

    /**
     * The line for the event, in UTF-8, with its newline.
     *
     * @throws IllegalArgumentException if the line would be longer or deeper than readers accept
     */
    public static byte[] encode(EventRecord record) {
        ObjectNode line = MAPPER.createObjectNode();
        line.put("v", record.version());
        line.put("seq", record.sequence());
        line.put("time", record.time().toString());
        line.put("type", typeOf(record.event()));
        line.setAll(MAPPER.<ObjectNode>valueToTree(record.event()));
        NonFinite.extract(line);
        return bounded(record, write(record, line));
    }

    private static byte[] write(EventRecord record, ObjectNode line) {
        try {
            byte[] json = MAPPER.writeValueAsBytes(line);
            byte[] terminated = Arrays.copyOf(json, json.length + 1);
            terminated[json.length] = '\n';
            return terminated;
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(
                    String.format(
                            Locale.ROOT,
                            "The event %s cannot be written: %s",
                            typeOf(record.event()),
                            JsonProblem.of(e).reason()),
                    e);
        }
    }

    private static byte[] bounded(EventRecord record, byte[] line) {
        if (line.length > MAXIMUM_LINE_BYTES + 1) {
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT,
                    "The event %s is too large: %,d bytes, and a line holds at most %,d",
                    typeOf(record.event()),
                    line.length - 1,
                    MAXIMUM_LINE_BYTES));
        }
        return line;
    }

    /** Reads one line, with or without its newline. */
    public static LogLine decode(String line) {
        byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
        return decode(bytes, 0, bytes.length);
    }

    /** Reads one line from a part of the array. */
    public static LogLine decode(byte[] bytes, int offset, int length) {
        try {
            if (MAPPER.readTree(bytes, offset, length) instanceof ObjectNode line) {
                return decode(line);
            }
            return new LogLine.Damaged("not a JSON object");
        } catch (JsonProcessingException e) {
            return damaged(JsonProblem.of(e).reason());
        } catch (IOException | IllegalArgumentException | DateTimeException e) {
            return damaged(String.valueOf(e.getMessage()));
        }
    }

    private static LogLine decode(ObjectNode line) throws IOException {
        int version = field(line, "v", JsonNode::canConvertToInt).intValue();
        long sequence = field(line, "seq", JsonNode::canConvertToLong).longValue();
        String type = field(line, "type", JsonNode::isTextual).textValue();
        if (version < 1 || sequence < 1) {
            return new LogLine.Damaged("\"v\" and \"seq\" are counted from 1");
        }
        ObjectReader reader = READERS.get(type);
        if (version > EventRecord.SCHEMA_VERSION || reader == null) {
            return new LogLine.Unknown(version, sequence, shortened(type));
        }
        Instant time = Instant.parse(field(line, "time", JsonNode::isTextual).textValue());
        boolean cut = EventBounds.cut(line);
        NonFinite.restore(line);
        TrainingEvent event = reader.readValue(line);
        EventCheck.require(event);
        return new LogLine.Event(new EventRecord(version, sequence, EventBounds.clamped(time), event), cut);
    }

    private static JsonNode field(ObjectNode line, String name, Predicate<JsonNode> accepts) {
        JsonNode value = line.path(name);
        if (!accepts.test(value) || value.isFloatingPointNumber()) {
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT, "\"%s\" %s", name, value.isMissingNode() ? "is missing" : "is not what it should be"));
        }
        return value;
    }

    private static LogLine damaged(String problem) {
        return new LogLine.Damaged(shortened(problem.replaceAll("\\p{Cntrl}+", " ")));
    }

    private static String shortened(String text) {
        return text.length() <= MAXIMUM_PROBLEM_LENGTH ? text : text.substring(0, MAXIMUM_PROBLEM_LENGTH) + "…";
    }
}
