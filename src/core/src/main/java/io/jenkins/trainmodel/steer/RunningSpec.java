package io.jenkins.trainmodel.steer;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.jenkins.trainmodel.event.Intervention.HyperparameterChanged;
import io.jenkins.trainmodel.event.TrainingEvent.Started;
import io.jenkins.trainmodel.json.BoundedJson;
import io.jenkins.trainmodel.spec.SpecReader;
import io.jenkins.trainmodel.spec.TrainingSpec;
import io.jenkins.trainmodel.spec.problem.SpecException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The specification that a run follows now, as its log tells it: how it began, and what was changed since. */
public final class RunningSpec {
    private static final int LARGEST = 1 << 20;
    private static final int DEEPEST = 100;
    private static final String NONE = "none";
    /** Who changes the learning rate where the schedule follows a metric. */
    private static final String SCHEDULE = "schedule";

    private static final JsonMapper MAPPER =
            BoundedJson.builder(LARGEST, DEEPEST).build();

    private RunningSpec() {}

    /** Empty where the log holds none that this version can read. */
    public static Optional<TrainingSpec> of(Started started, List<HyperparameterChanged> changes) {
        return of(started.specification().toString(), changes);
    }

    /**
     * The same from a specification as it was given last, with what was changed since and before: later changes win.
     *
     * @param given its JSON
     */
    public static Optional<TrainingSpec> of(String given, List<HyperparameterChanged> changes) {
        try {
            if (!(MAPPER.readTree(given) instanceof ObjectNode json)) {
                return Optional.empty();
            }
            // The schedule lowers the learning rate by itself; the specification's stays.
            changes.stream()
                    .filter(change -> !change.by().equals(SCHEDULE))
                    .forEach(change -> put(json, List.of(change.key().split("\\.")), change.to()));
            return Optional.of(SpecReader.ofStored()
                    .read("log.json", json.toString(), Path.of("").toAbsolutePath(), List.of()));
        } catch (SpecException | JsonProcessingException unreadable) {
            return Optional.empty();
        }
    }

    private static void put(JsonNode parent, List<String> keys, String text) {
        String key = keys.get(0);
        if (parent instanceof ArrayNode rules) {
            putInRules(rules, keys, text);
        } else if (parent instanceof ObjectNode object && keys.size() == 1) {
            putValue(object, key, text);
        } else if (parent.has(key)) {
            put(parent.get(key), keys.subList(1, keys.size()), text);
        }
    }

    private static void putValue(ObjectNode object, String key, String text) {
        if (text.equals(NONE) && !(object.get(key) instanceof TextNode)) {
            object.remove(key);
        } else {
            object.set(key, object.get(key) instanceof TextNode ? TextNode.valueOf(text) : valueOf(text));
        }
    }

    /** Rules go by their name, and a rule that is new begins with its type. */
    private static void putInRules(ArrayNode rules, List<String> keys, String text) {
        String name = keys.get(0);
        Optional<JsonNode> rule = rules.valueStream()
                .filter(candidate -> candidate.size() == 1)
                .map(candidate -> candidate.elements().next())
                .filter(candidate -> candidate.path("name").asText().equals(name))
                .findFirst();
        boolean type = keys.size() == 2 && keys.get(1).equals("type");
        if (rule.isEmpty() && type) {
            rules.addObject().putObject(text).put("name", name);
        } else if (rule.isPresent() && !type && keys.size() > 1) {
            put(rule.get(), keys.subList(1, keys.size()), text);
        }
    }

    private static JsonNode valueOf(String text) {
        try {
            return MAPPER.readTree(text);
        } catch (JsonProcessingException noJson) {
            return TextNode.valueOf(text);
        }
    }
}
