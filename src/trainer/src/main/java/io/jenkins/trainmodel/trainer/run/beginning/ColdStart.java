package io.jenkins.trainmodel.trainer.run.beginning;

import io.jenkins.trainmodel.reference.ReferenceRun;
import io.jenkins.trainmodel.spec.TrainingSpec;
import io.jenkins.trainmodel.trainer.data.Expectation;
import io.jenkins.trainmodel.trainer.data.LoadedData;
import io.jenkins.trainmodel.trainer.failure.RunRefusedException;
import io.jenkins.trainmodel.trainer.learner.Learner;
import io.jenkins.trainmodel.trainer.network.layer.TensorSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * First parameters: those of the specification's seed, or of files that it names.
 *
 * @param pretrained the model in these files
 * @param reference the run that it is only compared with
 * @param notes what people should know of it
 */
record ColdStart(Optional<Pretrained> pretrained, Optional<ReferenceRun> reference, List<String> notes)
        implements Predecessor {
    static ColdStart withoutReference(TrainingSpec spec) {
        return of(spec, Optional.empty(), List.of());
    }

    /** @throws RunRefusedException if adapters are wanted, and there is no model that they could be beside */
    static ColdStart of(TrainingSpec spec, Optional<ReferenceRun> reference, List<String> notes) {
        Optional<Pretrained> pretrained = Pretrained.of(spec);
        if (pretrained.isEmpty() && spec.training().lora().isPresent()) {
            throw new RunRefusedException(
                    "training.lora adapts a model that has learned something, and there is none of the"
                            + " reference to begin with. Name a reference that has one, or leave training.lora out.");
        }
        return new ColdStart(pretrained, reference, notes);
    }

    @Override
    public Optional<Expectation> expectation() {
        return pretrained.flatMap(Pretrained::expectation);
    }

    @Override
    public List<String> check(TrainingSpec spec, LoadedData data) {
        List<String> all = new ArrayList<>(notes);
        pretrained.ifPresent(model -> all.addAll(model.check(data)));
        return all;
    }

    @Override
    public Inheritance inheritance(List<TensorSpec> network) {
        List<String> names = network.stream().map(TensorSpec::name).toList();
        return new Inheritance(
                reference.map(Inheritance::comparedWith), pretrained.map(model -> model.tookOver(names)), Map.of());
    }

    @Override
    public void restore(Learner learner) {
        // of the seed it has them
        pretrained.ifPresent(model -> model.restore(learner));
    }
}
