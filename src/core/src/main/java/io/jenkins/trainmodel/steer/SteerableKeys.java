package io.jenkins.trainmodel.steer;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.trainmodel.message.Audience;
import io.jenkins.trainmodel.spec.SpecChanges;
import io.jenkins.trainmodel.spec.SpecReader;
import io.jenkins.trainmodel.spec.SpecValue;
import io.jenkins.trainmodel.spec.SpecValues;
import io.jenkins.trainmodel.spec.SpecWriter;
import io.jenkins.trainmodel.spec.TrainingSpec;
import io.jenkins.trainmodel.spec.problem.SpecException;
import io.jenkins.trainmodel.spec.tree.SpecOverride;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * What people may change of a run's specification. The specification's own declarations say of which type a value is and
 * judge it, so a form, the command line and the training answer alike.
 */
public final class SteerableKeys {
    private static final Set<String> OF_LEARNING = Set.of(
            "training.optimizer.learningRate",
            "training.optimizer.weightDecay",
            "training.optimizer.momentum",
            "training.gradientClip",
            "training.labelSmoothing");
    /** A checkpoint holds nothing that depends on them where it was saved between two epochs. */
    private static final Set<String> AT_CHECKPOINT =
            Set.of("training.batchSize", "training.accumulate", "training.tokensPerStep");
    /** What a rule or gate is, not how strict it is. */
    private static final Set<String> IDENTITY = Set.of(
            "name", "outcome", "metric", "mode", "every", "smooth", "reference", "count", "challenge", "noWorseThan");

    private SteerableKeys() {}

    /** The keys that a form offers, in the order of the specification, with English labels. */
    public static List<SteerableKey> of(TrainingSpec specification) {
        return of(specification, Audience.RECORD);
    }

    /** The same with the labels of who reads the form. */
    public static List<SteerableKey> of(TrainingSpec specification, Audience audience) {
        return SpecValues.of(specification).stream()
                .filter(SteerableKeys::isOffered)
                .map(value -> key(value, audience))
                .toList();
    }

    private static boolean isOffered(SpecValue value) {
        String path = value.path();
        boolean judges = path.startsWith("stopWhen.") || path.startsWith("gates.");
        return OF_LEARNING.contains(path)
                || AT_CHECKPOINT.contains(path) && !value.text().isEmpty()
                || judges && !IDENTITY.contains(value.name()) && !value.text().isEmpty();
    }

    private static SteerableKey key(SpecValue value, Audience audience) {
        JsonNode schema = present(value.schema());
        return new SteerableKey(
                value.path(),
                SteerLabels.label(audience, value.name(), value.owner()),
                type(value.name(), schema),
                limit(schema, "minimum", "exclusiveMinimum"),
                limit(schema, "maximum", "exclusiveMaximum"),
                choices(schema),
                value.text(),
                SteerLabels.unit(audience, value.name()),
                value.allowedOnResume());
    }

    /** The schema of the value itself where it may also be left out, or a word may stand for it. */
    private static JsonNode present(JsonNode schema) {
        JsonNode choices = schema.path("anyOf");
        boolean optional = choices.size() == 2
                && (choices.get(1).path("type").asText().equals("null")
                        || choices.get(1).has("enum"));
        return optional ? choices.get(0) : schema;
    }

    private static KeyType type(String name, JsonNode schema) {
        if (schema.has("enum")) {
            return KeyType.CHOICE;
        }
        return switch (schema.path("type").asText()) {
            case "integer" -> KeyType.WHOLE;
            case "number" -> KeyType.DECIMAL;
            case "boolean" -> KeyType.TRUTH;
            default -> name.equals("duration") ? KeyType.DURATION : KeyType.TEXT;
        };
    }

    private static Optional<Limit> limit(JsonNode schema, String included, String excluded) {
        return Stream.of(included, excluded)
                .filter(word -> schema.path(word).isNumber())
                .map(word -> new Limit(schema.path(word).doubleValue(), word.equals(included)))
                .findFirst();
    }

    private static List<String> choices(JsonNode schema) {
        return schema.path("enum").valueStream().map(JsonNode::asText).toList();
    }

    /** Why a running training cannot take these values; empty where it can. Milestones count as still to come. */
    public static Optional<String> problem(TrainingSpec specification, Map<String, String> values) {
        return problem(specification, values, 0);
    }

    /**
     * Why a running training cannot take these values; empty where it can.
     *
     * @param values by path, as {@code --set} takes them
     * @param completedEpochs of the run
     */
    public static Optional<String> problem(
            TrainingSpec specification, Map<String, String> values, int completedEpochs) {
        return problem(specification, values, completedEpochs, SpecChanges.Change::allowedOnResume, SteerLabels::fixed);
    }

    /** Why a run that begins at a checkpoint of this one, so many epochs old, cannot take these values. */
    public static Optional<String> problemAtCheckpoint(
            TrainingSpec specification, Map<String, String> values, int completedEpochs) {
        return problem(
                specification, values, completedEpochs, SteerableKeys::canBeginWith, SteerLabels::fixedAtCheckpoint);
    }

    /** Whether a run that begins at a checkpoint of another can have this other value. */
    public static boolean canBeginWith(SpecChanges.Change change) {
        return change.allowedOnResume() || AT_CHECKPOINT.contains(change.key());
    }

    private static Optional<String> problem(
            TrainingSpec specification,
            Map<String, String> values,
            int completedEpochs,
            Predicate<SpecChanges.Change> allowed,
            UnaryOperator<String> refusal) {
        try {
            TrainingSpec changed = changed(specification, values);
            boolean endless =
                    specification.hasCertainEndAfter(completedEpochs) && !changed.hasCertainEndAfter(completedEpochs);
            return endless
                    ? Optional.of(SteerLabels.endless())
                    : SpecChanges.between(specification, changed).stream()
                            .filter(allowed.negate())
                            .findFirst()
                            .map(change -> refusal.apply(change.key()));
        } catch (SpecException wrong) {
            return Optional.of(wrong.getMessage());
        }
    }

    /**
     * The specification with these values.
     *
     * @throws SpecException if it would be none; the message is for people
     */
    public static TrainingSpec changed(TrainingSpec specification, Map<String, String> values) throws SpecException {
        List<SpecOverride> assignments = values.entrySet().stream()
                .map(value -> (SpecOverride) new SpecOverride.Assignment(value.getKey(), value.getValue()))
                .toList();
        return SpecReader.ofStored()
                .read("spec.json", SpecWriter.toText(specification), Path.of("").toAbsolutePath(), assignments);
    }
}
