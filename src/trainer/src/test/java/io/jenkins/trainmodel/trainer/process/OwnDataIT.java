package io.jenkins.trainmodel.trainer.process;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.jenkins.trainmodel.event.Conclusion.Tested;
import io.jenkins.trainmodel.event.TrainingEvent.CheckpointSaved;
import io.jenkins.trainmodel.event.TrainingEvent.Started;
import io.jenkins.trainmodel.own.DataSource;
import io.jenkins.trainmodel.trainer.custom.UserJars;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs whose samples come from a data source of users' own. */
class OwnDataIT {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String NAMED = "public String name() { return \"mine\"; }\n";

    /** Reads lines of numbers and their sum from a file. */
    private static final String LINES = NAMED + """
            private java.nio.file.Path path; private java.util.List<String> lines;
            public void configure(Options options) { path = options.path("path"); }
            public void open() throws java.io.IOException { lines = java.nio.file.Files.readAllLines(path); }
            public int size() { return lines.size(); }
            public int[] shape() { return new int[] {2}; }
            private double number(int sample, int place) { return Double.parseDouble(lines.get(sample).split(" ")[place]); }
            public void read(int sample, float[] features) {
                features[0] = (float) number(sample, 0); features[1] = (float) number(sample, 1); }
            public double target(int sample) { return number(sample, 0) + number(sample, 1); }
            """;

    @TempDir
    private Path folder;

    private Path example() throws Exception {
        UserJars.example(folder.resolve("libs"));
        return Specifications.write(folder, """
            classpath: [libs/*.jar]
            data: {type: custom, part: spirals, options: {samples: 600}, test: 0.2}
            model: {type: mlp, hidden: [64, 64]}
            training: {batchSize: 16, optimizer: {type: adam, learningRate: 0.01}}
            stopWhen: [{maxEpochs: 40}]
            checkpoint: {everySteps: 40}
            device: {type: cpu, threads: 1}
            """);
    }

    @Test
    void shouldLearnTheExampleAndGoOnAfterAKillAsIfNothingHadHappened() throws Exception {
        Path spec = example();
        RunFolder straight = new RunFolder(folder.resolve("straight"));
        CommandHere.run("run", spec, "--out", straight.root()).exitsWith(0);
        RunFolder killed = new RunFolder(folder.resolve("killed"));
        TrainerProcess process = TrainerProcess.start("run", spec, "--out", killed.root());
        assertThat(killed.await(process, CheckpointSaved.class, saved -> saved.epoch() > 1))
                .isTrue();
        process.kill();
        CommandHere.run("run", spec, "--out", killed.root(), "--resume").exitsWith(0);

        killed.requireTheSameAs(straight, "killed and gone on");
        assertThat(straight.events(Tested.class).get(0).result().metrics().get("accuracy"))
                .isGreaterThan(0.8);
        Started started = straight.events(Started.class).get(0);
        assertThat(started.trainSamples() + started.validationSamples()).isBetween(400L, 540L);
        CommandHere.run("verify", straight.names().model()).exitsWith(0);
    }

    private static List<String> lines(int from, int to) {
        return IntStream.range(from, to)
                .mapToObj(line -> (line % 7) / 7.0 + " " + (line % 11) / 11.0)
                .toList();
    }

    private Path numbers(int epochs) throws Exception {
        UserJars.of(folder.resolve("libs/mine.jar"), DataSource.class, LINES);
        return Specifications.write(folder, """
            classpath: [libs/*.jar]
            data: {type: custom, part: mine, options: {path: numbers.txt}, task: regression}
            model: {type: mlp, hidden: [8]}
            training: {batchSize: 8, optimizer: {type: adam, learningRate: 0.02}}
            stopWhen: [{maxEpochs: %d}]
            device: {type: cpu, threads: 1}
            """.formatted(epochs));
    }

    @Test
    void shouldValidateAndTestOnWhatOtherOptionsName() throws Exception {
        Files.write(folder.resolve("numbers.txt"), lines(0, 77));
        Files.write(folder.resolve("held.txt"), lines(20, 50));
        Files.write(folder.resolve("kept.txt"), lines(30, 70));
        RunFolder run = new RunFolder(folder.resolve("run"));
        String held = "data.validationOptions={path: held.txt}";

        CommandHere.run(
                        "run",
                        numbers(2),
                        "--out",
                        run.root(),
                        "--set",
                        held,
                        "--set",
                        "data.testOptions={path: kept.txt}")
                .exitsWith(0);

        Started started = run.events(Started.class).get(0);
        assertThat(started.trainSamples()).isEqualTo(77);
        assertThat(started.validationSamples()).isEqualTo(30);
        assertThat(run.events(Tested.class).get(0).result().samples()).isEqualTo(40);
        CommandHere.run("verify", run.names().model()).exitsWith(0);
        Path split = folder.resolve("split.csv");
        CommandHere.run("export-split", run.root(), "--out", split).exitsWith(0);
        assertThat(Files.readAllLines(split))
                .hasSize(148)
                .contains("validation,the data source mine for validation,30");
        Files.write(folder.resolve("held.txt"), lines(21, 51));
        assertThat(CommandHere.run("export-split", run.root(), "--out", split)
                        .exitsWith(2)
                        .err())
                .contains("the content of mine for validation has changed");
        assertThat(CommandHere.run("check", numbers(2), "--set", "data.validationOptions={paht: held.txt}")
                        .exitsWith(2)
                        .out())
                .contains("data.validationOptions.paht");
    }

    @Test
    void shouldTellTheSplitWithTheCodeThatLiesElsewhereNow() throws Exception {
        Files.write(folder.resolve("numbers.txt"), lines(0, 77));
        RunFolder run = new RunFolder(folder.resolve("run"));
        CommandHere.run("run", numbers(1), "--out", run.root()).exitsWith(0);
        Path before = folder.resolve("before.csv");
        CommandHere.run("export-split", run.root(), "--out", before).exitsWith(0);
        Path jar = Files.move(
                folder.resolve("libs/mine.jar"),
                Files.createDirectories(folder.resolve("now")).resolve("mine.jar"));
        Path split = folder.resolve("split.csv");

        assertThat(CommandHere.run("export-split", run.root(), "--out", split)
                        .exitsWith(2)
                        .err())
                .contains("A part of your own cannot be had", "It needs mine.jar (SHA-256 ");
        assertThat(split).doesNotExist();
        CommandHere.run("export-split", run.root(), "--out", split, "--classpath", jar)
                .exitsWith(0);
        assertThat(split).hasSameTextualContentAs(before).content().hasLineCount(78);
        assertThat(CommandHere.run("export-split", run.root(), "--out", split, "--classpath", "package")
                        .exitsWith(2)
                        .err())
                .contains("found --classpath package");
    }

    @Test
    void shouldRefuseToGoOnWithOtherSamplesOfTheSameName() throws Exception {
        Files.write(folder.resolve("numbers.txt"), lines(0, 77));
        RunFolder run = new RunFolder(folder.resolve("run"));
        CommandHere.run("run", numbers(2), "--out", run.root()).exitsWith(0);
        Files.write(folder.resolve("numbers.txt"), lines(1, 78));

        assertThat(CommandHere.run("run", numbers(4), "--out", run.root(), "--resume")
                        .exitsWith(2)
                        .err())
                .contains("The data is not that of the run which is to go on: the content of mine has changed");
    }

    private void requireANoteOfOtherCode(RunFolder run, Path data) throws Exception {
        Path predictions = folder.resolve("others.csv");
        String note =
                "mine may not be read as those that the model has learned: mine.jar on the class path is another one";
        assertThat(CommandHere.run("predict", run.root(), "--data", data, "--out", predictions, "--device", "cpu")
                        .exitsWith(0)
                        .err())
                .doesNotContain(note);
        UserJars.of(
                folder.resolve("libs/mine.jar"),
                DataSource.class,
                LINES.replace("(float) number(sample, 0)", "(float) number(sample, 0) / 255"));
        assertThat(CommandHere.run("predict", run.root(), "--data", data, "--out", predictions, "--device", "cpu")
                        .exitsWith(0)
                        .err())
                .contains(note);
        assertThat(JSON.readTree(CommandHere.run("evaluate", run.root(), "--data", data, "--json", "--device", "cpu")
                                .exitsWith(0)
                                .out())
                        .at("/notes")
                        .toString())
                .contains(note);
    }

    @Test
    void shouldMeasureAndPredictOtherDataByThePathOfTheSource() throws Exception {
        Files.write(folder.resolve("numbers.txt"), lines(0, 77));
        Path others = Files.write(folder.resolve("others.txt"), lines(20, 50));
        RunFolder run = new RunFolder(folder.resolve("run"));
        CommandHere.run("run", numbers(30), "--out", run.root()).exitsWith(0);

        assertThat(JSON.readTree(CommandHere.run("evaluate", run.root(), "--data", others, "--json", "--device", "cpu")
                                .exitsWith(0)
                                .out())
                        .at("/metrics/mae")
                        .asDouble())
                .isBetween(0.0, 0.2);
        Path predictions = folder.resolve("predictions.csv");
        CommandHere.run("predict", run.root(), "--data", others, "--out", predictions, "--device", "cpu")
                .exitsWith(0);
        assertThat(Files.readAllLines(predictions)).hasSize(31).first().isEqualTo("row,predicted");
        requireANoteOfOtherCode(run, others);
        assertThat(CommandHere.run("evaluate", run.root(), "--data", others, others, "--device", "cpu")
                        .exitsWith(2)
                        .err())
                .contains("the data source mine reads one path, and 2 were named");
        Files.write(folder.resolve("numbers.txt"), lines(1, 78));
        assertThat(CommandHere.run("verify", run.names().model()).exitsWith(10).out())
                .contains("the data is not that of the training any more");
        Files.delete(folder.resolve("libs/mine.jar"));
        assertThat(CommandHere.run("verify", run.names().model()).exitsWith(10).out())
                .contains("It was not evaluated: ", "libs");
        requireToldWhatIsMissing(run, others);
    }

    /** The jar of the source is gone, and another one has come. */
    private void requireToldWhatIsMissing(RunFolder run, Path data) throws Exception {
        UserJars.example(folder.resolve("libs"));
        assertThat(CommandHere.run("evaluate", run.root(), "--data", data, "--device", "cpu")
                        .exitsWith(2)
                        .err())
                .contains("A part of your own cannot be had: found `mine`, which is no data source on the class path;"
                        + " wanted: spirals. Since the run the class path has changed: mine.jar is no longer on the"
                        + " class path; put back what was there");
        Path again = folder.resolve("again");
        assertThat(CommandHere.run("reproduce", run.root(), "--out", again)
                        .exitsWith(2)
                        .err())
                .contains("found `mine`, which is no data source on the class path");
        assertThat(again).doesNotExist();
    }
}
