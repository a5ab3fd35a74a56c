package io.jenkins.trainmodel.trainer.process;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.trainmodel.event.Conclusion.Finished;
import io.jenkins.trainmodel.event.Conclusion.Judged;
import io.jenkins.trainmodel.event.TrainingEvent.Epoch;
import io.jenkins.trainmodel.trainer.process.TrainerProcess.Result;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A run that ends within an epoch keeps a model that no event of an epoch tells of. */
class WithinEpochIT {
    private static final String LOSS = "validation/loss";

    @TempDir
    private Path folder;

    @Test
    void shouldSayOfWhichStepTheModelIsAndWhatItMeasures() throws Exception {
        Path spec = Specifications.write(folder, """
                name: within
                data: {type: csv, path: %s, label: digit, scale: 0.0625}
                model: {type: mlp, hidden: [16]}
                stopWhen:
                  - maxEpochs: 10
                  - maxSteps: 60
                gates:
                  - {metric: validation/accuracy, atLeast: 0.1}
                device: {type: cpu, threads: 1}
                """.formatted(Specifications.EXAMPLE.resolve("digits.csv")));
        RunFolder run = new RunFolder(folder.resolve("run"));

        Result said = CommandHere.run("run", spec, "--out", run.root()).exitsWith(0);

        assertThat(said.out() + said.err())
                .contains("The model is that of step 60, within epoch 2, which was not completed.")
                .contains("gates of the model of step 60: 1 of 1 held");
        Finished finished = run.finished();
        JsonNode packaged = run.trainingJson().at("/result/packaged");
        double measured = packaged.at("/metrics").get(LOSS).asDouble();
        assertThat(finished.epoch()).isEqualTo(1);
        assertThat(finished.modelEpoch()).contains(1);
        assertThat(finished.modelWithin().orElseThrow().step()).isEqualTo(60);
        assertThat(finished.modelWithin().orElseThrow().metrics()).containsEntry(LOSS, measured);
        assertThat(measured)
                .isNotEqualTo(run.events(Epoch.class).get(0).metrics().get(LOSS));
        assertThat(run.events(Judged.class))
                .singleElement()
                .satisfies(judged -> assertThat(judged.step()).contains(60L));
        assertThat(packaged.at("/withinEpoch").asBoolean()).isTrue();
        assertThat(run.names().model().resolve("README.md")).content().contains("step 60");
        assertThat(Files.readString(run.names().reportHtml()))
                .contains("of step 60")
                .doesNotContain("of epoch 1<");
    }

    @Test
    void shouldNameTheEpochWhereTheLastOneWasComplete() throws Exception {
        Path spec = Specifications.write(folder, """
                name: whole
                data: {type: csv, path: %s, label: digit, scale: 0.0625}
                model: {type: mlp, hidden: [16]}
                stopWhen: [maxSteps: 88]
                device: {type: cpu, threads: 1}
                """.formatted(Specifications.EXAMPLE.resolve("digits.csv")));
        RunFolder run = new RunFolder(folder.resolve("run"));

        Result said = CommandHere.run("run", spec, "--out", run.root()).exitsWith(0);

        assertThat(said.out() + said.err()).contains("The model is that of epoch 2.");
        assertThat(run.finished().modelWithin()).isEmpty();
    }
}
