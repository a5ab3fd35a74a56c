package io.jenkins.trainmodel.trainer.run.beginning;

import io.jenkins.trainmodel.event.Provenance;
import io.jenkins.trainmodel.reference.ReferenceRun;
import io.jenkins.trainmodel.spec.TrainingSpec;
import io.jenkins.trainmodel.spec.reference.WarmStartSpec;
import io.jenkins.trainmodel.trainer.data.Expectation;
import io.jenkins.trainmodel.trainer.data.LoadedData;
import io.jenkins.trainmodel.trainer.learner.Learner;
import io.jenkins.trainmodel.trainer.modelpackage.ModelPackage;
import io.jenkins.trainmodel.trainer.modelpackage.TrainingRecord;
import io.jenkins.trainmodel.trainer.network.layer.TensorSpec;
import io.jenkins.trainmodel.trainer.tensor.NamedTensor;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The model of the reference, with which a run begins.
 *
 * @param champion the run that it is of
 * @param notes what people should know of how it was looked up
 */
record WarmStart(ReferenceRun champion, SavedModel model, List<String> notes) implements Predecessor {
    /** The word of events for a run that goes on with optimizer and step as well. */
    static final String EVERYTHING = word(WarmStartSpec.Kind.EVERYTHING);

    /**
     * What is taken over.
     *
     * @param warmStart what of it, and what begins anew
     * @throws IOException if the package's description of its layers cannot be read
     */
    static WarmStart of(ReferenceRun champion, WarmStartSpec warmStart, ModelPackage files, List<String> notes)
            throws IOException {
        String called = "the reference " + champion.name();
        return new WarmStart(champion, SavedModel.of(called, "warmStart", files, warmStart), notes);
    }

    static String word(WarmStartSpec.Kind kind) {
        return kind.name().toLowerCase(Locale.ROOT);
    }

    @Override
    public Optional<Expectation> expectation() {
        return Optional.of(model.expectation(Expectation.WITHOUT));
    }

    @Override
    public List<String> check(TrainingSpec spec, LoadedData data) {
        List<String> found = new ArrayList<>(notes);
        found.addAll(model.check(data));
        return found;
    }

    private boolean takesEverything() {
        return model.wanted().from() == WarmStartSpec.Kind.EVERYTHING;
    }

    @Override
    public Inheritance inheritance(List<TensorSpec> network) {
        Takeover takeover =
                model.takeover(network.stream().map(TensorSpec::name).toList());
        TrainingRecord training = model.files().training();
        Provenance.Began began = new Provenance.Began(
                champion.name(),
                champion.path().toString(),
                training.runId(),
                word(model.wanted().from()),
                Optional.of(training.result().packaged().epoch()),
                Optional.of(
                        takesEverything()
                                ? training.steps()
                                : training.result().packaged().step()),
                network.size() - takeover.anew().size(),
                takeover.anew(),
                takeover.kept());
        return Inheritance.of(began, takesEverything() ? training.schedule() : Map.of())
                .withoutOwn();
    }

    private void requireOwnOptimizer() {
        if (model.files().training().specification().at("/training/lora").isObject()) {
            throw new IllegalArgumentException(
                    "its run trained low-rank adapters, which are merged, so that their optimizer"
                            + " has nothing to go on with. Take warmStart: parameters");
        }
    }

    @Override
    public Optional<ReferenceRun> reference() {
        return Optional.of(champion);
    }

    @Override
    public void restore(Learner learner) {
        List<NamedTensor> own = learner.networkParameters();
        Takeover takeover = model.takeover(own.stream().map(NamedTensor::name).toList());
        try {
            learner.restoreNetwork(takeover.tensors(model.files().parameters(), own));
            if (takesEverything()) {
                requireOwnOptimizer();
                learner.continueOptimizer(model.files().optimizerState(), takeover.reset());
            }
        } catch (IOException | IllegalArgumentException unfit) {
            throw model.refused(unfit);
        }
    }
}
