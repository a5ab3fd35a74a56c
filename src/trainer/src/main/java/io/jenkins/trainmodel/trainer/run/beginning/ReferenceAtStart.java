package io.jenkins.trainmodel.trainer.run.beginning;

import io.jenkins.trainmodel.event.Provenance;
import io.jenkins.trainmodel.reference.ReferenceLookup;
import io.jenkins.trainmodel.reference.ReferenceRun;
import io.jenkins.trainmodel.spec.TrainingSpec;
import io.jenkins.trainmodel.spec.reference.ReferenceSpec;
import io.jenkins.trainmodel.spec.reference.ReferenceSpec.WhenMissing;
import io.jenkins.trainmodel.spec.reference.WarmStartSpec;
import io.jenkins.trainmodel.trainer.failure.RunRefusedException;
import io.jenkins.trainmodel.trainer.modelpackage.ModelPackage;
import io.jenkins.trainmodel.trainer.run.watch.LogBefore;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The reference as a run finds it that has no checkpoint yet.
 *
 * @param log what the processes before have told
 * @param lookup what was found now
 */
record ReferenceAtStart(TrainingSpec spec, LogBefore log, ReferenceLookup lookup) {

    /** The model that the run begins with, or first parameters. Throws as {@link Predecessor#of}. */
    Predecessor predecessor() {
        // What was trained and told without the reference goes on without it, even if it has come back.
        if (spec.reference().isEmpty() || log.hasTrained() && log.lineage().isEmpty()) {
            return ColdStart.withoutReference(spec);
        }
        if (lookup.problem().isPresent()) {
            return cold(
                    "There is no reference: " + lookup.problem().get(),
                    "The run begins without it, and gates that need it do not hold.");
        }
        return lookup.run().isEmpty() || isCold()
                ? ColdStart.of(spec, lookup.run(), lookup.accepted().problems())
                : warm(lookup.run().get());
    }

    private boolean isCold() {
        return spec.warmStart().from() == WarmStartSpec.Kind.NONE
                || log.hasTrained() && warmBefore().isEmpty();
    }

    private Predecessor warm(ReferenceRun run) {
        try {
            ModelPackage model = ModelPackage.openAt(run.path());
            Predecessor found =
                    WarmStart.of(run, spec.warmStart(), model, lookup.accepted().problems());
            requireTheSameAsBefore(found);
            return found;
        } catch (IOException damaged) {
            return cold(
                    "There is no model of the reference " + run.name() + ": " + damaged.getMessage(),
                    "The run begins with first parameters, and is only compared with it.");
        }
    }

    /** Steps that were told already must not be trained again from another model. */
    private void requireTheSameAsBefore(Predecessor found) {
        Optional<Provenance.Began> before = warmBefore();
        Optional<String> now = found.reference().map(ReferenceRun::runId);
        if (before.isPresent() && !now.equals(before.map(Provenance.Began::runId))) {
            throw refused(before.get(), "There is the model of the run " + now.orElse("without a name") + " now");
        }
    }

    private Optional<Provenance.Began> warmBefore() {
        return log.lineage().filter(began -> !began.warmStart().equals(WarmStart.word(WarmStartSpec.Kind.NONE)));
    }

    private static RunRefusedException refused(Provenance.Began before, String why) {
        return new RunRefusedException(
                "This run began with the model of " + before.reference() + " (run " + before.runId()
                        + " in " + before.path()
                        + ") and has saved no checkpoint since, so it needs that model again. " + why
                        + ". Put it back, or start a new run with another --out.");
    }

    private Predecessor cold(String problem, String consequence) {
        Optional<Provenance.Began> before = warmBefore();
        if (before.isPresent()) {
            throw refused(before.get(), problem);
        }
        if (spec.reference()
                .map(ReferenceSpec::whenMissing)
                .filter(WhenMissing.FAIL::equals)
                .isPresent()) {
            throw new RunRefusedException(
                    problem + ". The run does not begin so: name another reference, or give whenMissing: start.");
        }
        List<String> notes = new ArrayList<>(lookup.accepted().problems());
        notes.add(problem + ". " + consequence);
        return ColdStart.of(spec, lookup.run(), notes);
    }
}
