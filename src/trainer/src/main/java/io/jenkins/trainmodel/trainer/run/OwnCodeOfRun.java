package io.jenkins.trainmodel.trainer.run;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.trainmodel.event.TrainingEvent;
import io.jenkins.trainmodel.spec.problem.SpecException;
import io.jenkins.trainmodel.trainer.custom.OwnRun;
import io.jenkins.trainmodel.trainer.failure.RunRefusedException;
import io.jenkins.trainmodel.trainer.run.beginning.Beginning;
import io.jenkins.trainmodel.trainer.run.watch.RunJournal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;

/** The users' own code of a run that begins or goes on. */
final class OwnCodeOfRun {
    private OwnCodeOfRun() {}

    /**
     * What the specification names, with what it remembers where the run goes on; whoever opens it closes it.
     *
     * @throws RunRefusedException if the class path is not that of the checkpoint
     */
    static OwnRun open(Beginning beginning, RunJournal journal) throws SpecException, IOException {
        OwnRun own = OwnRun.open(beginning.spec().effective(), sentence -> warn(journal, sentence));
        try {
            saved(beginning).ifPresent(json -> goOn(own, json));
            return own;
        } catch (RuntimeException failure) {
            own.close();
            throw failure;
        }
    }

    private static void warn(RunJournal journal, String sentence) {
        try {
            journal.record(new TrainingEvent.Warning(OwnRun.WARNING, sentence));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Of this run: parts begin anew where it begins at a checkpoint of another one (docs/adr/0078). */
    private static Optional<JsonNode> saved(Beginning beginning) {
        return beginning
                .checkpoint()
                .filter(there -> beginning.restarted().isEmpty())
                .map(there -> there.state().extra().get(OwnRun.KEY));
    }

    private static void goOn(OwnRun own, JsonNode saved) {
        own.difference(saved).ifPresent(difference -> {
            throw new RunRefusedException("This run cannot go on with other code than it began with: " + difference
                    + ". Put back what was there, or start a new run with another --out.");
        });
        own.restore(saved);
    }
}
