package io.jenkins.trainmodel.trainer.process;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.trainmodel.event.TrainingEvent.CheckpointSaved;
import io.jenkins.trainmodel.event.TrainingEvent.Epoch;
import io.jenkins.trainmodel.event.TrainingEvent.Warning;
import io.jenkins.trainmodel.run.Manifest;
import io.jenkins.trainmodel.stop.Outcome;
import io.jenkins.trainmodel.trainer.process.TrainerProcess.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Data that changes from one night to the next, and data of which a model must not be made in silence. */
class DataIT {
    private static final String SETTINGS = """
            name: data
            data: {type: csv, path: data.csv, label: digit, scale: 0.0625}
            model: {type: mlp, hidden: [32]}
            training: {batchSize: 16, optimizer: {type: adam, learningRate: 0.002}}
            stopWhen: [maxEpochs: %d]
            device: {type: cpu, threads: 1}
            """;

    @TempDir
    private Path folder;

    private List<String> digits;

    @BeforeEach
    void readDigits() throws IOException {
        digits = Files.readAllLines(Specifications.EXAMPLE.resolve("digits.csv"));
    }

    private RunFolder train(String name, List<String> lines, int epochs, String... more) throws Exception {
        RunFolder run = new RunFolder(folder.resolve(name));
        run(run, lines, epochs, more).exitsWith(0);
        return run;
    }

    private Result run(RunFolder run, List<String> lines, int epochs, String... more) throws Exception {
        Files.write(folder.resolve("data.csv"), lines);
        Path spec = Specifications.write(folder, SETTINGS.formatted(epochs));
        List<Object> arguments = new ArrayList<>(List.of("run", spec, "--out", run.root()));
        for (String value : more) {
            arguments.addAll(List.of("--set", value));
        }
        return TrainerProcess.run(arguments.toArray());
    }

    private static double accuracy(RunFolder run) throws IOException {
        List<Epoch> epochs = run.events(Epoch.class);
        return epochs.get(epochs.size() - 1).metrics().get("validation/accuracy");
    }

    private static JsonNode training(RunFolder run) throws IOException {
        return JsonMapper.builder()
                .build()
                .readTree(run.names().model().resolve("training.json").toFile());
    }

    private String parent(RunFolder parent) {
        return "parent=" + parent.root();
    }

    /** Labels of which one in five is wrong at random can only be remembered, which shows who validates by what it learned. */
    private List<String> noisy() {
        Random random = new Random(5);
        return digits.stream()
                .map(line -> random.nextInt(5) == 0 && !line.endsWith("digit")
                        ? line.substring(0, line.lastIndexOf(',') + 1) + random.nextInt(10)
                        : line)
                .toList();
    }

    @Test
    void shouldNotJudgeAChildByWhatItsParentHasLearned() throws Exception {
        List<String> grown = new ArrayList<>(noisy());
        RunFolder parent = train("parent", grown.subList(0, 1780), 30);
        Collections.shuffle(grown.subList(1, grown.size()), new Random(1));

        // so slow that nothing is learned: only another split could make a difference
        RunFolder child = train("child", grown, 1, parent(parent), "training.optimizer.learningRate=1.0e-9");

        assertThat(accuracy(child)).isBetween(accuracy(parent) - 0.03, accuracy(parent) + 0.03);
        assertThat(child.events(Warning.class))
                .extracting(Warning::message)
                .noneMatch(text -> text.contains("flattered"));
    }

    @Test
    void shouldRefuseASplitThatMixesWhatTheParentHasLearned() throws Exception {
        RunFolder parent = train("parent", digits, 1);

        Result result = run(new RunFolder(folder.resolve("child")), digits, 1, parent(parent), "seed=7")
                .exitsWith(2);

        assertThat(result.err()).contains("% of the samples", "flattered", "seed: 42", "validation: 0.2");
    }

    @Test
    void shouldMatchClassesAndColumnsOfTheParentByName() throws Exception {
        RunFolder parent = train("parent", digits, 3);
        List<String> reversed = digits.stream().map(DataIT::reversed).toList();

        RunFolder child = train("child", reversed, 1, parent(parent), "training.optimizer.learningRate=1.0e-9");

        assertThat(accuracy(child)).isEqualTo(accuracy(parent));
        assertThat(training(child).path("data").path("preprocessing").path("columns"))
                .isEqualTo(training(parent).path("data").path("preprocessing").path("columns"));
        TrainerProcess.run("verify", child.names().model()).exitsWith(0);
    }

    /** The columns of the pixels from the last to the first. */
    private static String reversed(String line) {
        List<String> cells = new ArrayList<>(List.of(line.split(",")));
        Collections.reverse(cells.subList(0, cells.size() - 1));
        return String.join(",", cells);
    }

    @Test
    void shouldRefuseAParentWithOtherClassesOrColumns() throws Exception {
        RunFolder parent = train("parent", digits, 1);
        RunFolder child = new RunFolder(folder.resolve("child"));

        Result renamed = run(child, replaced(",0$", ",z"), 1, parent(parent)).exitsWith(2);
        assertThat(renamed.err())
                .contains("classes are not those of the parent", "only the model has \"0\"", "only the data has \"z\"");
        Result column = run(child, replaced("^pixel_0_0,", "corner,"), 1, parent(parent))
                .exitsWith(2);
        assertThat(column.err()).contains("columns are not those of the parent", "\"pixel_0_0\"", "\"corner\"");
    }

    private List<String> replaced(String pattern, String by) {
        return digits.stream().map(line -> line.replaceFirst(pattern, by)).toList();
    }

    @Test
    void shouldNotResumeACheckpointThatDoesNotSayHowItWasSplit() throws Exception {
        RunFolder run = new RunFolder(folder.resolve("run"));
        Files.write(folder.resolve("data.csv"), digits);
        Path spec = Specifications.write(folder, SETTINGS.formatted(200));
        TrainerProcess process = TrainerProcess.start("run", spec, "--out", run.root());
        assertThat(run.await(process, CheckpointSaved.class, saved -> true)).isTrue();
        process.kill();
        try (Stream<Path> checkpoints = Files.list(run.names().checkpoints())) {
            for (Path checkpoint : checkpoints.filter(Files::isDirectory).toList()) {
                forgetTheSplit(checkpoint);
            }
        }

        Result result =
                TrainerProcess.run("run", spec, "--out", run.root(), "--resume").exitsWith(2);

        assertThat(result.err()).contains("holds out other samples of the same data", "another --out");
    }

    /** As versions did that drew rows by their numbers. */
    private static void forgetTheSplit(Path checkpoint) throws IOException {
        Path file = checkpoint.resolve("state.json");
        if (Files.exists(checkpoint.resolve(Manifest.FILE_NAME))) {
            JsonMapper json = JsonMapper.builder().build();
            ObjectNode state = (ObjectNode) json.readTree(file.toFile());
            assertThat(state.path("extra").path("data").path("signature").path("classNames"))
                    .hasSize(10);
            ((ObjectNode) state.path("extra")).remove("data");
            json.writeValue(file.toFile(), state);
            Files.delete(checkpoint.resolve(Manifest.FILE_NAME));
            Manifest.write(checkpoint);
        }
    }

    @Test
    void shouldLearnLabelsThatFloat32CannotTellApart() throws Exception {
        List<String> lines = new ArrayList<>(List.of("x,y"));
        for (int row = 0; row < 400; row++) {
            lines.add(row / 400.0 + "," + (1_000_000_000_000L + row));
        }

        RunFolder run = train(
                "run",
                lines,
                60,
                "data={type: csv, path: data.csv, label: y, task: regression}",
                "training.optimizer.learningRate=0.01");

        List<Epoch> epochs = run.events(Epoch.class);
        assertThat(epochs.get(59).metrics().get("validation/r2")).isGreaterThan(0.98);
        JsonNode scaling = training(run).path("data").path("labelScaling");
        double unexplained = Math.sqrt(1 - epochs.get(59).metrics().get("validation/r2"));
        double share = epochs.get(59).metrics().get("validation/rmse")
                / scaling.path("scale").asDouble();
        assertThat(share / unexplained)
                .as("error in the label's unit, whose spread is the scale")
                .isBetween(0.7, 1.4);
        assertThat(scaling.path("offset").asDouble()).isBetween(1e12, 1e12 + 400);
        assertThat(Files.readString(run.names().model().resolve("README.md"))).contains("labelScaling");
        TrainerProcess.run("verify", run.names().model()).exitsWith(0);
    }

    @Test
    void shouldNormalizeNoBatchOfASingleSample() throws Exception {
        String[] resnet = {
            "model=resnet18", "data.shape=[1, 8, 8]", "data.validationPath=validation.csv", "training.batchSize=32"
        };
        List<String> validation = new ArrayList<>(digits.subList(0, 1));
        validation.addAll(digits.subList(100, 140));
        Files.write(folder.resolve("validation.csv"), validation);

        RunFolder run = train("run", digits.subList(0, 34), 2, resnet);

        assertThat(run.finished().outcome()).isEqualTo(Outcome.SUCCESS);
        assertThat(run.finished().step()).as("33 samples are one batch").isEqualTo(2);
        assertThat(run.finished().metrics().get("validation/loss")).isFinite();
        TrainerProcess.run("verify", run.names().model()).exitsWith(0);
        resnet[3] = "training.batchSize=1";
        assertThat(run(new RunFolder(folder.resolve("single")), digits.subList(0, 34), 1, resnet)
                        .exitsWith(2)
                        .err())
                .contains("a batch of a single sample", "training.batchSize is 1");
    }

    @Test
    void shouldCountTheSamplesThatWereSeen() throws Exception {
        RunFolder run = train("run", digits.subList(0, 49), 3, "training.batchSize=1000000");

        assertThat(run.events(Epoch.class))
                .allSatisfy(
                        epoch -> assertThat(epoch.metrics().get("throughput/samplesPerSecond") * epoch.elapsedSeconds())
                                .as("samples of all epochs, at this pace")
                                .isLessThan(49 * 200));
    }

    @Test
    void shouldSayHowManyClassWeightsAreNeeded() throws Exception {
        Result result = run(
                        new RunFolder(folder.resolve("run")),
                        List.of("x,y", "1,a", "2,b", "3,a", "4,b"),
                        1,
                        "data={type: csv, path: data.csv, label: y}",
                        "training.classWeights=[1, 2, 3]")
                .exitsWith(2);

        assertThat(result.err())
                .contains("training.classWeights has 3 weights", "2 classes: \"a\", \"b\"")
                .doesNotContain("\tat ");
    }
}
