package io.jenkins.trainmodel.run;

import io.jenkins.trainmodel.event.Conclusion;
import io.jenkins.trainmodel.event.EventReader;
import io.jenkins.trainmodel.event.EventRecord;
import io.jenkins.trainmodel.event.TrainingEvent;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;

/** How far the run in a directory came, told by its files. */
enum RunTraces {
    /** No training began: the directory was claimed, or a start came to nothing. */
    UNTRAINED,
    /** A training began, and can go on. */
    UNFINISHED,
    /** The run ended, and not in a way that invites to go on, as a stop by a person does. */
    OVER,
    /** There are checkpoints, and no event log tells of the training that saved them. */
    LOG_LOST;

    static RunTraces of(RunDirectory run) throws IOException {
        RunTraces told = Files.isRegularFile(run.events()) ? tell(run) : UNTRAINED;
        return told == UNTRAINED && hasCheckpoints(run) ? LOG_LOST : told;
    }

    private static RunTraces tell(RunDirectory run) throws IOException {
        RunTraces told = UNTRAINED;
        try (EventReader log = EventReader.open(run.events())) {
            while (log.hasNext()) {
                told = told.after(log.next());
            }
        } catch (UncheckedIOException unreadable) {
            throw unreadable.getCause();
        }
        return told;
    }

    private RunTraces after(EventRecord entry) {
        if (entry.event() instanceof TrainingEvent.Started || entry.event() instanceof TrainingEvent.Resumed) {
            return UNFINISHED;
        }
        return entry.event() instanceof Conclusion.Finished finished && !finished.resumable() ? OVER : this;
    }

    private static boolean hasCheckpoints(RunDirectory run) throws IOException {
        if (!Files.isDirectory(run.checkpoints())) {
            return false;
        }
        try (DirectoryStream<?> children = Files.newDirectoryStream(run.checkpoints())) {
            return children.iterator().hasNext();
        }
    }
}
