package io.jenkins.trainmodel.trainer.process;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.jenkins.trainmodel.event.Conclusion.Failed;
import io.jenkins.trainmodel.event.Conclusion.Finished;
import io.jenkins.trainmodel.event.FailedDevice;
import io.jenkins.trainmodel.event.TrainingEvent.CheckpointSaved;
import io.jenkins.trainmodel.own.DeviceThatFails;
import io.jenkins.trainmodel.stop.Outcome;
import io.jenkins.trainmodel.trainer.custom.UserJars;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Runs whose device fails: the engine says what libtorch says of a GPU, at the place where it would. */
class FailedDeviceIT {
    private static final int EPOCHS = 5;

    /** In the third epoch: one computes 90 batches to train and 23 to validate. */
    private static final int FAILING_BATCH = 250;

    private static final String[] NETWORK = {
        "classpath=[libs/*.jar]", "model=" + DeviceThatFails.MODEL, "checkpoint.everySteps=40"
    };

    @TempDir
    private Path folder;

    private CsvTraining training;
    private List<String> digits;

    @BeforeEach
    void specify() throws Exception {
        training = new CsvTraining(folder);
        digits = CsvTraining.digits();
    }

    private Path words() {
        return folder.resolve("words.txt");
    }

    private void failAt(int batch) throws Exception {
        UserJars.make(
                folder.resolve("libs/failing.jar"),
                Map.of(DeviceThatFails.CLASS, DeviceThatFails.source(words(), batch)),
                Map.of(DeviceThatFails.SERVICE, DeviceThatFails.CLASS + "\n"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "CUDA error: an illegal memory access was encountered | BROKEN | failed and computes nothing more in this process (CUDA error: an illegal memory access was encountered)",
                "CUDA out of memory. Tried to allocate 20.00 MiB. GPU 0 has a total capacity of 15.77 GiB of which 9.00 MiB is free. | OUT_OF_MEMORY | has too little memory for this training (CUDA out of memory. Tried to allocate 20.00 MiB)"
            })
    void shouldEndAsOneThatCanGoOnWithTheSameBits(String words, FailedDevice.Kind kind, String sentence)
            throws Exception {
        failAt(FAILING_BATCH);
        RunFolder straight = training.trainHere("straight", digits, EPOCHS, NETWORK);
        Files.writeString(
                words(), "The following operation failed in the TorchScript interpreter.\nRuntimeError: " + words);
        RunFolder run = training.run("failed");

        TrainerProcess.Result result =
                training.start(run, digits, EPOCHS, NETWORK).await().exitsWith(11);

        assertThat(result.out()).contains(sentence).contains("--resume");
        assertThat(result.err()).doesNotContain("\tat ");
        requireEnd(run, kind, sentence);
        assertThat(run.names().model()).doesNotExist();
        List<CheckpointSaved> saved = run.events(CheckpointSaved.class);
        assertThat(saved.get(saved.size() - 1).step())
                .as("nothing is saved of what the device held")
                .isLessThan(run.finished().step())
                .isGreaterThan(90);
        assertThat(run.newestCheckpoint())
                .hasFileName(saved.get(saved.size() - 1).name());

        training.resumeHere(run, digits, EPOCHS, NETWORK).exitsWith(0);

        run.requireTheSameAs(straight, "failed and gone on");
    }

    private static void requireEnd(RunFolder run, FailedDevice.Kind kind, String sentence) throws Exception {
        Finished finished = run.finished();
        assertThat(finished.outcome()).isEqualTo(Outcome.FAILURE);
        assertThat(finished.resumable()).isTrue();
        assertThat(finished.failedDevice()).contains(new FailedDevice(kind, Optional.empty()));
        assertThat(finished.reason()).contains(sentence);
        assertThat(run.events(Failed.class)).isEmpty();
        assertThat(JsonMapper.builder()
                        .build()
                        .readTree(run.names().reportJson().toFile())
                        .at("/failedDevice/kind")
                        .asText())
                .isEqualTo(kind.word());
        assertThat(run.names().reportHtml()).content().contains(sentence.substring(0, sentence.indexOf('(') - 1));
    }

    /** Ten steps within the first epoch, behind which the model is validated before it is packaged. */
    @Test
    void shouldDecideAgainWhatWasDecidedWhereTheDeviceFailsWhileTheModelIsPackaged() throws Exception {
        failAt(15);
        String stop = "stopWhen=[{maxSteps: 10}]";
        RunFolder straight = training.trainHere("straight", digits, 1, NETWORK[0], NETWORK[1], stop);
        Files.writeString(words(), "CUDA error: unspecified launch failure");

        training.attemptHere("failed", digits, 1, NETWORK[0], NETWORK[1], stop).exitsWith(11);

        RunFolder run = training.run("failed");
        requireEnd(
                run,
                FailedDevice.Kind.BROKEN,
                "failed and computes nothing more in this process (CUDA error: unspecified launch failure)");
        assertThat(run.names().model()).doesNotExist();
        training.resumeHere(run, digits, 1, NETWORK[0], NETWORK[1], stop).exitsWith(0);
        run.requireTheSameAs(straight, "failed while it was packaged");
    }
}
