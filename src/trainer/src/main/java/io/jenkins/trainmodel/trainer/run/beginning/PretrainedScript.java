package io.jenkins.trainmodel.trainer.run.beginning;

import io.jenkins.trainmodel.event.Provenance;
import io.jenkins.trainmodel.spec.reference.WarmStartSpec;
import io.jenkins.trainmodel.trainer.data.Expectation;
import io.jenkins.trainmodel.trainer.data.LoadedData;
import io.jenkins.trainmodel.trainer.failure.RunRefusedException;
import io.jenkins.trainmodel.trainer.learner.Learner;
import io.jenkins.trainmodel.trainer.network.layer.NetworkException;
import io.jenkins.trainmodel.trainer.network.layer.Scripted;
import io.jenkins.trainmodel.trainer.pretrained.TorchScriptStart;
import io.jenkins.trainmodel.trainer.torchscript.ScriptFile;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The network and the parameters of a TorchScript file.
 *
 * @param wanted what of it is taken, and what begins anew
 */
record PretrainedScript(TorchScriptStart start, ScriptFile file, WarmStartSpec wanted) implements Pretrained {
    static PretrainedScript of(TorchScriptStart start) {
        try {
            ScriptFile file = start.open();
            WarmStartSpec wanted = Pretrained.wanted(start.model());
            return new PretrainedScript(start, file, start.hasNewHead() ? withNewHead(file, wanted) : wanted);
        } catch (IOException | NetworkException unreadable) {
            throw new RunRefusedException(
                    "The run cannot begin with the TorchScript file " + start.path() + ": " + unreadable.getMessage());
        }
    }

    private static WarmStartSpec withNewHead(ScriptFile file, WarmStartSpec wanted) {
        String head = Scripted.of(file, 1).head();
        List<String> reset = new ArrayList<>(wanted.reset());
        reset.add(head.isEmpty() ? "*" : head + ".*");
        return new WarmStartSpec(wanted.from(), wanted.freeze(), reset);
    }

    /** What its outputs mean, nobody knows; how many there are is asked when it is loaded. */
    @Override
    public Optional<Expectation> expectation() {
        return Optional.empty();
    }

    @Override
    public List<String> check(LoadedData data) {
        List<String> found = new ArrayList<>(List.of(LearnedBefore.nobodyKnows("the file " + start.path())));
        if (file.isTracedForEvaluation()) {
            found.add(
                    "The network of " + start.path()
                            + " was traced for evaluation: in training, too, it normalises by the"
                            + " statistics of the file and drops nothing. Export it with torch.jit.script to train these as well.");
        }
        return found;
    }

    @Override
    public Provenance.TookOver tookOver(List<String> network) {
        try {
            String name = String.valueOf(start.path().getFileName());
            Takeover names = Takeover.of(KEY, network, network, wanted);
            return Pretrained.tookOver(name, start.path().toString(), Optional.empty(), names);
        } catch (IllegalArgumentException unfit) {
            throw refused(unfit);
        }
    }

    private RunRefusedException refused(Exception unfit) {
        return new RunRefusedException(
                "The run cannot begin with the TorchScript file " + start.path() + ": " + unfit.getMessage());
    }

    @Override
    public void restore(Learner learner) {
        try {
            Pretrained.restore(learner, List.copyOf(file.changing()), wanted);
        } catch (IOException | IllegalArgumentException unfit) {
            throw refused(unfit);
        }
    }
}
