package io.jenkins.trainmodel.spec;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.trainmodel.spec.schema.Key;
import io.jenkins.trainmodel.spec.schema.ObjectType;
import io.jenkins.trainmodel.spec.schema.VariantsType;
import io.jenkins.trainmodel.spec.schema.VariantsType.Variant;
import io.jenkins.trainmodel.spec.stop.RuleDeclaration;
import io.jenkins.trainmodel.spec.stop.RuleType;
import io.jenkins.trainmodel.spec.tree.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Finds every single value of a specification; lists and maps of the user's own words are none. */
public final class SpecValues {
    private static final List<String> OWNERS = List.of("metric", "challenge");

    private final List<SpecValue> values = new ArrayList<>();

    private SpecValues() {}

    /** All values, those that are left out as well, in the order of the specification. */
    public static List<SpecValue> of(TrainingSpec specification) {
        SpecValues found = new SpecValues();
        found.object(SpecificationDeclaration.TYPE, SpecWriter.toJson(specification), new Place("", "", false));
        return List.copyOf(found.values);
    }

    private record Place(String path, String owner, boolean fixed) {
        Place of(Key<?, ?> key) {
            return new Place(Node.childPath(path, key.name()), owner, fixed || key.isFixedOnResume());
        }

        Place item(int position) {
            return new Place(Node.childPath(path, String.valueOf(position)), owner, fixed);
        }

        Place ownedBy(String name) {
            return new Place(path, name, fixed);
        }
    }

    private void object(ObjectType<?> type, JsonNode json, Place place) {
        for (Key<?, ?> key : type.keys()) {
            value(key, json.path(key.name()), place.of(key));
        }
    }

    private void value(Key<?, ?> key, JsonNode json, Place place) {
        List<ObjectType<?>> objects = key.type().objects();
        if (json.isArray()) {
            items(objects, json, place);
        } else if (json.isObject()) {
            typeOf(objects, json).ifPresent(type -> object(type, json, place));
        } else if (objects.isEmpty() || json.isValueNode()) {
            values.add(new SpecValue(
                    place.path(),
                    place.owner(),
                    json.asText(),
                    key.type().schema(),
                    key.documentation(),
                    !place.fixed()));
        }
    }

    private void items(List<ObjectType<?>> objects, JsonNode list, Place place) {
        for (int position = 0; position < list.size(); position++) {
            JsonNode item = list.get(position);
            Place at = place.item(position);
            if (isRule(item)) {
                rule(item, at);
            } else if (item.isObject() && objects.size() == 1) {
                object(objects.get(0), item, at.ownedBy(ownerOf(item)));
            }
        }
    }

    private static String ownerOf(JsonNode item) {
        return OWNERS.stream()
                .map(item::path)
                .filter(JsonNode::isTextual)
                .map(JsonNode::textValue)
                .findFirst()
                .orElse("");
    }

    private static boolean isRule(JsonNode json) {
        return json.isObject() && json.size() == 1 && json.elements().next().has(RuleDeclaration.NAME);
    }

    private void rule(JsonNode json, Place place) {
        Map.Entry<String, JsonNode> rule = json.properties().iterator().next();
        Place inside = new Place(
                Node.childPath(place.path(), rule.getKey()),
                rule.getValue().path(RuleDeclaration.NAME).asText(),
                place.fixed());
        RuleType.variants().stream()
                .map(Variant::type)
                .filter(type -> type.name().equals(rule.getKey()))
                .findFirst()
                .ifPresent(type -> object(type, rule.getValue(), inside));
    }

    private static Optional<ObjectType<?>> typeOf(List<ObjectType<?>> objects, JsonNode json) {
        String type = json.path(VariantsType.TYPE).asText();
        return objects.stream()
                .filter(object -> objects.size() == 1 || object.name().equals(type))
                .findFirst();
    }
}
