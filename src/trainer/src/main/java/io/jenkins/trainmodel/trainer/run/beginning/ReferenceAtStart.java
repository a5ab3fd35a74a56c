package io.jenkins.trainmodel.trainer.run.beginning;

import io.jenkins.trainmodel.event.TrainingEvent;
import io.jenkins.trainmodel.reference.ReferenceLookup;
import io.jenkins.trainmodel.reference.ReferenceRun;
import io.jenkins.trainmodel.spec.ReferenceSpec;
import io.jenkins.trainmodel.spec.TrainingSpec;
import io.jenkins.trainmodel.spec.WarmStartSpec;
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
 */
record ReferenceAtStart(TrainingSpec spec, LogBefore log) {

    /** The model that the run begins with, or first parameters. Throws as {@link Predecessor#of}. */
    Predecessor predecessor() {
        // What was trained and told without the reference goes on without it, even if it has come back.
        if (spec.reference().isEmpty() || log.hasTrainedWithoutReference()) {
            return ColdStart.WITHOUT_REFERENCE;
        }
        ReferenceLookup lookup = ReferenceLookup.of(spec.reference());
        List<String> notes = lookup.accepted().problems();
        try {
            Predecessor found = find(lookup, notes);
            requireTheSameAsBefore(found);
            return found;
        } catch (IOException missing) {
            return without(spec.reference().get(), missing.getMessage(), notes);
        }
    }

    private Predecessor find(ReferenceLookup lookup, List<String> notes) throws IOException {
        if (lookup.problem().isPresent()) {
            throw new IOException(lookup.problem().get());
        }
        Optional<ReferenceRun> run = lookup.run();
        return run.isEmpty() || spec.warmStart().from() == WarmStartSpec.Kind.NONE
                ? new ColdStart(run, notes)
                : WarmStart.of(
                        run.get(),
                        spec.warmStart(),
                        ModelPackage.openAt(run.get().path()),
                        notes);
    }

    /** Steps that were told already must not be trained again from another model. */
    private void requireTheSameAsBefore(Predecessor found) {
        Optional<TrainingEvent.Began> before = warmBefore();
        Optional<String> now = found.reference().map(ReferenceRun::runId);
        if (before.isPresent() && !now.equals(before.map(TrainingEvent.Began::runId))) {
            throw refused(before.get(), "there is the model of the run " + now.orElse("without a name") + " now");
        }
    }

    private Optional<TrainingEvent.Began> warmBefore() {
        return log.lineage().filter(began -> !began.warmStart().equals(WarmStart.word(WarmStartSpec.Kind.NONE)));
    }

    private static RunRefusedException refused(TrainingEvent.Began before, String why) {
        return new RunRefusedException(
                "This run began with the model of " + before.reference() + " (run " + before.runId()
                        + " in " + before.path()
                        + ") and has saved no checkpoint since, so it needs that model again, but " + why
                        + ". Put it back, or start a new run with another --out.");
    }

    private Predecessor without(ReferenceSpec reference, String why, List<String> notes) {
        Optional<TrainingEvent.Began> before = warmBefore();
        if (before.isPresent()) {
            throw refused(before.get(), why);
        }
        if (reference.whenMissing() == ReferenceSpec.WhenMissing.FAIL) {
            throw new RunRefusedException("The run does not begin without its reference: " + why
                    + ". Name another one, or give whenMissing: start.");
        }
        List<String> more = new ArrayList<>(notes);
        more.add("There is no reference: " + why + ". The run begins without it, and gates that need it do not hold.");
        return new ColdStart(Optional.empty(), more);
    }
}
