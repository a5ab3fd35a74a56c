package io.jenkins.trainmodel.trainer.custom;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.trainmodel.own.Callback;
import io.jenkins.trainmodel.own.Loss;
import io.jenkins.trainmodel.part.PartKind;
import io.jenkins.trainmodel.part.PartSpec;
import io.jenkins.trainmodel.spec.TrainingSpec;
import io.jenkins.trainmodel.stop.evaluation.OwnRules;
import io.jenkins.trainmodel.trainer.data.LoadedData;
import io.jenkins.trainmodel.trainer.data.batch.BatchStream;
import io.jenkins.trainmodel.trainer.learner.Learner;
import io.jenkins.trainmodel.trainer.learner.objective.SampleLoss;
import io.jenkins.trainmodel.trainer.optimizer.Following;
import java.io.IOException;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** The users' own code of one run. Confined to the training thread. */
public final class OwnRun implements AutoCloseable {
    /** Its key in a checkpoint. */
    public static final String KEY = "own";

    /** The code of warnings that are about it. */
    public static final String WARNING = "ownCode";

    private static final String JARS = "jars";
    private static final String PARTS = "parts";

    private final TrainingSpec spec;
    private final OwnParts parts;
    private final Fingerprints fingerprints;
    private final RunningRules rules;
    private final OwnMetrics metrics;
    private final Optional<Guard<Loss>> loss;
    private final OwnCallbacks callbacks;

    private OwnRun(TrainingSpec spec, OwnParts parts, Consumer<String> warnings) {
        this.spec = spec;
        this.parts = parts;
        fingerprints = parts.fingerprints();
        rules = new RunningRules(parts);
        metrics = new OwnMetrics(parts, spec.training().customMetrics());
        loss = spec.training().loss().map(part -> parts.create(PartKind.LOSS, part));
        callbacks = new OwnCallbacks(parts, spec.own().callbacks(), warnings);
    }

    /**
     * What a specification names, ready to be called.
     *
     * @param warnings takes sentences about callbacks that fail and are to be passed over
     * @throws PartException if a part cannot be had
     * @throws OwnCodeException if one fails
     */
    public static OwnRun open(TrainingSpec spec, Consumer<String> warnings) {
        OwnParts parts = OwnParts.open(spec.own().classpath());
        try {
            return new OwnRun(spec, parts, warnings);
        } catch (RuntimeException | Error failure) {
            parts.closeAfter(failure);
            throw failure;
        }
    }

    /** The jars and folders with their SHA-256, for people; empty without a class path. */
    public Optional<String> classpath() {
        return fingerprints.words();
    }

    /** What its package is to hold of it. */
    public OwnJars jars() {
        return spec.packaging().classpath() ? parts.jars(fingerprints) : OwnJars.NONE;
    }

    public OwnRules rules() {
        return rules;
    }

    /** The loss that the run trains by; empty where it is that of the task. Whoever closes it leaves the run what it has. */
    public Optional<SampleLoss> loss(LoadedData data) {
        return loss.map(part -> new OwnLoss(part, spec.data().task(), data.signature(), parts).lent());
    }

    /** The schedule that a part is, with what one of its name has saved. */
    public Following schedule(PartSpec part, Map<String, String> saved) {
        return OwnSchedule.of(parts, part, saved);
    }

    /**
     * Metrics of users' own over the validation samples, by name without prefix.
     *
     * @param batches begins to read them
     */
    public Map<String, Double> validate(Learner learner, LoadedData data, Supplier<? extends BatchStream> batches) {
        return measure(metrics, learner, data, batches);
    }

    /**
     * The same over test samples: by objects to which no validation was shown. What is no number is missing.
     *
     * @param batches begins to read them
     */
    public Map<String, Double> test(Learner learner, LoadedData data, Supplier<? extends BatchStream> batches) {
        return OwnEvaluation.finite(
                measure(new OwnMetrics(parts, spec.training().customMetrics()), learner, data, batches));
    }

    private Map<String, Double> measure(
            OwnMetrics measuring, Learner learner, LoadedData data, Supplier<? extends BatchStream> batches) {
        if (measuring.byName().isEmpty()) {
            return Map.of();
        }
        try (BatchStream stream = batches.get()) {
            return measuring.measure(learner, spec.data().task(), data.signature(), stream);
        }
    }

    /** Tells the callbacks. */
    public void tell(String method, Guard.Action<Callback> call) {
        callbacks.tell(method, call);
    }

    /** Which threads own code has started and still run, one sentence; empty where none does. */
    public Optional<String> threadsLeft() {
        return parts.threadsLeft("ended()");
    }

    /** By names that stay the same where callbacks beside them come or go; of several of one name, the first is the first. */
    private Map<String, Guard<?>> remembering() {
        Map<String, Guard<?>> all = new LinkedHashMap<>();
        metrics.byName().forEach((name, metric) -> all.put("metric " + name, metric));
        loss.ifPresent(part -> all.put("loss", part));
        Map<String, Integer> seen = new HashMap<>();
        List<Guard<Callback>> called = callbacks.parts();
        for (int index = 0; index < called.size(); index++) {
            String name = spec.own().callbacks().get(index).part().name();
            all.put("callback " + seen.merge(name, 1, Integer::sum) + " " + name, called.get(index));
        }
        return all;
    }

    /** What a checkpoint keeps: the jars, and what loss, metrics and callbacks remember; empty without own code. */
    public Optional<JsonNode> toJson() {
        if (fingerprints.places().isEmpty()) {
            return Optional.empty();
        }
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.set(JARS, fingerprints.toJson());
        ObjectNode saved = json.putObject(PARTS);
        remembering().forEach((key, part) -> saved.put(key, Base64.getEncoder().encodeToString(part.save())));
        return Optional.of(json);
    }

    /** The class path that a checkpoint knows. */
    public static Fingerprints jars(JsonNode json) {
        return Fingerprints.of(json.path(JARS));
    }

    /** In what the class path is another one than that of a checkpoint: one sentence; empty where it is the same. */
    public Optional<String> difference(JsonNode json) {
        return fingerprints.differenceFrom(jars(json));
    }

    /** Goes on with what a checkpoint keeps; parts that it does not know begin anew. */
    public void restore(JsonNode json) {
        JsonNode saved = json.path(PARTS);
        remembering().forEach((key, part) -> {
            if (saved.path(key).isTextual()) {
                part.restore(Base64.getDecoder().decode(saved.path(key).asText()));
            }
        });
    }

    @Override
    public void close() throws IOException {
        parts.close();
    }
}
