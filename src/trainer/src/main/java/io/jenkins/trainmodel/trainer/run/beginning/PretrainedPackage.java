package io.jenkins.trainmodel.trainer.run.beginning;

import io.jenkins.trainmodel.event.Provenance;
import io.jenkins.trainmodel.trainer.data.Expectation;
import io.jenkins.trainmodel.trainer.data.LoadedData;
import io.jenkins.trainmodel.trainer.failure.RunRefusedException;
import io.jenkins.trainmodel.trainer.learner.Learner;
import io.jenkins.trainmodel.trainer.modelpackage.ModelPackage;
import io.jenkins.trainmodel.trainer.pretrained.PackageStart;
import io.jenkins.trainmodel.trainer.tensor.NamedTensor;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** The model of a package. */
record PretrainedPackage(SavedModel model) implements Pretrained {
    private static final String OTHERWISE = "give model the key head: new";

    static PretrainedPackage of(PackageStart start) {
        try {
            ModelPackage files = start.open();
            String called = "the run " + files.training().name();
            SavedModel saved = SavedModel.of(called, KEY, files, Pretrained.wanted(start.model()));
            return new PretrainedPackage(start.hasNewHead() ? saved.withNewHead() : saved);
        } catch (IOException unreadable) {
            throw new RunRefusedException(
                    "The run cannot begin with the model package in " + start.path() + ": " + unreadable.getMessage());
        }
    }

    @Override
    public Optional<Expectation> expectation() {
        return Optional.of(model.expectation(OTHERWISE));
    }

    @Override
    public List<String> check(LoadedData data) {
        return model.check(data);
    }

    @Override
    public Provenance.TookOver tookOver(List<String> network) {
        ModelPackage files = model.files();
        return Pretrained.tookOver(
                files.training().name(),
                files.directory().toString(),
                Optional.of(files.training()),
                model.takeover(network));
    }

    @Override
    public void restore(Learner learner) {
        List<NamedTensor> own = learner.networkParameters();
        Takeover takeover = model.takeover(Pretrained.names(own));
        try {
            learner.restoreNetwork(takeover.tensors(model.files().parameters(), own));
        } catch (IOException | IllegalArgumentException unfit) {
            throw model.refused(unfit);
        }
    }
}
