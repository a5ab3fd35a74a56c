package io.jenkins.trainmodel.trainer.run.beginning;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.trainmodel.trainer.data.LoadedData;
import io.jenkins.trainmodel.trainer.data.split.ContentSketch;
import io.jenkins.trainmodel.trainer.failure.RunRefusedException;
import io.jenkins.trainmodel.trainer.modelpackage.TrainingRecord;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What another model has learned of the samples that validate this run.
 *
 * @param model what it is called in messages, such as "the reference nightly #41"
 */
public record LearnedBefore(String model, TrainingRecord training) {
    /** As many validation samples may have been learned without flattering a metric by more than chance does. */
    private static final double MOST_LEARNED = 0.01;

    /**
     * What people should know of it.
     *
     * @throws RunRefusedException if the run would be judged by what it has learned already, and need not be
     */
    List<String> check(LoadedData data) {
        if (learned().isEmpty()) {
            return List.of(nobodyKnows(model));
        }
        OptionalDouble share = share(data);
        return share.isPresent() && share.getAsDouble() > 0
                ? List.of(judged(share.getAsDouble(), data.holdOut().drawn()))
                : List.of();
    }

    /** What people should know of a model of which this is not known. */
    static String nobodyKnows(String model) {
        return "Nobody knows which samples the model of " + model
                + " has learned. If any of them validate this run, its metrics are flattered.";
    }

    /** The share of the samples that validate this run which the model has learned, estimated; empty: nobody knows. */
    public OptionalDouble share(LoadedData data) {
        Optional<ContentSketch> learned = learned();
        return learned.isPresent() ? data.holdOut().shareLearnedBy(learned.get()) : OptionalDouble.empty();
    }

    private Optional<ContentSketch> learned() {
        String text = training.data().learned();
        try {
            return text.isEmpty() ? Optional.empty() : Optional.of(ContentSketch.ofText(text));
        } catch (IllegalArgumentException unreadable) {
            return Optional.empty();
        }
    }

    /** As its specification has it: a share, or a time. */
    private String validation() {
        JsonNode part = training.specification().path("data").path("validation");
        return part.isObject() ? part.toString() : part.asText("its own");
    }

    private String judged(double share, boolean drawn) {
        String finding = String.format(
                Locale.ROOT,
                "About %.0f %% of the samples that validate this run were learned by the model of %s, with which it begins",
                Math.max(1, 100 * share),
                model);
        if (drawn && share > MOST_LEARNED) {
            throw new RunRefusedException(finding
                    + ", so that its metrics would be flattered. That run has split its data"
                    + " with seed: " + training.seed() + " and validation: "
                    + validation()
                    + ". Take the same, or give validation data that the model has not seen.");
        }
        return finding + ": its metrics are flattered.";
    }
}
