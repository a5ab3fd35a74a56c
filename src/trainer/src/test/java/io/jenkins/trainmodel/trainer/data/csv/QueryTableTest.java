package io.jenkins.trainmodel.trainer.data.csv;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.trainmodel.event.TrainingEvent.DataFile;
import io.jenkins.trainmodel.spec.data.BadRecords;
import io.jenkins.trainmodel.spec.data.ColumnSpec;
import io.jenkins.trainmodel.spec.data.DataSpec;
import io.jenkins.trainmodel.spec.data.Task;
import io.jenkins.trainmodel.trainer.data.LoadedData;
import io.jenkins.trainmodel.trainer.data.batch.Batch;
import io.jenkins.trainmodel.trainer.data.file.LoadProgress;
import io.jenkins.trainmodel.trainer.data.inference.LearnedData;
import io.jenkins.trainmodel.trainer.data.inference.StreamedBatches;
import io.jenkins.trainmodel.trainer.data.inference.StreamedData;
import io.jenkins.trainmodel.trainer.data.inference.UnseenRequest;
import io.jenkins.trainmodel.trainer.data.source.SampleReader;
import io.jenkins.trainmodel.trainer.data.source.UnseenDatasets;
import io.jenkins.trainmodel.trainer.duckdb.DuckDb;
import io.jenkins.trainmodel.trainer.engine.TestEngine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a query selects is read as a table would be that holds the same. */
class QueryTableTest {
    private static final Map<String, ColumnSpec> COLUMNS = Map.of(
            "colour", new ColumnSpec.Category(100, Optional.empty()),
            "age", new ColumnSpec.Numbers(Optional.of(ColumnSpec.Missing.FLAG)));

    @TempDir
    private Path folder;

    private static DataSpec.Csv rows(Path path) {
        return new DataSpec.Csv(
                path,
                "y",
                Task.REGRESSION,
                0.5,
                true,
                List.of(),
                0.3,
                Optional.empty(),
                List.of("id"),
                DataSpec.Missing.FAIL,
                Optional.of(0.1),
                Optional.empty(),
                COLUMNS,
                BadRecords.FAIL);
    }

    private static DataSpec.Table table(String query, Map<String, Path> files) {
        return new DataSpec.Table(files, query, rows(DataSpec.Table.RESULT));
    }

    private Path people(int from, int to) throws IOException {
        return Files.writeString(
                folder.resolve("people" + from + ".csv"),
                IntStream.range(from, to)
                        .mapToObj(row ->
                                row + "," + List.of("red", "green", "blue").get(row % 3) + ","
                                        + (row % 7 == 0 ? "" : 1e9 + row) + "," + row * 0.1)
                        .collect(Collectors.joining("\n", "id,colour,age,y\n", "\n")));
    }

    @Test
    void shouldGiveTheSamplesThatTheFileItselfGives() throws IOException {
        Path file = people(0, 200);

        LoadedData read = SampleReader.load(rows(file));
        LoadedData selected = SampleReader.load(table("select * from people;", Map.of("people", file)));

        assertThat(SampleReader.rows(selected.train())).isEqualTo(SampleReader.rows(read.train()));
        assertThat(SampleReader.rows(selected.validation())).isEqualTo(SampleReader.rows(read.validation()));
        assertThat(SampleReader.rows(selected.test().orElseThrow()))
                .isEqualTo(SampleReader.rows(read.test().orElseThrow()));
        assertThat(selected.preprocessing()).isEqualTo(read.preprocessing());
        assertThat(selected.holdOut().fingerprint()).isEqualTo(read.holdOut().fingerprint());
        assertThat(selected.fingerprint()).isEqualTo(read.fingerprint());
        assertThat(selected.train().isCostly())
                .as("read ahead by several threads")
                .isTrue();
    }

    @Test
    void shouldJoinFilesOfBothKindsAndAllThatMatchAPattern() throws Exception {
        people(0, 50);
        people(50, 90);
        Path bonus = folder.resolve("bonus.parquet");
        try (Connection database = DuckDb.open(TestEngine.libraries());
                Statement statement = database.createStatement()) {
            statement.execute("COPY (SELECT range AS id, range * 2.0 AS bonus FROM range(90)) TO '" + bonus + "'");
        }

        LoadedData data =
                SampleReader.load(table("""
                select p.id, colour, age, bonus, y::double + bonus as y
                from people p join bonus b on p.id::bigint = b.id
                where b.id >= 10
                """, Map.of("people", folder.resolve("people*.csv"), "bonus", bonus)));

        assertThat(data.train().size()
                        + data.validation().size()
                        + data.test().orElseThrow().size())
                .isEqualTo(80);
        assertThat(data.preprocessing().columns())
                .containsExactly("colour=blue", "colour=green", "colour=red", "age", "age is missing", "bonus");
        assertThat(data.facts().files())
                .extracting(DataFile::name)
                .containsExactly("bonus.parquet", "people0.csv", "people50.csv");
        assertThat(data.train().place(0).orElseThrow().source()).isEqualTo("data.query");
    }

    @Test
    void shouldReadNewSamplesAsItHasReadThoseThatTrain() throws IOException {
        Path file = Files.writeString(
                folder.resolve("words.csv"),
                "flag,level,day,code,y\n"
                        + IntStream.range(0, 60)
                                .mapToObj(row -> List.of("True", "FALSE", "").get(row % 3) + ", "
                                        + List.of("1", "2.50", "3").get(row / 3 % 3) + ",2024-1-" + (1 + row % 2)
                                        + "," + List.of("007", "1e3").get(row % 2) + "," + row)
                                .collect(Collectors.joining("\n", "", "\n")));
        ColumnSpec words = new ColumnSpec.Category(100, Optional.of(ColumnSpec.Missing.CATEGORY));
        DataSpec.Csv rows = new DataSpec.Csv(
                DataSpec.Table.RESULT,
                "y",
                Task.REGRESSION,
                1,
                false,
                List.of(),
                0.3,
                Optional.empty(),
                List.of(),
                DataSpec.Missing.FAIL,
                Optional.empty(),
                Optional.empty(),
                Map.of("flag", words, "level", words, "day", words, "code", words),
                BadRecords.FAIL);
        DataSpec.Table spec = new DataSpec.Table(Map.of("p", file), "select * from p", rows);
        LoadedData data = SampleReader.load(spec);
        LearnedData learned = new LearnedData(
                spec.task(), data.sampleShape(), data.preprocessing(), data.signature(), data.tokenizer());

        StreamedData unseen = new UnseenDatasets(spec, learned, TestEngine.libraries(), LoadProgress.NONE)
                .stream(new UnseenRequest(List.of(file), false, Optional.empty()));
        int count = 0;
        try (StreamedBatches batches = unseen.batches(100)) {
            while (batches.hasNext()) {
                try (Batch batch = batches.next()) {
                    count += batch.size();
                }
            }
        }

        assertThat(count).isEqualTo(60);
        assertThat(unseen.notes()).isEmpty();
        assertThat(data.preprocessing().columns())
                .contains("flag=True", "level=1", "level=2.50", "day=2024-1-2", "code=007");
    }

    @Test
    void shouldReadNothingButTheFilesThatAreNamed() throws IOException {
        Path file = people(0, 30);
        Path other = Files.writeString(folder.resolve("secret.csv"), "id,colour,age,y\n1,red,2,3\n");

        assertThat(SampleReader.problems(table("select * from read_csv('" + other + "')", Map.of("people", file))))
                .singleElement()
                .asString()
                .startsWith("data.query, line 1: \"read_csv\" is no function from which a query may select");
        assertThat(SampleReader.problems(
                        table("select * from people) to '" + folder.resolve("out.csv") + "'", Map.of("people", file))))
                .singleElement()
                .asString()
                .startsWith("data.query, line 1: syntax error");
        assertThat(folder.resolve("out.csv")).doesNotExist();
    }

    @Test
    void shouldNameWhatIsWrongInTheQueryInARowAndInTheFiles() throws IOException {
        Path file = people(0, 30);

        assertThat(SampleReader.problems(table("select * from peoples", Map.of("people", file))))
                .singleElement()
                .asString()
                .startsWith("data.query, line 1: \"peoples\" is none of the tables people")
                .contains("peoples");
        assertThat(SampleReader.problems(table(
                        "select id, colour, case when id = 2 then 'tall' else 'x' || id end as age, y from people where id"
                                + " in (2, 3)",
                        Map.of("people", file))))
                .first()
                .asString()
                .startsWith("data.query, row 1, column \"age\": \"tall\" is not a number");
        assertThat(SampleReader.problems(table("select colour, age from people", Map.of("people", file))))
                .anyMatch(problem -> problem.startsWith("data.query: no column \"y\" (the label)"));
        assertThat(SampleReader.problems(table("select * from people", Map.of("people", folder.resolve("no*.csv")))))
                .containsExactly(folder.resolve("no*.csv") + ": no file matches; check the path");
    }
}
