package io.jenkins.trainmodel.trainer.cli;

import io.jenkins.trainmodel.event.EventRecord;
import io.jenkins.trainmodel.run.RunDirectory;
import io.jenkins.trainmodel.trainer.run.watch.RunListener;
import io.jenkins.trainmodel.words.Narration;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;

/** The log of a run for people: what the console shows, each line with its time, over all resumes. */
final class RunLog implements RunListener {
    private final RunDirectory directory;
    private final Narration narration = new Narration();

    RunLog(RunDirectory directory) {
        this.directory = directory;
    }

    @Override
    public void event(EventRecord entry) {
        narration.tell(entry).forEach(line -> append(entry.time() + " " + line));
    }

    private void append(String line) {
        try {
            Files.writeString(
                    directory.log(),
                    line + System.lineSeparator(),
                    StandardCharsets.UTF_8,
                    StandardOpenOption.CREATE,
                    StandardOpenOption.APPEND);
        } catch (IOException failure) {
            throw new UncheckedIOException("Cannot write to " + directory.log(), failure);
        }
    }
}
