package io.jenkins.trainmodel.trainer.cli;

import io.jenkins.trainmodel.event.EventRecord;
import io.jenkins.trainmodel.event.TrainingEvent;
import io.jenkins.trainmodel.run.RunDirectory;
import io.jenkins.trainmodel.trainer.run.RunListener;
import io.jenkins.trainmodel.words.ClosingWords;
import io.jenkins.trainmodel.words.EventWords;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/** The log of a run for people: what the console shows, each line with its time, over all resumes. */
final class RunLog implements RunListener {
    private final RunDirectory directory;
    private final Optional<Integer> plannedEpochs;

    RunLog(RunDirectory directory, Optional<Integer> plannedEpochs) {
        this.directory = directory;
        this.plannedEpochs = plannedEpochs;
    }

    @Override
    public void event(EventRecord entry) {
        EventWords.of(entry.event(), plannedEpochs).ifPresent(words -> append(entry.time() + " " + words));
        if (entry.event() instanceof TrainingEvent.Finished finished) {
            append(entry.time() + " " + ClosingWords.paragraph(finished, plannedEpochs, directory));
        }
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
