package io.jenkins.trainmodel.trainer.run.beginning;

import io.jenkins.trainmodel.event.Provenance;
import io.jenkins.trainmodel.reference.ReferenceLookup;
import io.jenkins.trainmodel.reference.ReferenceRun;
import io.jenkins.trainmodel.spec.TrainingSpec;
import io.jenkins.trainmodel.spec.reference.ReferenceSpec;
import io.jenkins.trainmodel.spec.reference.ReferenceSpec.WhenMissing;
import io.jenkins.trainmodel.spec.reference.WarmStartSpec;
import io.jenkins.trainmodel.trainer.checkpoint.Checkpoint;
import io.jenkins.trainmodel.trainer.data.Expectation;
import io.jenkins.trainmodel.trainer.data.LoadedData;
import io.jenkins.trainmodel.trainer.failure.RunRefusedException;
import io.jenkins.trainmodel.trainer.learner.Learner;
import io.jenkins.trainmodel.trainer.network.layer.TensorSpec;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The checkpoint of another run. What that run had from a model of its own stays true of this one; the reference is only
 * compared with, since its model would overwrite what the checkpoint holds.
 */
record Restart(Saved saved, ReferenceLookup lookup) implements Predecessor {
    static Restart of(Checkpoint checkpoint, ReferenceLookup lookup) {
        return new Restart(new Saved(checkpoint), lookup);
    }

    @Override
    public Optional<Expectation> expectation() {
        return saved.expectation();
    }

    @Override
    public List<String> check(TrainingSpec spec, LoadedData data) {
        List<String> notes = new ArrayList<>(saved.check(spec, data));
        notes.addAll(lookup.accepted().problems());
        if (spec.reference().isPresent() && lookup.problem().isPresent()) {
            requireNone(spec.reference().get());
            notes.add("There is no reference: " + lookup.problem().get()
                    + ". The run begins without it, and gates that need it do not hold.");
        }
        return notes;
    }

    private void requireNone(ReferenceSpec wanted) {
        if (wanted.whenMissing() == WhenMissing.FAIL) {
            throw new RunRefusedException(
                    "There is no reference: " + lookup.problem().orElse("")
                            + ". The run does not begin so: name another reference, or give whenMissing: start.");
        }
    }

    @Override
    public Inheritance inheritance(List<TensorSpec> network) {
        Inheritance before = saved.inheritance(network).withoutOwn();
        boolean warm = before.began().filter(began -> !isCold(began)).isPresent();
        Optional<Provenance.Began> now = lookup.run().map(Inheritance::comparedWith);
        return warm || now.isEmpty() ? before : new Inheritance(now, before.tookOver(), before.learningRate());
    }

    private static boolean isCold(Provenance.Began began) {
        return began.warmStart().equals(WarmStart.word(WarmStartSpec.Kind.NONE));
    }

    @Override
    public void restore(Learner learner) throws IOException {
        saved.restore(learner);
    }

    @Override
    public Optional<ReferenceRun> reference() {
        return lookup.run();
    }
}
