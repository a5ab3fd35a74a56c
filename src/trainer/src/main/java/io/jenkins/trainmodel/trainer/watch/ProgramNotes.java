package io.jenkins.trainmodel.trainer.watch;

import io.jenkins.trainmodel.event.TrainingEvent;
import io.jenkins.trainmodel.trainer.run.progress.RunState;
import io.jenkins.trainmodel.trainer.run.watch.RunJournal;
import io.jenkins.trainmodel.trainer.watch.source.Report;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What a watched program says besides its metrics: checkpoints that it has saved, remarks, and what of its reports cannot be read. What
 * was told before a resume is passed over.
 */
final class ProgramNotes {
    static final String DAMAGE = "metrics";
    static final String OPEN_EPOCHS = "openEpochs";
    private static final String REMARK = "program";
    private static final int MOST_WARNINGS = 20;

    private final RunJournal journal;
    private final RunState state;
    private final Map<String, Integer> toSkip = new HashMap<>();
    private final Map<String, Integer> told = new HashMap<>();
    private Optional<String> checkpoint;
    private OptionalInt savedIn = OptionalInt.empty();

    ProgramNotes(RunJournal journal, RunState state, Recollection before) {
        this.journal = journal;
        this.state = state;
        this.checkpoint = before.checkpoint();
        for (String code : new String[] {Recollection.SAVED, REMARK, DAMAGE, OPEN_EPOCHS}) {
            toSkip.put(code, before.told(code));
            told.put(code, before.told(code));
        }
    }

    /** The newest checkpoint of the program's own. */
    Optional<String> checkpoint() {
        return checkpoint;
    }

    /** The epoch of the newest checkpoint that this process has heard of, where the program said so. */
    OptionalInt savedIn() {
        return savedIn;
    }

    /** Takes what is no metric. */
    void tell(Report report) throws IOException {
        if (report instanceof Report.Saved saved) {
            saved(saved);
        } else if (report instanceof Report.Remark remark) {
            warn(REMARK, "the program says: " + remark.message());
        } else if (report instanceof Report.Unreadable damage) {
            warn(DAMAGE, "a report of the program is passed over: " + damage.problem());
        } else if (report instanceof Report.OpenEpochs open && state.completedEpochs() == 0) {
            warn(
                    OPEN_EPOCHS,
                    "the program names epochs, up to " + open.newest()
                            + ", and says of none that it is complete, so whatever waits for the end of an epoch waits:"
                            + " a line with a step is a reading; write a line with \"type\": \"epoch\" at the end of every"
                            + " epoch, or one with its epoch and without step");
        }
    }

    private void saved(Report.Saved saved) throws IOException {
        if (isRepeated(Recollection.SAVED)) {
            return;
        }
        String path = ProgramFiles.remembered(saved.path());
        checkpoint = Optional.of(path);
        savedIn = saved.epoch();
        journal.record(new TrainingEvent.CheckpointSaved(
                path,
                saved.epoch().orElse(state.completedEpochs()),
                saved.step().orElse(state.step()),
                Recollection.CHECKPOINT,
                0,
                0,
                false,
                List.of()));
    }

    private void warn(String code, String message) throws IOException {
        if (isRepeated(code)) {
            return;
        }
        int before = told.merge(code, 1, Integer::sum);
        if (before <= MOST_WARNINGS) {
            journal.record(new TrainingEvent.Warning(
                    code, before < MOST_WARNINGS ? message : message + "; further ones are not told"));
        }
    }

    /** Files are read from their beginning, whatever was read of them before. */
    private boolean isRepeated(String code) {
        int left = toSkip.getOrDefault(code, 0);
        toSkip.put(code, Math.max(0, left - 1));
        return left > 0;
    }
}
