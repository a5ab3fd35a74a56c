package io.jenkins.trainmodel.trainer.run.beginning;

import io.jenkins.trainmodel.event.TrainingEvent;
import io.jenkins.trainmodel.reference.ReferenceRun;
import io.jenkins.trainmodel.spec.TrainingSpec;
import io.jenkins.trainmodel.spec.data.Task;
import io.jenkins.trainmodel.spec.reference.WarmStartSpec;
import io.jenkins.trainmodel.trainer.data.DataSignature;
import io.jenkins.trainmodel.trainer.data.Expectation;
import io.jenkins.trainmodel.trainer.data.LoadedData;
import io.jenkins.trainmodel.trainer.data.Preprocessing;
import io.jenkins.trainmodel.trainer.failure.RunRefusedException;
import io.jenkins.trainmodel.trainer.learner.Learner;
import io.jenkins.trainmodel.trainer.modelpackage.ModelPackage;
import io.jenkins.trainmodel.trainer.modelpackage.TrainingRecord;
import io.jenkins.trainmodel.trainer.network.ArchitectureJson;
import io.jenkins.trainmodel.trainer.network.layer.LanguageModel;
import io.jenkins.trainmodel.trainer.network.layer.NetworkException;
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
 * @param warmStart what is taken over, and what begins anew
 * @param saved names of the model's tensors in the order of its layers
 * @param notes what people should know of how it was looked up
 */
record WarmStart(
        ReferenceRun champion, WarmStartSpec warmStart, ModelPackage model, List<String> saved, List<String> notes)
        implements Predecessor {
    /** The word of events for a run that goes on with optimizer and step as well. */
    static final String EVERYTHING = word(WarmStartSpec.Kind.EVERYTHING);

    /** @throws IOException if the package's description of its layers cannot be read */
    static WarmStart of(ReferenceRun champion, WarmStartSpec warmStart, ModelPackage model, List<String> notes)
            throws IOException {
        try {
            List<String> saved =
                    names(ArchitectureJson.read(model.architecture()).tensors());
            return new WarmStart(champion, warmStart, model, saved, notes);
        } catch (NetworkException unreadable) {
            throw new IOException(unreadable.getMessage(), unreadable);
        }
    }

    private static List<String> names(List<TensorSpec> tensors) {
        return tensors.stream().map(TensorSpec::name).toList();
    }

    static String word(WarmStartSpec.Kind kind) {
        return kind.name().toLowerCase(Locale.ROOT);
    }

    private RunRefusedException refused(Exception unfit) {
        return new RunRefusedException("The run cannot begin with the model of " + called() + " in " + model.directory()
                + ": " + unfit.getMessage());
    }

    private String called() {
        return "the reference " + champion.name();
    }

    /** Columns, classes and targets are the model's, unless the layer that meets them begins anew. */
    @Override
    public Optional<Expectation> expectation() {
        DataSignature known = model.training().data().signature();
        boolean otherInputs = beginsAnew(0);
        boolean otherOutputs = beginsAnew(outputs());
        return Optional.of(new Expectation(
                called(),
                new DataSignature(
                        otherInputs ? List.of() : known.columns(),
                        otherOutputs ? List.of() : known.classNames(),
                        known.labels(),
                        otherInputs && otherOutputs ? "" : known.tokens(),
                        known.forecast()),
                !otherOutputs));
    }

    /** The tensor that gives the outputs: the last one, but of a language model without a head of its own that of the inputs. */
    private int outputs() {
        int last = saved.size() - 1;
        boolean tied = model.training().data().task() == Task.LANGUAGE_MODEL
                && !Takeover.layerOf(saved.get(last)).endsWith(LanguageModel.HEAD);
        return tied ? 0 : last;
    }

    /** Whether the layer that this tensor of the model belongs to is reset as a whole. */
    private boolean beginsAnew(int tensor) {
        String layer = Takeover.layerOf(saved.get(tensor));
        return saved.stream()
                .filter(name -> Takeover.layerOf(name).equals(layer))
                .allMatch(warmStart::resets);
    }

    @Override
    public List<String> check(TrainingSpec spec, LoadedData data) {
        List<String> found = new ArrayList<>(notes);
        found.addAll(new LearnedBefore(called(), model.training()).check(data));
        checkPreprocessing(data.preprocessing(), model.training().data().preprocessing(), found);
        return found;
    }

    private void checkPreprocessing(Preprocessing own, Preprocessing before, List<String> found) {
        boolean standardized = !own.means().isEmpty();
        boolean standardizedBefore = !before.means().isEmpty();
        if (own.scale() != before.scale() || standardized != standardizedBefore) {
            found.add(String.format(
                    Locale.ROOT,
                    "The features are prepared otherwise than those of %s: scale %s instead of %s, %s instead of"
                            + " %s. Its model will take them for others.",
                    called(),
                    own.scale(),
                    before.scale(),
                    standardized ? "standardized" : "not standardized",
                    standardizedBefore ? "standardized" : "not standardized"));
        }
    }

    @Override
    public Inheritance inheritance(List<TensorSpec> network) {
        Takeover takeover = takeover(names(network));
        TrainingRecord training = model.training();
        boolean everything = warmStart.from() == WarmStartSpec.Kind.EVERYTHING;
        TrainingEvent.Began began = new TrainingEvent.Began(
                champion.name(),
                champion.path().toString(),
                training.runId(),
                word(warmStart.from()),
                Optional.of(training.result().packaged().epoch()),
                Optional.of(
                        everything
                                ? training.steps()
                                : training.result().packaged().step()),
                network.size() - takeover.anew().size(),
                takeover.anew(),
                takeover.kept());
        return new Inheritance(Optional.of(began), everything ? training.schedule() : Map.of());
    }

    private Takeover takeover(List<String> network) {
        try {
            return Takeover.of("warmStart", network, saved, warmStart);
        } catch (IllegalArgumentException unfit) {
            throw refused(unfit);
        }
    }

    @Override
    public Optional<ReferenceRun> reference() {
        return Optional.of(champion);
    }

    @Override
    public void restore(Learner learner) {
        List<NamedTensor> own = learner.parameters();
        Takeover takeover = takeover(own.stream().map(NamedTensor::name).toList());
        try {
            learner.restoreParameters(takeover.tensors(model.parameters(), own));
            if (warmStart.from() == WarmStartSpec.Kind.EVERYTHING) {
                learner.continueOptimizer(model.optimizerState(), takeover.reset());
            }
        } catch (IOException | IllegalArgumentException unfit) {
            throw refused(unfit);
        }
    }
}
