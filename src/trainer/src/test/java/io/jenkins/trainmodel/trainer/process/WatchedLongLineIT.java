package io.jenkins.trainmodel.trainer.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.trainmodel.event.TrainingEvent.CheckpointSaved;
import io.jenkins.trainmodel.event.TrainingEvent.Epoch;
import io.jenkins.trainmodel.event.TrainingEvent.Warning;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** A program that writes a line longer than is read at once, as one does whose log goes astray, and ends. */
@EnabledOnOs({OS.LINUX, OS.MAC})
class WatchedLongLineIT {
    private static final String LONG_LINE = "head -c 5000000 /dev/zero | tr '\\0' x >> \"$TRAIN_MODEL_METRICS\"\n"
            + "echo >> \"$TRAIN_MODEL_METRICS\"\n";

    @TempDir
    private Path folder;

    private RunFolder run;

    @BeforeEach
    void place() {
        run = new RunFolder(folder.resolve("run"));
    }

    private void train(int most, String script) throws Exception {
        Path spec = Files.writeString(folder.resolve("mine.yaml"), "stopWhen: [{maxEpochs: %d}]\n".formatted(most));
        Path program = Files.writeString(folder.resolve("mine.sh"), script);
        TrainerProcess.runIn(folder, "watch", spec, "--out", run.root(), "--script", program)
                .exitsWith(0);
    }

    private static String says(String json) {
        return "echo '" + json + "' >> \"$TRAIN_MODEL_METRICS\"\n";
    }

    private static String epoch(int epoch) {
        return says("{\"epoch\": %d, \"loss\": 1}".formatted(epoch));
    }

    @Test
    void shouldLoseNothingThatStandsBehindALongLine() throws Exception {
        train(9, epoch(1) + LONG_LINE + epoch(2) + epoch(3) + epoch(4));

        assertThat(run.events(Epoch.class)).extracting(Epoch::epoch).containsExactly(1, 2, 3, 4);
        assertThat(run.events(Warning.class))
                .extracting(Warning::message)
                .anyMatch(message -> message.contains("line 2: the line is longer than a mebibyte"))
                .noneMatch(message -> message.contains("no JSON"));
        assertThat(run.finished().epoch()).isEqualTo(4);
    }

    @Test
    void shouldHearOfACheckpointBehindALongLineThatFollowsTheEpochThatDecides() throws Exception {
        train(1, epoch(1) + LONG_LINE + says("{\"type\": \"checkpoint\", \"path\": \"last.pt\", \"epoch\": 1}"));

        assertThat(run.events(CheckpointSaved.class))
                .extracting(CheckpointSaved::name)
                .singleElement()
                .asString()
                .endsWith("last.pt");
        assertThat(run.finished().epoch()).isEqualTo(1);
    }
}
