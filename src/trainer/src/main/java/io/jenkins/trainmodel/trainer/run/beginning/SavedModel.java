package io.jenkins.trainmodel.trainer.run.beginning;

import io.jenkins.trainmodel.spec.data.Task;
import io.jenkins.trainmodel.spec.reference.WarmStartSpec;
import io.jenkins.trainmodel.trainer.data.DataSignature;
import io.jenkins.trainmodel.trainer.data.Expectation;
import io.jenkins.trainmodel.trainer.data.LoadedData;
import io.jenkins.trainmodel.trainer.data.Preprocessing;
import io.jenkins.trainmodel.trainer.failure.RunRefusedException;
import io.jenkins.trainmodel.trainer.modelpackage.ModelPackage;
import io.jenkins.trainmodel.trainer.network.Architecture;
import io.jenkins.trainmodel.trainer.network.ArchitectureJson;
import io.jenkins.trainmodel.trainer.network.layer.LanguageModel;
import io.jenkins.trainmodel.trainer.network.layer.NetworkException;
import io.jenkins.trainmodel.trainer.network.layer.TensorSpec;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The model of a package, from which a run takes parameters over.
 *
 * @param called what it is called in messages, such as "the reference nightly #41"
 * @param key under which the specification says what is taken over, such as {@code warmStart}
 * @param wanted what is taken over, and what begins anew
 * @param names of its parameters and buffers in the order of its layers
 * @param outputs how many numbers it gives for a sample or token
 */
record SavedModel(
        String called, String key, ModelPackage files, WarmStartSpec wanted, List<String> names, int outputs) {
    /** @throws IOException if the package's description of its layers cannot be read */
    static SavedModel of(String called, String key, ModelPackage files, WarmStartSpec wanted) throws IOException {
        try {
            Architecture network = ArchitectureJson.read(files.architecture());
            List<String> names =
                    network.tensors().stream().map(TensorSpec::name).toList();
            return new SavedModel(called, key, files, wanted, names, network.outputs());
        } catch (NetworkException unreadable) {
            throw new IOException(unreadable.getMessage(), unreadable);
        }
    }

    /** The same where the layer that gives the outputs begins anew as well. */
    SavedModel withNewHead() {
        List<String> reset = new ArrayList<>(wanted.reset());
        reset.addAll(layer(lastLayer()));
        return new SavedModel(
                called, key, files, new WarmStartSpec(wanted.from(), wanted.freeze(), reset), names, outputs);
    }

    RunRefusedException refused(Exception unfit) {
        return new RunRefusedException("The run cannot begin with the model of " + called + " in " + files.directory()
                + ": " + unfit.getMessage());
    }

    /**
     * Columns, classes and targets are the model's, unless the layer that meets them begins anew.
     *
     * @param otherwise how to train for other classes
     */
    Expectation expectation(String otherwise) {
        DataSignature known = files.training().data().signature();
        boolean otherInputs = beginsAnew(0);
        boolean otherOutputs = beginsAnew(lastLayer());
        DataSignature needed = new DataSignature(
                otherInputs ? List.of() : known.columns(),
                otherOutputs ? List.of() : known.classNames(),
                known.labels(),
                otherInputs && otherOutputs ? "" : known.tokens(),
                known.forecast(),
                otherInputs ? List.of() : known.encodings());
        return new Expectation(
                called, needed, !otherOutputs, otherwise, needed.tokens().isEmpty() ? 0 : outputs);
    }

    /** The tensor that gives the outputs: the last one, but of a language model without a head of its own that of the inputs. */
    private int lastLayer() {
        int last = names.size() - 1;
        boolean tied = files.training().data().task() == Task.LANGUAGE_MODEL
                && !Takeover.layerOf(names.get(last)).endsWith(LanguageModel.HEAD);
        return tied ? 0 : last;
    }

    /** Whether the layer that this tensor of the model belongs to is reset as a whole. */
    private boolean beginsAnew(int tensor) {
        return layer(tensor).stream().allMatch(wanted::resets);
    }

    private List<String> layer(int tensor) {
        String layer = Takeover.layerOf(names.get(tensor));
        return names.stream()
                .filter(name -> Takeover.layerOf(name).equals(layer))
                .toList();
    }

    /**
     * What people should know of the data that the model goes on with.
     *
     * @throws RunRefusedException if it is not to go on with them
     */
    List<String> check(LoadedData data) {
        List<String> found = new ArrayList<>(new LearnedBefore(called, files.training()).check(data));
        checkPreprocessing(data.preprocessing(), files.training().data().preprocessing(), found);
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
                    called,
                    own.scale(),
                    before.scale(),
                    standardized ? "standardized" : "not standardized",
                    standardizedBefore ? "standardized" : "not standardized"));
        }
    }

    /**
     * How a network goes on from it.
     *
     * @throws RunRefusedException if the specification selects what is not there
     */
    Takeover takeover(List<String> network) {
        try {
            return Takeover.of(key, network, names, wanted);
        } catch (IllegalArgumentException unfit) {
            throw refused(unfit);
        }
    }
}
