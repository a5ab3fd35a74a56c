package io.jenkins.trainmodel.trainer.run.beginning;

import io.jenkins.trainmodel.spec.TrainingSpec;
import io.jenkins.trainmodel.trainer.data.Expectation;
import io.jenkins.trainmodel.trainer.data.LoadedData;
import io.jenkins.trainmodel.trainer.data.Preprocessing;
import io.jenkins.trainmodel.trainer.data.split.ContentSketch;
import io.jenkins.trainmodel.trainer.failure.RunRefusedException;
import io.jenkins.trainmodel.trainer.learner.Learner;
import io.jenkins.trainmodel.trainer.modelpackage.ModelPackage;
import io.jenkins.trainmodel.trainer.modelpackage.TrainingRecord;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * The parent whose model a run begins with.
 *
 * @param place as the specification names it
 */
record ParentModel(Path place, ModelPackage model) implements Predecessor {
    /** As many validation samples may have been learned without flattering a metric by more than chance does. */
    private static final double MOST_LEARNED = 0.01;

    static RunRefusedException refused(Path parent, Exception unfit) {
        return new RunRefusedException(
                "The run cannot begin with the model of its parent " + parent + ": " + unfit.getMessage());
    }

    @Override
    public Optional<Expectation> expectation() {
        return Optional.of(
                new Expectation("the parent " + place, model.training().data().signature()));
    }

    @Override
    public List<String> check(TrainingSpec spec, LoadedData data) {
        List<String> notes = new ArrayList<>();
        checkLearned(data, notes);
        checkPreprocessing(data.preprocessing(), model.training().data().preprocessing(), notes);
        return notes;
    }

    private void checkLearned(LoadedData data, List<String> notes) {
        Optional<ContentSketch> learned = learned();
        if (learned.isEmpty()) {
            notes.add(
                    "The parent " + place + " does not say which samples its model has learned. If any of them validate"
                            + " this run, its metrics are flattered.");
            return;
        }
        OptionalDouble share = data.holdOut().shareLearnedBy(learned.get());
        if (share.isPresent() && share.getAsDouble() > 0) {
            judge(share.getAsDouble(), data.holdOut().drawn(), notes);
        }
    }

    private Optional<ContentSketch> learned() {
        String text = model.training().data().learned();
        try {
            return text.isEmpty() ? Optional.empty() : Optional.of(ContentSketch.ofText(text));
        } catch (IllegalArgumentException unreadable) {
            return Optional.empty();
        }
    }

    private void judge(double share, boolean drawn, List<String> notes) {
        TrainingRecord training = model.training();
        String finding = String.format(
                Locale.ROOT,
                "About %.0f %% of the samples that validate this run were learned by its parent %s",
                Math.max(1, 100 * share),
                place);
        if (drawn && share > MOST_LEARNED) {
            throw new RunRefusedException(finding
                    + ", so that its metrics would be flattered. The parent has split its data"
                    + " with seed: " + training.seed() + " and validation: "
                    + training.specification().path("data").path("validation").asText("its own")
                    + ". Take the same, or give validation data that the parent has not seen.");
        }
        notes.add(finding + ": its metrics are flattered.");
    }

    private void checkPreprocessing(Preprocessing own, Preprocessing before, List<String> notes) {
        boolean standardized = !own.means().isEmpty();
        boolean standardizedBefore = !before.means().isEmpty();
        if (own.scale() != before.scale() || standardized != standardizedBefore) {
            notes.add(String.format(
                    Locale.ROOT,
                    "The features are prepared otherwise than those of the parent %s: scale %s instead of %s, %s instead of"
                            + " %s. Its model will take them for others.",
                    place,
                    own.scale(),
                    before.scale(),
                    standardized ? "standardized" : "not standardized",
                    standardizedBefore ? "standardized" : "not standardized"));
        }
    }

    @Override
    public void restore(Learner learner) {
        try {
            learner.restoreParameters(model.parameters());
        } catch (IOException | IllegalArgumentException unfit) {
            throw refused(place, unfit);
        }
    }
}
