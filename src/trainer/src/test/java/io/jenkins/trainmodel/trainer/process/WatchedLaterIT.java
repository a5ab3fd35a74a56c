package io.jenkins.trainmodel.trainer.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.trainmodel.event.TrainingEvent.Warning;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** A program that trains and saves on when the run is decided. */
@EnabledOnOs({OS.LINUX, OS.MAC})
class WatchedLaterIT {
    @TempDir
    private Path folder;

    private static String says(String json) {
        return "echo '" + json + "' >> \"$TRAIN_MODEL_METRICS\"\n";
    }

    private RunFolder watch() throws Exception {
        Path spec = Files.writeString(
                folder.resolve("mine.yaml"),
                "stopWhen: [{maxEpochs: 1}]\nwatch: {artifacts: [model.pt], grace: 20s}\n");
        Path program = Files.writeString(
                folder.resolve("mine.sh"),
                says("{\"epoch\": 1, \"loss\": 1}")
                        + "while [ ! -e \"$TRAIN_MODEL_STOP\" ]; do sleep 0.05; done\n"
                        + "echo three > model.pt\n"
                        + says("{\"epoch\": 3, \"loss\": 0.5}")
                        + says("{\"type\": \"checkpoint\", \"path\": \"model.pt\", \"epoch\": 3}"));
        TrainerProcess.runIn(folder, "watch", spec, "--out", folder.resolve("run"), "--script", program)
                .exitsWith(0);
        return new RunFolder(folder.resolve("run"));
    }

    @Test
    void shouldSayInWhichEpochTheProgramSavedWhatIsKept() throws Exception {
        RunFolder run = watch();

        assertThat(run.names().model().resolve("artifacts/model.pt")).hasContent("three");
        assertThat(run.finished().modelEpoch()).contains(1);
        assertThat(run.events(Warning.class))
                .extracting(Warning::message)
                .contains(
                        "the program saved last in epoch 3, behind epoch 1, with which the run ends and by which gates"
                                + " judge: the artifacts are those that it left");
    }
}
