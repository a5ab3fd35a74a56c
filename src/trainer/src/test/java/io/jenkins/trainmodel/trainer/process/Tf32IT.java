package io.jenkins.trainmodel.trainer.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.trainmodel.event.TrainingEvent.Warning;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs that ask for TF32 where there is no GPU. */
class Tf32IT {
    private static final String TF32 = "training.precision=tf32";
    private static final String SENTENCE =
            "training.precision: tf32 is for GPUs; this run computes on the CPU, where it is the same as float32";

    @TempDir
    private Path folder;

    @Test
    void shouldBeRecordedAndSayThatItChangesNothing() throws Exception {
        CsvTraining training = new CsvTraining(folder);
        List<String> digits = CsvTraining.digits();
        RunFolder float32 = training.trainHere("float32", digits, 2);

        RunFolder tf32 = training.trainHere("tf32", digits, 2, TF32);

        assertThat(tf32.events(Warning.class)).contains(new Warning("precision", SENTENCE));
        assertThat(float32.events(Warning.class)).isEmpty();
        assertThat(tf32.bits()).isEqualTo(float32.bits());
        assertThat(tf32.trainingJson().toString()).contains("\"precision\":\"tf32\"");
        CommandHere.run("verify", tf32.root()).exitsWith(0);
        assertThat(CommandHere.run("check", training.write(digits, 2), "--set", TF32)
                        .exitsWith(0)
                        .out())
                .contains(SENTENCE);
    }
}
