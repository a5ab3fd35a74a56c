package io.jenkins.trainmodel.trainer.run.beginning;

import io.jenkins.trainmodel.reference.ReferenceLookup;
import io.jenkins.trainmodel.reference.ReferenceRun;
import io.jenkins.trainmodel.spec.TrainingSpec;
import io.jenkins.trainmodel.spec.problem.SpecException;
import io.jenkins.trainmodel.trainer.checkpoint.Checkpoint;
import io.jenkins.trainmodel.trainer.data.Expectation;
import io.jenkins.trainmodel.trainer.data.LoadedData;
import io.jenkins.trainmodel.trainer.failure.RunRefusedException;
import io.jenkins.trainmodel.trainer.learner.Learner;
import io.jenkins.trainmodel.trainer.learner.LearnerSettings;
import io.jenkins.trainmodel.trainer.network.layer.TensorSpec;
import io.jenkins.trainmodel.trainer.run.verify.DataSource;
import io.jenkins.trainmodel.trainer.run.verify.SavedData;
import io.jenkins.trainmodel.trainer.run.watch.LogBefore;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** What a run goes on from: nothing, the model of its reference, a checkpoint of another run, or one of its own. */
public sealed interface Predecessor permits Predecessor.Saved, Restart, WarmStart, ColdStart {

    /**
     * What a run goes on from.
     *
     * @param log what the processes before have told
     * @param lookup what the process has found of the reference
     * @throws RunRefusedException if its reference is missing or damaged, and the run is not to begin without it or has begun
     *     with it
     */
    static Predecessor of(Beginning beginning, LogBefore log, ReferenceLookup lookup) throws SpecException {
        if (beginning.restarted().isPresent()) {
            return Restart.of(beginning.checkpoint().orElseThrow(), lookup);
        }
        return beginning.checkpoint().isPresent()
                ? new Saved(beginning.checkpoint().get())
                : new ReferenceAtStart(beginning.spec().effective(), log, lookup).predecessor();
    }

    /**
     * What a run goes on from that has no directory yet.
     *
     * @throws RunRefusedException if its reference is missing or damaged, and the run is not to begin without it
     */
    static Predecessor atFirst(TrainingSpec spec, ReferenceLookup lookup) {
        try {
            return of(Resumption.none(spec).beginning(), LogBefore.none(), lookup);
        } catch (SpecException impossible) {
            throw new IllegalStateException("a specification that was read is none", impossible);
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

    /**
     * What the run has from another one.
     *
     * @param network parameters and buffers of the run's network
     * @throws RunRefusedException if the specification selects what is not there
     */
    Inheritance inheritance(List<TensorSpec> network);

    /** The same for the network of a specification and its data. */
    default Inheritance inheritance(TrainingSpec spec, LoadedData data) {
        return inheritance(LearnerSettings.of(spec, data).architecture().tensors());
    }

    /**
     * Gives what was learned to the learner.
     *
     * @throws RunRefusedException if it does not fit: all that does not, with both shapes
     */
    void restore(Learner learner) throws IOException;

    /** The run that it is to be compared with, where it was looked up now. */
    default Optional<ReferenceRun> reference() {
        return Optional.empty();
    }

    /** A checkpoint, with all that it holds. */
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
                throw otherData(spec, data, before);
            }
            if (data.holdOut().drawn()) {
                requireTheSameSplit(data);
            }
            return List.of();
        }

        /** Names the files that have changed, where that is known. */
        private RunRefusedException otherData(TrainingSpec spec, LoadedData data, String before) {
            List<String> changed = SavedData.of(checkpoint.state())
                    .map(saved -> data.facts().changedSince(saved.files()))
                    .orElse(List.of());
            if (!changed.isEmpty()) {
                return new RunRefusedException(
                        "The data is not that of the run which is to go on: the content of %s has changed. Restore it, or start a new run with another --out."
                                .formatted(String.join(", ", changed)));
            }
            String places = DataSource.placesOf(spec.data()).stream()
                    .map(Path::toString)
                    .collect(Collectors.joining(", "));
            return new RunRefusedException(("The data in %s is not that of the run which is to go on: its SHA-256 is "
                            + "%s, and was %s. Restore the data, or start a new run with another --out.")
                    .formatted(places, data.fingerprint(), before));
        }

        /** The data is the same to the last byte, but an earlier version may have split it otherwise. */
        private void requireTheSameSplit(LoadedData data) {
            if (SavedData.of(checkpoint.state())
                    .filter(saved -> saved.validation().equals(data.holdOut().fingerprint()))
                    .isEmpty()) {
                throw new RunRefusedException(
                        "The checkpoint " + checkpoint.name() + " was saved by a version that holds out other samples"
                                + " of the same data for validation: the model has"
                                + " learned what it would be judged by. Resume with that"
                                + " version, or start a new run with another --out.");
            }
        }

        @Override
        public Inheritance inheritance(List<TensorSpec> network) {
            return Inheritance.of(checkpoint.state());
        }

        @Override
        public void restore(Learner learner) throws IOException {
            learner.restoreParameters(checkpoint.parameters());
            learner.restoreOptimizerState(checkpoint.optimizerState());
        }
    }
}
