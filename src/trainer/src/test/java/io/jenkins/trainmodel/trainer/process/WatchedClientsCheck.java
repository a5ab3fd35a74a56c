package io.jenkins.trainmodel.trainer.process;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.jenkins.trainmodel.event.TrainingEvent.Epoch;
import io.jenkins.trainmodel.event.TrainingEvent.Resumed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The callbacks of {@code train_model.py} within the libraries they are for, in the profile {@code clients}, where
 * {@code -Dclients.python} names a Python with torch, keras, lightning, transformers and accelerate.
 */
class WatchedClientsCheck {
    private static final String PYTHON = System.getProperty("clients.python", "python3");
    private static final Path SCRIPT = Path.of("src/python/watched_clients.py").toAbsolutePath();
    private static final String CLIENT =
            Path.of("../../docs/examples/watch").toAbsolutePath().toString();

    /** Python may read these libraries for longer than a minute where others use the disk and the processor. */
    private static final int LONGEST_MINUTES = 10;

    @TempDir
    private Path folder;

    private void watch(RunFolder run, String library, int epochs, Object... more) throws Exception {
        Path spec = Files.writeString(folder.resolve("watch.yaml"), """
                name: %s
                stopWhen: [{maxEpochs: %d}]
                watch: {artifacts: ['out/**'], signalAfter: 60s, grace: 60s}
                """.formatted(library, epochs));
        List<Object> arguments = new ArrayList<>(List.of("watch", spec, "--out", run.root()));
        arguments.addAll(List.of(more));
        arguments.addAll(List.of("--", PYTHON, SCRIPT, library, out()));
        TrainerProcess.start(
                        builder -> {
                            builder.directory(folder.toFile());
                            builder.environment().put("PYTHONPATH", CLIENT);
                        },
                        arguments.toArray())
                .await(LONGEST_MINUTES)
                .exitsWith(0);
    }

    private Path out() throws IOException {
        return Files.createDirectories(folder.resolve("out"));
    }

    /** By the file that asks it to end, long before a signal would, and with what the library keeps. */
    @ParameterizedTest
    @CsvSource({
        "keras, model.keras, train/accuracy",
        "lightning, last.ckpt, train/loss",
        "transformers, checkpoint-*, gradient/norm"
    })
    void shouldReportAndEndWhenItIsAskedTo(String library, String kept, String metric) throws Exception {
        RunFolder run = new RunFolder(folder.resolve("run"));

        watch(run, library, 3);

        assertThat(run.finished().fired().get(0).rule()).isEqualTo("maxEpochs");
        assertThat(run.events(Epoch.class)).map(Epoch::epoch).containsExactly(1, 2, 3);
        assertThat(run.events(Epoch.class))
                .allSatisfy(epoch ->
                        assertThat(epoch.metrics()).containsKeys("validation/loss", "validation/accuracy", metric));
        try (var files = Files.newDirectoryStream(run.names().model().resolve("artifacts/out"), kept)) {
            assertThat(files).isNotEmpty();
        }
    }

    /** Libraries end an epoch that is cut short as they end others; complete it is not, and what it has come to is told. */
    @ParameterizedTest
    @ValueSource(strings = {"keras", "lightning", "transformers"})
    void shouldCallNoEpochCompleteThatIsCutShort(String library) throws Exception {
        Path metrics = folder.resolve("metrics.jsonl");
        Path output = folder.resolve("output.txt");
        ProcessBuilder builder = new ProcessBuilder(PYTHON, SCRIPT.toString(), library, out().toString(), "10")
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        builder.environment()
                .putAll(Map.of(
                        "PYTHONPATH", CLIENT,
                        "TRAIN_MODEL_METRICS", metrics.toString(),
                        "TRAIN_MODEL_STOP", folder.resolve("stop").toString()));

        int exit = builder.start().waitFor();
        assertThat(exit).as(Files.readString(output)).isZero();

        List<JsonNode> lines = new ArrayList<>();
        for (String line : Files.readAllLines(metrics)) {
            lines.add(new ObjectMapper().readTree(line));
        }
        assertThat(lines)
                .filteredOn(line -> line.path("type").asText().equals("epoch"))
                .map(line -> line.path("epoch").asInt())
                .containsExactly(1, 2);
        assertThat(lines.subList(indexOfEpoch(lines, 2) + 1, lines.size()))
                .as("readings of the third epoch, its evaluation among them")
                .anyMatch(line -> line.at("/metrics").has("val_loss")
                        || line.at("/metrics").has("eval_loss"))
                .allMatch(line -> line.path("step").asInt() <= 11 || !line.has("step"));
    }

    private static int indexOfEpoch(List<JsonNode> lines, int epoch) {
        return IntStream.range(0, lines.size())
                .filter(at -> lines.get(at).path("type").asText().equals("epoch")
                        && lines.get(at).path("epoch").asInt() == epoch)
                .findFirst()
                .orElseThrow();
    }

    @ParameterizedTest
    @CsvSource({"lightning, .ckpt", "transformers, checkpoint-"})
    void shouldGoOnFromItsOwnCheckpoint(String library, String checkpoint) throws Exception {
        RunFolder run = new RunFolder(folder.resolve("run"));
        watch(run, library, 2);

        watch(run, library, 4, "--resume");

        assertThat(run.events(Resumed.class).get(0).checkpoint()).contains(checkpoint);
        // An epoch in which the first process was ended Lightning has saved as over, and goes on with the next.
        assertThat(run.events(Epoch.class))
                .map(Epoch::epoch)
                .startsWith(1, 2)
                .endsWith(4)
                .isSubsetOf(1, 2, 3, 4)
                .doesNotHaveDuplicates();
    }
}
