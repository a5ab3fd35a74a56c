package io.jenkins.trainmodel.trainer.process;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.jenkins.trainmodel.event.TrainingEvent.Started;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A training that finds its batch size; what a check says of it stands in {@link CheckIT}, an estimate in {@link LanguageIT}. */
class BatchSizeIT {
    @TempDir
    private Path folder;

    private Path open() throws Exception {
        return Specifications.write(folder, """
                data: {type: csv, path: %s, label: digit, scale: 0.0625}
                model: {type: mlp, hidden: [16], dropout: 0.1}
                training: {batchSize: auto}
                stopWhen: [{maxEpochs: 2}]
                device: {type: cpu, threads: 1}
                """.formatted(Specifications.EXAMPLE.resolve("digits.csv")));
    }

    @Test
    void shouldTrainWithWhatItFoundAsIfThatHadBeenGivenAndKeepItWhenResumed() throws Exception {
        Path spec = open();
        RunFolder found = new RunFolder(folder.resolve("found"));
        CommandHere.run("run", spec, "--out", found.root(), "--set=stopWhen.0.maxEpochs=1")
                .exitsWith(0);
        CommandHere.run("run", spec, "--out", found.root(), "--resume").exitsWith(0);

        int samples = specification(found).at("/training/batchSize").asInt();
        RunFolder given = new RunFolder(folder.resolve("given"));
        CommandHere.run("run", spec, "--out", given.root(), "--set=training.batchSize=" + samples)
                .exitsWith(0);

        Started started = found.events(Started.class).get(0);
        assertThat(samples).isBetween(8, 64);
        assertThat(started.specification().at("/training/batchSize").asInt()).isEqualTo(samples);
        assertThat(started.environment().get("batchSize")).startsWith(samples + " was chosen: ");
        assertThat(Files.readString(found.names().log())).contains("training.batchSize: " + samples + " was chosen: ");
        assertThat(given.events(Started.class).get(0).environment()).doesNotContainKey("batchSize");
        found.requireTheSameAs(given, "with batches of " + samples);
    }

    private static JsonNode specification(RunFolder run) throws Exception {
        return new ObjectMapper().readTree(run.names().specification().toFile());
    }
}
