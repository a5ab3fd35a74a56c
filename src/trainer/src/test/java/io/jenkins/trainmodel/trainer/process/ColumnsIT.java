package io.jenkins.trainmodel.trainer.process;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.jenkins.trainmodel.event.TrainingEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Categories, dates and gaps from the specification to the package, and back from it to new samples. */
class ColumnsIT {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final List<String> COLOURS = List.of("red", "green", "blue");

    @TempDir
    private static Path shared;

    @TempDir
    private Path folder;

    private static RunFolder run;
    private static Path held;

    @BeforeAll
    static void train() throws Exception {
        held = table("held.csv", 80, 120);
        Path spec = Files.writeString(shared.resolve("train.yaml"), """
            data:
              type: csv
              path: %s
              label: kind
              standardize: true
              validationPath: %s
              columns:
                colour: category
                joined: {type: date, calendar: [weekday], missing: flag}
                age: {type: number, missing: mean}
            model: {type: mlp, hidden: [8]}
            training: {batchSize: 8, optimizer: {type: adam, learningRate: 0.02}}
            stopWhen: [{maxEpochs: 5}]
            device: {type: cpu, threads: 1}
            """.formatted(table("learned.csv", 0, 80), held));
        run = new RunFolder(shared.resolve("run"));
        assertThat(CommandHere.run("run", spec, "--out", run.root()).exitCode()).isZero();
    }

    private static Path table(String name, int from, int to) throws IOException {
        List<String> lines = new ArrayList<>(List.of("colour,joined,age,kind"));
        for (int row = from; row < to; row++) {
            String colour = COLOURS.get(row % 3);
            String joined = row % 7 == 0 ? "" : "2024-%02d-%02d".formatted(1 + row % 12, 1 + row % 28);
            String age = row % 5 == 0 ? "NA" : Integer.toString(20 + row % 40);
            lines.add(String.join(",", colour, joined, age, colour.equals("red") ? "warm" : "cold"));
        }
        return Files.write(shared.resolve(name), lines);
    }

    @Test
    void shouldRecordWhatNewSamplesNeedAndMeasureThemAsInTraining() throws Exception {
        JsonNode training = run.trainingJson();
        JsonNode encodings = training.at("/data/preprocessing/encodings");

        assertThat(encodings.at("/0/type").asText()).isEqualTo("category");
        assertThat(encodings.at("/0/values").toString()).isEqualTo("[\"blue\",\"green\",\"red\"]");
        assertThat(encodings.at("/1/type").asText()).isEqualTo("date");
        assertThat(encodings.at("/2/fill").isNumber()).isTrue();
        JsonNode measured = JSON.readTree(
                CommandHere.run("evaluate", run.root(), "--data", held, "--json", "--device", "cpu", "--threads", 1)
                        .out());
        for (String metric : List.of("loss", "accuracy")) {
            assertThat(measured.at("/metrics/" + metric).asDouble())
                    .isEqualTo(training.at("/result/packaged/metrics/validation~1" + metric)
                            .asDouble());
        }
        assertThat(CommandHere.run("verify", run.root()).exitCode()).isZero();
    }

    @Test
    void shouldTellWhatTheDataIsBeforeItTrains() throws Exception {
        TrainingEvent.DataRead told =
                run.events(TrainingEvent.DataRead.class).stream().findFirst().orElseThrow();

        assertThat(told.files()).extracting(TrainingEvent.DataFile::name).containsExactly("learned.csv", "held.csv");
        assertThat(told.files().get(0).sha256())
                .isEqualTo(HexFormat.of()
                        .formatHex(MessageDigest.getInstance("SHA-256")
                                .digest(Files.readAllBytes(shared.resolve("learned.csv")))));
        assertThat(told.classes())
                .containsExactly(
                        new TrainingEvent.ClassCount("cold", 53, 27, 0),
                        new TrainingEvent.ClassCount("warm", 27, 13, 0));
        assertThat(told.duplicates()).contains(0L);
        assertThat(told.constant()).isEmpty();
        assertThat(run.trainingJson().at("/data/files/1/name").asText()).isEqualTo("held.csv");
        assertThat(CommandHere.run("check", shared.resolve("train.yaml")).out())
                .contains("training samples of the largest class, \"cold\": 53; of the smallest, \"warm\": 27");
    }

    @Test
    void shouldRefuseToGoOnWithAChangedFileAndNameIt() throws Exception {
        Path train = Files.copy(shared.resolve("learned.csv"), folder.resolve("rows.csv"));
        Path other = Files.copy(held, folder.resolve("judge.csv"));
        Path spec = Files.writeString(folder.resolve("train.yaml"), """
            data: {type: csv, path: rows.csv, label: kind, validationPath: judge.csv, ignore: [joined, age], columns: {colour: category}}
            model: {type: mlp, hidden: [4]}
            stopWhen: [{milestone: 1}, {maxEpochs: 2}]
            device: {type: cpu, threads: 1}
            """);
        CommandHere.run("run", spec, "--out", folder.resolve("run"));
        Files.writeString(other, Files.readString(other).replaceFirst("red", "blue"));

        var refused = CommandHere.run("run", spec, "--out", folder.resolve("run"), "--resume");

        assertThat(refused.exitCode()).isEqualTo(2);
        assertThat(refused.err()).contains("the content of judge.csv has changed");
        assertThat(train).exists();
    }

    @Test
    void shouldPredictFromWordsDatesAndGapsAndTellOfWordsThatAreNew() throws Exception {
        Path data = Files.writeString(
                folder.resolve("new.csv"), "age,colour,joined\n30,red,2024-05-06\n,teal,\n41,blue,2023-01-02\n");
        Path out = folder.resolve("predictions.csv");

        var done = CommandHere.run("predict", run.root(), "--data", data, "--out", out);

        assertThat(done.exitCode()).as(done.err()).isZero();
        assertThat(Files.readAllLines(out)).hasSize(4);
        assertThat(Files.readAllLines(out).get(1)).startsWith("1,warm,");
        assertThat(done.err())
                .contains("1 sample has a value in the column \"colour\" that is none of its categories, such as"
                        + " \"teal\"");
        Path bad = Files.writeString(folder.resolve("bad.csv"), "age,colour,joined\n30,,2024-05-06\n");
        assertThat(CommandHere.run("predict", run.root(), "--data", bad, "--out", folder.resolve("none.csv"))
                        .err())
                .contains("bad.csv, line 2, column \"colour\": the cell is empty");
    }

    @Test
    void shouldMakeTheSameModelAgain() {
        assertThat(CommandHere.run("reproduce", run.root(), "--out", folder.resolve("again"))
                        .out())
                .contains("have the same bits");
    }

    @Test
    void shouldGoOnWithTheCategoriesOfAReference() throws Exception {
        Path more = table("more.csv", 1, 60);
        Files.writeString(more, "teal,2024-02-02,33,cold\n", StandardOpenOption.APPEND);
        Path spec = Files.writeString(folder.resolve("next.yaml"), """
            reference: %s
            warmStart: parameters
            data:
              type: csv
              path: %s
              label: kind
              standardize: true
              validationPath: %s
              columns:
                colour: category
                joined: {type: date, calendar: [weekday], missing: flag}
                age: {type: number, missing: mean}
            model: {type: mlp, hidden: [8]}
            stopWhen: [{maxEpochs: 1}]
            device: {type: cpu, threads: 1}
            """.formatted(run.root(), more, held));
        RunFolder next = new RunFolder(folder.resolve("next"));

        var done = CommandHere.run("run", spec, "--out", next.root());

        assertThat(done.exitCode()).as(done.err()).isZero();
        assertThat(next.trainingJson().at("/data/preprocessing/columns").toString())
                .startsWith("[\"colour=blue\",\"colour=green\",\"colour=red\",\"joined\"");
    }
}
