package io.jenkins.trainmodel.spec;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.trainmodel.spec.schema.FixedKeys;
import io.jenkins.trainmodel.spec.schema.PlaceKeys;
import io.jenkins.trainmodel.spec.schema.VariantsType.Variant;
import io.jenkins.trainmodel.spec.stop.RuleDeclaration;
import io.jenkins.trainmodel.spec.stop.RuleType;
import io.jenkins.trainmodel.spec.tree.Node;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What differs between two specifications of the same run, and which differences a resumed run can take. */
public final class SpecChanges {
    private static final String NOTHING = "none";
    private static final FixedKeys FIXED = FixedKeys.of(SpecificationDeclaration.TYPE);
    private static final PlaceKeys PLACES = PlaceKeys.of(SpecificationDeclaration.TYPE)
            .and("stopWhen", RuleType.variants().stream().map(Variant::type));

    private SpecChanges() {}

    /**
     * A key with another value.
     *
     * @param key its path in the effective specification; a rule goes by its name, as in {@code
     *     stopWhen.earlyStopping.patience}
     * @param from the value before, {@code none} where there was none
     * @param to the value after, {@code none} where there is none
     * @param allowedOnResume whether a run can go on with it
     */
    public record Change(String key, String from, String to, boolean allowedOnResume) {}

    /** Every key whose effective value differs, in the order of the specification. */
    public static List<Change> between(TrainingSpec before, TrainingSpec after) {
        return between(SpecWriter.toJson(before), SpecWriter.toJson(after));
    }

    /** The same of a run in which another program trains; it can go on with any of them. */
    public static List<Change> between(WatchedSpec before, WatchedSpec after) {
        return between(SpecWriter.toJson(before), SpecWriter.toJson(after));
    }

    private static List<Change> between(JsonNode before, JsonNode after) {
        Map<String, String> from = leaves(before);
        Map<String, String> to = leaves(after);
        Set<String> keys = new LinkedHashSet<>(from.keySet());
        keys.addAll(to.keySet());
        return keys.stream()
                .filter(key -> !from.getOrDefault(key, NOTHING).equals(to.getOrDefault(key, NOTHING)))
                .map(key -> new Change(
                        key, from.getOrDefault(key, NOTHING), to.getOrDefault(key, NOTHING), isAllowedOnResume(key)))
                .toList();
    }

    /**
     * As {@link #between}, without files and directories that only lie elsewhere now: a workspace may move, and what counts is
     * what the files hold. A path that was added or left out is a change.
     */
    public static List<Change> besidesPlaces(TrainingSpec before, TrainingSpec after) {
        return between(before, after).stream()
                .filter(change -> !PLACES.contains(change.key())
                        || change.from().equals(NOTHING)
                        || change.to().equals(NOTHING))
                .toList();
    }

    /** Whether a run can be resumed with another value under this path. */
    public static boolean isAllowedOnResume(String key) {
        return !FIXED.contains(key);
    }

    private static Map<String, String> leaves(JsonNode specification) {
        Map<String, String> leaves = new LinkedHashMap<>();
        collect(specification, "", leaves);
        return leaves;
    }

    private static void collect(JsonNode json, String path, Map<String, String> leaves) {
        if (json.isObject()) {
            json.properties().forEach(entry -> collect(entry.getValue(), Node.childPath(path, entry.getKey()), leaves));
        } else if (json.isArray() && !json.isEmpty() && isRule(json.get(0))) {
            json.forEach(rule -> collectRule(rule, path, leaves));
        } else {
            leaves.put(path, json.isTextual() ? json.textValue() : json.toString());
        }
    }

    private static boolean isRule(JsonNode json) {
        return json.size() == 1 && json.elements().next().has(RuleDeclaration.NAME);
    }

    /** A rule is a map of its type to its parameters; its name tells it from its neighbours wherever it moves. */
    private static void collectRule(JsonNode rule, String path, Map<String, String> leaves) {
        Map.Entry<String, JsonNode> entry = rule.properties().iterator().next();
        String name = entry.getValue().path(RuleDeclaration.NAME).textValue();
        String rulePath = Node.childPath(path, name);
        leaves.put(Node.childPath(rulePath, "type"), entry.getKey());
        collect(entry.getValue(), rulePath, leaves);
    }
}
