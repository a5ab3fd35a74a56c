package io.jenkins.trainmodel.trainer.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.jenkins.trainmodel.event.EventRecord;
import io.jenkins.trainmodel.event.Intervention.CommandApplied;
import io.jenkins.trainmodel.event.Intervention.HyperparameterChanged;
import io.jenkins.trainmodel.event.TrainingEvent.CheckpointSaved;
import io.jenkins.trainmodel.run.Command;
import io.jenkins.trainmodel.run.CommandOutbox;
import io.jenkins.trainmodel.run.CommandOutbox.CommandFile;
import io.jenkins.trainmodel.run.DurableFiles;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A command whose process dies before, in the middle of and behind obeying it. */
class CommandOnceIT {
    private static final Command EXTEND = new Command.Extend(Optional.of(3), Optional.empty(), "Ada", "promising");

    @TempDir
    private Path folder;

    private RunFolder run;

    @BeforeEach
    void nameTheRun() {
        run = new RunFolder(folder.resolve("run"));
    }

    /** As a crash between two lines of the log leaves it: the log is cut there, and the command lies in its folder still. */
    @Test
    void shouldApplyOnceAndAnswerOnceWhereverTheProcessDies() throws Exception {
        Path spec = Specifications.quick(folder, 4);
        run.trainAndKill(spec);
        CommandFile file = CommandOutbox.file(EXTEND, CommandOutbox.newId());
        send(file);

        CommandHere.run("run", spec, "--out", run.root(), "--resume").exitsWith(0);
        requireExtendedOnce(file.id());

        for (Class<?> last : List.of(CheckpointSaved.class, HyperparameterChanged.class, CommandApplied.class)) {
            cutBehindTheCommands(last);
            send(file);
            CommandHere.run("run", spec, "--out", run.root(), "--resume").exitsWith(0);
            requireExtendedOnce(file.id());
            run.requireWholeLog();
        }
    }

    private void requireExtendedOnce(String id) throws Exception {
        assertThat(run.events(CommandApplied.class))
                .extracting(CommandApplied::id, CommandApplied::accepted, CommandApplied::by, CommandApplied::why)
                .containsExactly(tuple(id, true, "Ada", "promising"));
        assertThat(run.events(HyperparameterChanged.class))
                .extracting(HyperparameterChanged::from, HyperparameterChanged::to)
                .containsExactly(tuple("4", "7"));
        assertThat(run.finished().epoch()).isEqualTo(7);
        assertThat(run.names().commands()).isEmptyDirectory();
    }

    /** Cuts the log behind the newest checkpoint that a command asked for, and behind this event of that command. */
    private void cutBehindTheCommands(Class<?> type) throws Exception {
        List<EventRecord> records = run.records();
        int last = -1;
        for (int i = 0; i < records.size(); i++) {
            boolean checkpoint = records.get(i).event() instanceof CheckpointSaved saved
                    && saved.reason().equals("command");
            if (checkpoint || last >= 0 && type.isInstance(records.get(i).event())) {
                last = i;
                if (!checkpoint || type == CheckpointSaved.class) {
                    break;
                }
            }
        }
        List<String> lines = Files.readAllLines(run.names().events());
        Files.write(run.names().events(), lines.subList(0, last + 1));
        String checkpoint = run.records().stream()
                .map(EventRecord::event)
                .filter(CheckpointSaved.class::isInstance)
                .map(saved -> ((CheckpointSaved) saved).name())
                .reduce((older, newer) -> newer)
                .orElseThrow();
        try (Stream<Path> later = Files.list(run.names().checkpoints())) {
            for (Path directory : later.filter(
                            path -> path.getFileName().toString().compareTo(checkpoint) > 0)
                    .toList()) {
                DurableFiles.deleteTree(directory);
            }
        }
    }

    private void send(CommandFile file) throws Exception {
        Files.createDirectories(run.names().commands());
        Path unfinished = run.names().commands().resolve("." + file.name());
        Files.write(unfinished, file.content());
        Files.move(unfinished, run.names().commands().resolve(file.name()));
    }
}
