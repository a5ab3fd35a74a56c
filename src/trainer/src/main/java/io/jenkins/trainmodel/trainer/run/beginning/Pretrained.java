package io.jenkins.trainmodel.trainer.run.beginning;

import io.jenkins.trainmodel.event.Provenance;
import io.jenkins.trainmodel.spec.TrainingSpec;
import io.jenkins.trainmodel.spec.model.ModelSpec;
import io.jenkins.trainmodel.spec.reference.WarmStartSpec;
import io.jenkins.trainmodel.trainer.data.Expectation;
import io.jenkins.trainmodel.trainer.data.LoadedData;
import io.jenkins.trainmodel.trainer.failure.RunRefusedException;
import io.jenkins.trainmodel.trainer.learner.Learner;
import io.jenkins.trainmodel.trainer.modelpackage.TrainingRecord;
import io.jenkins.trainmodel.trainer.pretrained.HuggingFaceStart;
import io.jenkins.trainmodel.trainer.pretrained.ModelStart;
import io.jenkins.trainmodel.trainer.pretrained.PackageStart;
import io.jenkins.trainmodel.trainer.pretrained.TorchScriptStart;
import io.jenkins.trainmodel.trainer.tensor.FiniteTensors;
import io.jenkins.trainmodel.trainer.tensor.NamedTensor;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** A model in files, named under {@code model}, whose parameters are the first ones of a run. */
sealed interface Pretrained permits PretrainedHuggingFace, PretrainedPackage, PretrainedScript {
    /** Where a specification says what is taken over. */
    String KEY = "model";

    /**
     * Of a specification; empty where parameters are drawn by its seed.
     *
     * @throws RunRefusedException if it is a package that cannot be read
     */
    static Optional<Pretrained> of(TrainingSpec spec) {
        return ModelStart.of(spec).map(Pretrained::of);
    }

    private static Pretrained of(ModelStart start) {
        if (start instanceof PackageStart files) {
            return PretrainedPackage.of(files);
        }
        return start instanceof TorchScriptStart file
                ? PretrainedScript.of(file)
                : PretrainedHuggingFace.of((HuggingFaceStart) start);
    }

    /** What the data must mean by its columns and classes. */
    Optional<Expectation> expectation();

    /**
     * Checks that the data is what the model can go on with, and says what people should know.
     *
     * @throws RunRefusedException if it is not
     */
    List<String> check(LoadedData data);

    /**
     * What a network takes over.
     *
     * @param network names of its parameters and buffers
     * @throws RunRefusedException if the specification selects what is not there
     */
    Provenance.TookOver tookOver(List<String> network);

    /**
     * Gives its parameters to the learner.
     *
     * @throws RunRefusedException if they do not fit: all that do not, with both shapes
     */
    void restore(Learner learner);

    /** What a specification wants of it. */
    static WarmStartSpec wanted(ModelSpec model) {
        return new WarmStartSpec(WarmStartSpec.Kind.PARAMETERS, model.names("freeze"), model.names("reset"));
    }

    /**
     * Gives what a network takes over of saved tensors to its learner.
     *
     * @throws IOException if a tensor cannot be read, or is not finite
     * @throws IllegalArgumentException if they do not fit: all that do not, with both shapes
     */
    static void restore(Learner learner, List<NamedTensor> saved, WarmStartSpec wanted) throws IOException {
        List<NamedTensor> own = learner.networkParameters();
        FiniteTensors.require(saved);
        Takeover names = Takeover.of(KEY, names(own), names(saved), wanted);
        learner.restoreNetwork(names.tensors(saved, own));
    }

    static List<String> names(List<NamedTensor> tensors) {
        return tensors.stream().map(NamedTensor::name).toList();
    }

    /**
     * The event.
     *
     * @param model its name for people
     * @param training of the run that made it, where one did
     */
    static Provenance.TookOver tookOver(
            String model, String path, Optional<TrainingRecord> training, Takeover takeover) {
        Optional<TrainingRecord.Packaged> packaged =
                training.map(record -> record.result().packaged());
        return new Provenance.TookOver(
                model,
                path,
                training.map(TrainingRecord::runId).orElse(""),
                packaged.map(TrainingRecord.Packaged::epoch),
                packaged.map(TrainingRecord.Packaged::step),
                takeover.names().size() - takeover.anew().size(),
                takeover.anew(),
                takeover.kept());
    }
}
