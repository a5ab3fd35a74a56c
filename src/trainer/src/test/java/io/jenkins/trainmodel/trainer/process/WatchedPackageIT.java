package io.jenkins.trainmodel.trainer.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.trainmodel.trainer.process.TrainerProcess.Result;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The package of a run in which another program has trained, in the hands of the commands for models. */
@EnabledOnOs({OS.LINUX, OS.MAC})
class WatchedPackageIT {
    @TempDir
    private Path folder;

    private RunFolder run;

    @BeforeEach
    void watch() throws Exception {
        run = new RunFolder(folder.resolve("run"));
        Path spec = Files.writeString(
                folder.resolve("train.yaml"), "stopWhen: [{maxEpochs: 5}]\nwatch: {artifacts: [saved.bin]}\n");
        Path program = Files.writeString(folder.resolve("train.sh"), """
            echo model > '%s'
            echo '{"epoch": 1, "loss": 1, "val_loss": 1}' >> "$TRAIN_MODEL_METRICS"
            """.formatted(folder.resolve("saved.bin")));
        TrainerProcess.start(
                        builder -> builder.directory(folder.toFile()),
                        "watch",
                        spec,
                        "--out",
                        run.root(),
                        "--",
                        "sh",
                        program)
                .await()
                .exitsWith(0);
    }

    @Test
    void shouldBeVerifiedByItsFilesAlone() throws Exception {
        assertThat(CommandHere.run("verify", run.root()).exitsWith(0).out())
                .contains("all 2 files are as the manifest says", "Another program has trained it");
        assertThat(CommandHere.run("verify", run.names().model(), "--json")
                        .exitsWith(0)
                        .out())
                .contains("\"watched\":true", "\"evaluated\":false", "\"problems\":[]");

        Files.writeString(run.names().model().resolve("artifacts/saved.bin"), "other");
        assertThat(CommandHere.run("verify", run.root()).exitsWith(11).out())
                .contains("is not what it should be", "artifacts/saved.bin");
    }

    @Test
    void shouldBeUsedByTheProgramAlone() throws Exception {
        Path data = Files.writeString(folder.resolve("data.csv"), "a,b\n1,2\n");
        Path out = folder.resolve("out.csv");
        for (List<Object> command : List.<List<Object>>of(
                List.of("evaluate", run.root(), "--data", data),
                List.of("predict", run.root(), "--data", data, "--out", out),
                List.of("export-split", run.root(), "--out", out),
                List.of("reproduce", run.names().model(), "--out", folder.resolve("again")))) {
            Result result = CommandHere.run(command.toArray()).exitsWith(2);

            assertThat(result.err()).contains("holds a model that another program has trained");
        }
        assertThat(out).doesNotExist();
        assertThat(folder.resolve("again")).doesNotExist();
    }
}
