package io.jenkins.trainmodel.trainer.run.beginning;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.trainmodel.event.Provenance;
import io.jenkins.trainmodel.json.BoundedJson;
import io.jenkins.trainmodel.reference.ReferenceRun;
import io.jenkins.trainmodel.report.KeptModel;
import io.jenkins.trainmodel.spec.TrainingSpec;
import io.jenkins.trainmodel.spec.reference.WarmStartSpec;
import io.jenkins.trainmodel.trainer.checkpoint.CheckpointState;
import io.jenkins.trainmodel.trainer.data.LoadedData;
import io.jenkins.trainmodel.trainer.failure.RunRefusedException;
import io.jenkins.trainmodel.trainer.learner.LearnerSettings;
import io.jenkins.trainmodel.trainer.modelpackage.TrainingRecord;
import io.jenkins.trainmodel.trainer.network.layer.NetworkException;
import io.jenkins.trainmodel.trainer.optimizer.SavedSchedule;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a run has from another one besides its parameters. Every checkpoint remembers it, so that a run that goes on needs
 * the other one no more.
 *
 * @param began the run that it refers to, and what it has taken over of its model; empty: it refers to none
 * @param tookOver the model in files with which it began; empty: it had first parameters, or those of the run that it refers to
 * @param learningRate what the learning rate's schedule remembers
 */
public record Inheritance(
        Optional<Provenance.Began> began, Optional<Provenance.TookOver> tookOver, Map<String, String> learningRate) {
    /** Nothing: a run that begins by itself. */
    public static final Inheritance NONE = new Inheritance(Optional.empty(), Optional.empty(), Map.of());

    private static final String BEGAN = "began";
    private static final String TOOK_OVER = "tookOver";
    private static final String LEARNING_RATE = "learningRate";
    private static final int LARGEST = 16 << 20;
    private static final int DEEPEST = 10;
    private static final JsonMapper MAPPER =
            BoundedJson.builder(LARGEST, DEEPEST).build();

    /** What a run has of another one with which it is only compared. */
    public static Provenance.Began comparedWith(ReferenceRun run) {
        return new Provenance.Began(
                run.name(),
                run.path().toString(),
                run.runId(),
                WarmStart.word(WarmStartSpec.Kind.NONE),
                run.kept().map(KeptModel::epoch),
                Optional.empty(),
                0,
                List.of(),
                List.of());
    }

    /** Of the run that a run refers to, and no model besides. */
    static Inheritance of(Provenance.Began began, Map<String, String> learningRate) {
        return new Inheritance(Optional.of(began), Optional.empty(), learningRate);
    }

    /**
     * What a checkpoint remembers.
     *
     * @throws RunRefusedException if it cannot be read, as from a later version: the run would go on otherwise than it began
     */
    public static Inheritance of(CheckpointState state) {
        return new Inheritance(
                Optional.ofNullable(state.extra().get(BEGAN)).map(json -> read(json, Provenance.Began.class)),
                Optional.ofNullable(state.extra().get(TOOK_OVER)).map(json -> read(json, Provenance.TookOver.class)),
                learningRate(state));
    }

    private static <T> T read(JsonNode json, Class<T> type) {
        try {
            return MAPPER.treeToValue(json, type);
        } catch (JsonProcessingException | IllegalArgumentException unreadable) {
            throw new RunRefusedException(
                    "The checkpoint says of the model that the run began with what this version cannot"
                            + " read: resume with the version that saved it, or start a new run with another --out.");
        }
    }

    private static Map<String, String> learningRate(CheckpointState state) {
        Map<String, String> saved = new LinkedHashMap<>();
        JsonNode json = state.extra().get(LEARNING_RATE);
        if (json != null) {
            json.properties()
                    .forEach(entry -> saved.put(entry.getKey(), entry.getValue().asText()));
        }
        return saved;
    }

    /** The same with what the schedule remembers now. */
    public Inheritance with(Map<String, String> newest) {
        return new Inheritance(began, tookOver, newest);
    }

    /** The same without what a schedule of a user's own remembers: it begins anew in another run (docs/adr/0078). */
    Inheritance withoutOwn() {
        return with(SavedSchedule.withoutOwn(learningRate));
    }

    /** The run from which a package comes, or with which it was compared. */
    public Optional<TrainingRecord.Lineage> lineage() {
        return tookOver.filter(model -> !model.runId().isEmpty())
                .map(TrainingRecord.Lineage::of)
                .or(() -> began.map(TrainingRecord.Lineage::of));
    }

    /** What a checkpoint keeps of it, by key. */
    public Map<String, JsonNode> toJson() {
        Map<String, JsonNode> kept = new LinkedHashMap<>();
        began.ifPresent(event -> kept.put(BEGAN, MAPPER.valueToTree(event)));
        tookOver.ifPresent(event -> kept.put(TOOK_OVER, MAPPER.valueToTree(event)));
        if (!learningRate.isEmpty()) {
            ObjectNode json = JsonNodeFactory.instance.objectNode();
            learningRate.forEach(json::put);
            kept.put(LEARNING_RATE, json);
        }
        return kept;
    }

    /**
     * What the learner of a run is made from that has this from another one: what was taken over to stay is not trained.
     *
     * @throws NetworkException if the network does not fit the data, or no parameter is left that could be trained
     */
    public LearnerSettings settings(TrainingSpec spec, LoadedData data) {
        return LearnerSettings.toTrain(spec, data, anew(), frozen());
    }

    /** Names of parameters that begin anew where the others are those of a model. */
    public Set<String> anew() {
        return Stream.concat(
                        began.stream().flatMap(event -> event.reset().stream()),
                        tookOver.stream().flatMap(event -> event.reset().stream()))
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Names of parameters and buffers that were taken over to stay. */
    public Set<String> frozen() {
        return began.map(event -> Set.copyOf(event.frozen())).orElse(Set.of());
    }

    /** Optimizer steps that lie behind the schedule of the learning rate when the run begins (docs/adr/0026). */
    public long stepsBefore() {
        return began.filter(event -> event.warmStart().equals(WarmStart.EVERYTHING))
                .flatMap(Provenance.Began::step)
                .orElse(0L);
    }
}
