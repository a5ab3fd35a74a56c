package io.jenkins.trainmodel.trainer.process;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.jenkins.trainmodel.run.RunDirectory;
import io.jenkins.trainmodel.trainer.data.csv.CsvFile;
import io.jenkins.trainmodel.trainer.data.file.LoadProgress;
import io.jenkins.trainmodel.trainer.data.file.TableFile;
import io.jenkins.trainmodel.trainer.data.parquet.ParquetTable;
import io.jenkins.trainmodel.trainer.engine.TestEngine;
import io.jenkins.trainmodel.trainer.process.TrainerProcess.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A package is measured on other data, and asked about samples that nobody knows. */
class UseIT {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    @TempDir
    private static Path shared;

    @TempDir
    private Path folder;

    private static RunFolder run;
    private static Path held;

    @BeforeAll
    static void train() throws Exception {
        held = table("held.csv", 60, 90);
        Path spec = Files.writeString(shared.resolve("train.yaml"), """
            data: {type: csv, path: %s, label: kind, standardize: true, validationPath: %s}
            model: {type: mlp, hidden: [8]}
            training: {batchSize: 8, optimizer: {type: adam, learningRate: 0.01}}
            stopWhen: [{maxEpochs: 4}]
            device: {type: cpu, threads: 1}
            """.formatted(table("learned.csv", 0, 60), held));
        run = new RunFolder(shared.resolve("run"));
        CommandHere.run("run", spec, "--out", run.root()).exitsWith(0);
    }

    private static Path table(String name, int from, int to) throws IOException {
        List<String> lines = new ArrayList<>(List.of("length,width,kind"));
        for (int row = from; row < to; row++) {
            double length = 10 + row * 7 % 13;
            lines.add(String.format(
                    Locale.ROOT, "%.2f,%.3f,%s", length, 1000.0 + row * 5 % 11, length > 15 ? "long" : "short"));
        }
        return Files.write(shared.resolve(name), lines);
    }

    private static JsonNode evaluate(Path data) throws Exception {
        return JSON.readTree(
                CommandHere.run("evaluate", run.root(), "--data", data, "--json", "--device", "cpu", "--threads", 1)
                        .exitsWith(0)
                        .out());
    }

    @Test
    void shouldMeasureOnOtherDataWhatWasMeasuredInTraining() throws Exception {
        JsonNode result = evaluate(held);

        JsonNode recorded = run.trainingJson().at("/result/packaged/metrics");
        for (String metric : List.of("loss", "accuracy")) {
            assertThat(result.at("/metrics/" + metric).asDouble())
                    .isEqualTo(recorded.get("validation/" + metric).asDouble());
        }
        assertThat(result.at("/task").asText()).isEqualTo("classification");
        assertThat(result.at("/samples").asInt()).isEqualTo(30);
        assertThat(result.at("/classes/0/name").asText()).isEqualTo("long");
        assertThat(result.at("/metrics/f1").isNumber()).isTrue();
        assertThat(result.at("/confusion/cells").isEmpty()).isFalse();
        assertThat(TrainerProcess.run("evaluate", run.root(), "--data", held, "--lang=zh")
                        .exitsWith(0)
                        .out())
                .contains("30", "accuracy", "long", "short");
    }

    @Test
    void shouldPredictByNamesOfColumnsWhateverElseIsThere() throws Exception {
        List<String> lines = new ArrayList<>(List.of("id,width,note,length"));
        List<String> expected = new ArrayList<>();
        try (Stream<String> rows = Files.lines(held).skip(1)) {
            rows.map(row -> row.split(",")).forEach(cells -> {
                lines.add("s" + lines.size() + "," + cells[1] + ",\"a, b\"," + cells[0]);
                expected.add(cells[2]);
            });
        }
        Path data = Files.write(folder.resolve("new.csv"), lines);
        Path out = folder.resolve("predictions.csv");

        Result done = CommandHere.run("predict", run.root(), "--data", data, "--out", out, "--id", "id")
                .exitsWith(0);

        List<String> predictions = Files.readAllLines(out);
        assertThat(predictions.get(0)).isEqualTo("id,predicted,probability long,probability short");
        assertThat(predictions).hasSize(31);
        long right = 0;
        for (int row = 0; row < 30; row++) {
            String[] cells = predictions.get(row + 1).split(",");
            assertThat(cells[0]).isEqualTo("s" + (row + 1));
            assertThat(Float.parseFloat(cells[2]) + Float.parseFloat(cells[3])).isBetween(0.9999f, 1.0001f);
            right += cells[1].equals(expected.get(row)) ? 1 : 0;
        }
        assertThat(right / 30.0)
                .isEqualTo(evaluate(held).at("/metrics/accuracy").asDouble());
        assertThat(done.out()).contains("predictions.csv: 30 rows written");
    }

    @Test
    void shouldWriteParquetThatTablesAreReadFrom() throws Exception {
        Path out = folder.resolve("predictions.parquet");

        CommandHere.run("predict", run.root(), "--data", held, held, "--out", out)
                .exitsWith(0);

        Path csv = folder.resolve("predictions.csv");
        CommandHere.run("predict", run.root(), "--data", held, held, "--out", csv)
                .exitsWith(0);
        assertThat(Files.readAllBytes(out)).startsWith("PAR1".getBytes());
        assertThat(rows(new ParquetTable(out, TestEngine.libraries(), LoadProgress.NONE)))
                .as("numbers are those of the CSV file, as float32 has them")
                .isEqualTo(rows(new CsvFile(csv, LoadProgress.NONE)))
                .hasSize(61);
        Files.delete(csv);
        try (Stream<Path> written = Files.list(folder)) {
            assertThat(written).containsExactly(out);
        }
        Path spec = Files.writeString(folder.resolve("again.yaml"), """
            data: {type: csv, path: predictions.parquet, label: predicted, ignore: [row]}
            model: mlp
            stopWhen: [{maxEpochs: 1}]
            """);
        assertThat(CommandHere.run("run", spec, "--out", folder.resolve("run"))
                        .exitsWith(0)
                        .out())
                .isNotEmpty();
    }

    /** Numbers by their value, because files write them in several ways. */
    private static List<List<Object>> rows(TableFile file) {
        List<List<Object>> rows = new ArrayList<>();
        try (file) {
            for (Optional<TableFile.Row> row = file.next(); row.isPresent(); row = file.next()) {
                TableFile.Row cells = row.get();
                rows.add(IntStream.range(0, cells.size())
                        .<Object>mapToObj(column -> value(cells.get(column)))
                        .toList());
            }
        }
        return rows;
    }

    private static Object value(String cell) {
        return cell.matches("[0-9.]+([eE]-?[0-9]+)?") ? (Object) Float.parseFloat(cell) : cell;
    }

    @Test
    void shouldGiveEveryColumnANameOfItsOwn() throws Exception {
        Path data = Files.writeString(folder.resolve("named.csv"), "length,width,PREDICTED\n1,2,a\n");
        Path out = folder.resolve("predictions.csv");
        Path parquet = folder.resolve("predictions.parquet");

        CommandHere.run("predict", run.root(), "--data", data, "--id", "PREDICTED", "--out", out)
                .exitsWith(0);
        CommandHere.run("predict", run.root(), "--data", data, "--id", "PREDICTED", "--out", parquet)
                .exitsWith(0);

        assertThat(Files.readAllLines(out).get(0)).startsWith("PREDICTED,predicted predicted,probability ");
        assertThat(parquet).isNotEmptyFile();
    }

    @Test
    void shouldNameWhatIsWrongAndLeaveNothing() throws Exception {
        Path data = Files.writeString(folder.resolve("lacks.csv"), "length,widths\n1,2\n");
        Path bad = Files.writeString(folder.resolve("bad.csv"), "length,width\n1,2\n1,tall\n");
        Path out = folder.resolve("predictions.csv");

        assertThat(CommandHere.run("predict", run.root(), "--data", data, "--out", out)
                        .exitsWith(2)
                        .err())
                .contains("no column \"width\" (a feature)", "did you mean \"widths\"?");
        assertThat(CommandHere.run("predict", run.root(), "--data", bad, "--out", out)
                        .exitsWith(2)
                        .err())
                .contains("bad.csv, line 3, column \"width\": \"tall\" is not a number");
        assertThat(CommandHere.run("evaluate", run.root(), "--data", bad)
                        .exitsWith(2)
                        .err())
                .contains("no column \"kind\" (the label)");
        try (Stream<Path> left = Files.list(folder)) {
            assertThat(left).containsExactlyInAnyOrder(data, bad);
        }
    }

    @Test
    void shouldSayThatAModelIsWhatItsRecipeMakes() throws Exception {
        Path again = folder.resolve("again");

        assertThat(CommandHere.run("reproduce", run.root(), "--out", again)
                        .exitsWith(0)
                        .out())
                .contains("is what its recipe makes: 4 tensors")
                .contains("have the same bits");
        assertThat(new RunFolder(again).names().model().resolve("parameters.safetensors"))
                .hasSameBinaryContentAs(run.names().model().resolve("parameters.safetensors"));
        assertThat(CommandHere.run("reproduce", run.root(), "--out", again)
                        .exitsWith(2)
                        .err())
                .contains("a run is here already; give a fresh directory by --out");
    }

    @Test
    void shouldSayThatTheDataIsAnotherBeforeAnythingIsTrained() throws Exception {
        Path learned = shared.resolve("learned.csv");
        String before = Files.readString(learned);
        Path again = folder.resolve("again");
        try {
            Files.writeString(learned, before.replaceFirst("10.00", "10.50"));

            JsonNode result = JSON.readTree(CommandHere.run("reproduce", run.root(), "--out", again, "--json")
                    .exitsWith(11)
                    .out());

            assertThat(result.at("/equal").asBoolean()).isFalse();
            assertThat(result.at("/differences/0/kind").asText()).isEqualTo("data");
            assertThat(result.at("/differences")).hasSize(2);
            assertThat(result.at("/differences/1/kind").asText()).isEqualTo("file");
            assertThat(result.at("/differences/1/name").asText()).isEqualTo("learned.csv");
            assertThat(again).doesNotExist();
            assertThat(CommandHere.run("export-split", run.root(), "--out", folder.resolve("split.csv"))
                            .exitsWith(2)
                            .err())
                    .contains("so nobody knows how it was split; the content of learned.csv has changed");
        } finally {
            Files.writeString(learned, before);
        }
    }

    @Test
    void shouldSayWhichRowWasInWhichPart() throws Exception {
        Path out = folder.resolve("split.csv");

        CommandHere.run("export-split", run.root(), "--out", out).exitsWith(0);

        assertThat(Files.readAllLines(out))
                .hasSize(91)
                .startsWith("part,source,sample", "train," + shared.resolve("learned.csv") + ",1")
                .endsWith("validation," + held + ",30");
    }

    @Test
    void shouldListRunsAndTellThatOneHasEnded() throws Exception {
        assertThat(CommandHere.run("runs", shared).exitsWith(0).out())
                .contains("success", "validation/loss", "4/4", "maxEpochs: epoch 4 of 4 is complete");
        JsonNode listed = JSON.readTree(
                CommandHere.run("runs", shared, "--json", "--metric", "validation/accuracy", "--sort", "best")
                        .exitsWith(0)
                        .out());
        assertThat(listed.at("/runs")).hasSize(1);
        assertThat(listed.at("/runs/0/directory").asText()).isEqualTo("run");
        assertThat(listed.at("/runs/0/best/metric").asText()).isEqualTo("validation/accuracy");
        assertThat(CommandHere.run("follow", run.root()).exitsWith(0).out()).contains("epoch 4/4", "outcome success");
        assertThat(CommandHere.run("follow", folder).exitsWith(2).err()).contains("no run is here");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"loss\": 0.5}",
                "step 1 loss 0.5",
                "\0\1\2",
                "[]",
                "{\"v\": 99, \"seq\": 1, \"type\": \"epoch\"}"
            })
    void shouldSayInASentenceWhatIsNoLogOfARun(String line) throws Exception {
        Files.writeString(new RunDirectory(folder).events(), line + "\n");

        Result followed = CommandHere.run("follow", folder).exitsWith(2);
        Result listed = CommandHere.run("runs", folder).exitsWith(0);

        for (String said : List.of(followed.err(), listed.err())) {
            assertThat(said)
                    .contains("is no event log of a run that this program reads: 1 ")
                    .hasLineCount(1);
        }
        assertThat(listed.out()).contains("No run lies there.");
    }

    @Test
    void shouldShowWhatIsWholeOfADamagedLog() throws Exception {
        List<String> lines = new ArrayList<>(Files.readAllLines(run.names().events()));
        lines.add(3, "{\"v\": 1, \"seq\": 4, \"ti");
        Files.write(new RunDirectory(folder).events(), lines);

        Result followed = CommandHere.run("follow", folder).exitsWith(0);

        assertThat(followed.out()).contains("epoch 4/4");
        assertThat(followed.err()).contains("1 line could not be read: at byte ");
        assertThat(CommandHere.run("runs", folder).exitsWith(0).out())
                .contains("4/4", "1 line could not be read: at byte ");
    }
}
