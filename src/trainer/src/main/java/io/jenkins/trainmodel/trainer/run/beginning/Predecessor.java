package io.jenkins.trainmodel.trainer.run.beginning;

import io.jenkins.trainmodel.run.RunDirectory;
import io.jenkins.trainmodel.spec.ReferenceSpec;
import io.jenkins.trainmodel.spec.TrainingSpec;
import io.jenkins.trainmodel.spec.WarmStartSpec;
import io.jenkins.trainmodel.spec.problem.SpecException;
import io.jenkins.trainmodel.trainer.checkpoint.Checkpoint;
import io.jenkins.trainmodel.trainer.data.Expectation;
import io.jenkins.trainmodel.trainer.data.LoadedData;
import io.jenkins.trainmodel.trainer.failure.RunRefusedException;
import io.jenkins.trainmodel.trainer.learner.Learner;
import io.jenkins.trainmodel.trainer.modelpackage.ModelPackage;
import io.jenkins.trainmodel.trainer.run.verify.DataSource;
import io.jenkins.trainmodel.trainer.run.verify.SavedData;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The model with which a run goes on: that of a checkpoint of its own, or of its parent. */
public sealed interface Predecessor permits Predecessor.Saved, ParentModel {

    /**
     * The model for a run; empty where it begins from nothing.
     *
     * @throws RunRefusedException if the parent cannot be read
     */
    static Optional<Predecessor> of(Beginning beginning) throws SpecException {
        if (beginning.checkpoint().isPresent()) {
            return beginning.checkpoint().map(Saved::new);
        }
        return beginning.spec().effective().warmStart().from() == WarmStartSpec.Kind.NONE
                ? Optional.empty()
                : beginning
                        .spec()
                        .effective()
                        .reference()
                        .flatMap(ReferenceSpec::path)
                        .map(Predecessor::parent);
    }

    private static Predecessor parent(Path parent) {
        try {
            Path model = ModelPackage.isOne(parent) ? parent : new RunDirectory(parent).model();
            return new ParentModel(parent, ModelPackage.open(model));
        } catch (IOException unfit) {
            throw ParentModel.refused(parent, unfit);
        }
    }

    /** What the data must mean by its columns and classes. */
    Optional<Expectation> expectation();

    /**
     * Checks that the data is what the model can go on with, and says what people should know.
     *
     * @throws RunRefusedException if it is not
     */
    List<String> check(TrainingSpec spec, LoadedData data);

    /** Gives the model's parameters to the learner. */
    void restore(Learner learner) throws IOException;

    /** The newest checkpoint of the run itself. */
    record Saved(Checkpoint checkpoint) implements Predecessor {
        @Override
        public Optional<Expectation> expectation() {
            return SavedData.of(checkpoint.state())
                    .map(saved -> new Expectation("the checkpoint " + checkpoint.name(), saved.signature()));
        }

        @Override
        public List<String> check(TrainingSpec spec, LoadedData data) {
            String before = checkpoint.state().dataFingerprint();
            if (!before.equals(data.fingerprint())) {
                String places = DataSource.placesOf(spec.data()).stream()
                        .map(Path::toString)
                        .collect(Collectors.joining(", "));
                throw new RunRefusedException(
                        ("The data in %s is not that of the run which is to be resumed: its SHA-256 is "
                                        + "%s, and was %s. Restore the data, or start a new run with another --out.")
                                .formatted(places, data.fingerprint(), before));
            }
            if (data.holdOut().drawn()) {
                requireTheSameSplit(data);
            }
            return List.of();
        }

        /** The data is the same to the last byte, but an earlier version may have split it otherwise. */
        private void requireTheSameSplit(LoadedData data) {
            if (SavedData.of(checkpoint.state())
                    .filter(saved -> saved.validation().equals(data.holdOut().fingerprint()))
                    .isEmpty()) {
                throw new RunRefusedException(
                        "The checkpoint " + checkpoint.name() + " was saved by a version that holds"
                                + " out other samples of the same data for validation: the model has learned what it would be"
                                + " judged by. Resume with that version, or start a new run with another --out.");
            }
        }

        @Override
        public void restore(Learner learner) throws IOException {
            learner.restoreParameters(checkpoint.parameters());
            learner.restoreOptimizerState(checkpoint.optimizerState());
        }
    }
}
