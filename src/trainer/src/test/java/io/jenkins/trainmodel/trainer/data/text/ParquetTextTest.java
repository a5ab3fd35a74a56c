package io.jenkins.trainmodel.trainer.data.text;

import static io.jenkins.trainmodel.trainer.data.text.Texts.prose;
import static io.jenkins.trainmodel.trainer.data.text.Texts.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.trainmodel.spec.data.Text;
import io.jenkins.trainmodel.trainer.data.LoadedData;
import io.jenkins.trainmodel.trainer.data.problem.DataException;
import io.jenkins.trainmodel.trainer.duckdb.DuckDb;
import io.jenkins.trainmodel.trainer.engine.TestEngine;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Text in columns of Parquet files. */
class ParquetTextTest {
    private static final List<String> DOCUMENTS = IntStream.range(0, 300)
            .mapToObj(number -> number % 7 == 3 ? "" : prose(number, 1 + number % 50))
            .toList();

    @TempDir
    private Path folder;

    private Texts texts;

    @BeforeEach
    void begin() {
        texts = new Texts(folder);
    }

    private Text spec(String path, String field) {
        Text usual = texts.spec(path, 20);
        return new Text(
                usual.path(),
                usual.tokenizer(),
                usual.context(),
                usual.split(),
                field,
                usual.validation(),
                usual.validationPath(),
                usual.test(),
                usual.testPath());
    }

    private Path write(String name, List<String> documents, String options) throws SQLException, IOException {
        Path file = folder.resolve(name);
        try (Connection database = DuckDb.open(TestEngine.libraries());
                Statement statement = database.createStatement()) {
            statement.execute("CREATE TABLE d (id INTEGER, body VARCHAR, other VARCHAR, bytes BLOB)");
            try (PreparedStatement row = database.prepareStatement("INSERT INTO d VALUES (?, ?, 'no', encode(?))")) {
                for (int number = 0; number < documents.size(); number++) {
                    row.setInt(1, number);
                    row.setString(2, documents.get(number));
                    row.setString(3, documents.get(number));
                    row.addBatch();
                }
                row.executeBatch();
            }
            statement.execute("COPY d TO '" + file.toString().replace("'", "''") + "' (FORMAT parquet" + options + ")");
        }
        Files.setLastModifiedTime(file, FileTime.from(Instant.parse("2020-01-01T00:00:00Z")));
        return file;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ", COMPRESSION zstd, ROW_GROUP_SIZE 64",
                ", COMPRESSION gzip",
                ", COMPRESSION uncompressed, PARQUET_VERSION v2"
            })
    void shouldBeWhatTheSameDocumentsAreInJsonLines(String options) throws Exception {
        String lines = DOCUMENTS.stream()
                .map(text -> "{\"body\": \"" + text.replace("\n", "\\n") + "\"}\n")
                .collect(Collectors.joining());
        texts.write("lines.jsonl", lines);
        write("rows.parquet", DOCUMENTS, options);

        LoadedData rows = texts.load(spec("rows.parquet", "body"));
        LoadedData same = texts.load(spec("lines.jsonl", "body"));

        assertThat(text(rows, rows.train())).isEqualTo(text(same, same.train()));
        assertThat(text(rows, rows.validation())).isEqualTo(text(same, same.validation()));
        assertThat(rows.fingerprint()).isNotEqualTo(same.fingerprint()).hasSize(64);
    }

    @Test
    void shouldReadBytesThatAreNotSaidToBeText() throws Exception {
        write("rows.parquet", DOCUMENTS, "");

        LoadedData said = texts.load(spec("rows.parquet", "body"));
        LoadedData bytes = texts.load(spec("rows.parquet", "bytes"));

        assertThat(text(bytes, bytes.train())).isEqualTo(text(said, said.train()));
    }

    @Test
    void shouldTakeNamesAsTheyAre() throws Exception {
        write("it's [1].parquet", DOCUMENTS, "");
        write("1.parquet", List.of("another"), "");

        assertThat(texts.load(spec("it's [1].parquet", "body")).train().size()).isGreaterThan(100);
    }

    @Test
    void shouldReadPatternsOfFilesAndNothingTwice() throws Exception {
        write("1.parquet", DOCUMENTS.subList(0, 150), "");
        write("2.parquet", DOCUMENTS.subList(150, 300), "");
        texts.load(spec("*.parquet", "body"));
        assertThat(texts.read).isNotEmpty();
        texts.read.clear();

        texts.load(spec("*.parquet", "body"));

        assertThat(texts.read).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '^', textBlock = """
                    text | has no column "text"; name one of "body", "other", "bytes" as field in the data
                    id   | the column "id" is of the type INTEGER and no text; name one of "body", "other", "bytes" as field in the data
                    """)
    void shouldSayWhichColumnsAreText(String field, String problem) throws Exception {
        Path file = write("rows.parquet", DOCUMENTS, "");

        assertThatThrownBy(() -> texts.load(spec("rows.parquet", field)))
                .isInstanceOf(DataException.class)
                .hasMessage(file + ": " + problem);
    }

    @Test
    void shouldSayWhichRowHasNoText() throws Exception {
        Path file = write("rows.parquet", Arrays.asList("one", null), "");

        assertThatThrownBy(() -> texts.load(spec("rows.parquet", "body")))
                .isInstanceOf(DataException.class)
                .hasMessage(file
                        + ": row 2 has no text in the column \"body\"; leave such rows out when the file is written, or by"
                        + " badRecords in the data");
    }

    @Test
    void shouldLeaveRowsWithoutTextOutWhereItMay() throws Exception {
        write("whole.parquet", DOCUMENTS, "");
        List<String> gaps = new ArrayList<>(DOCUMENTS);
        gaps.add(7, null);
        gaps.add(150, null);
        Path file = write("gaps.parquet", gaps, "");

        LoadedData data = texts.load(Texts.skipping(spec("gaps.parquet", "body"), 2));

        LoadedData same = texts.load(spec("whole.parquet", "body"));
        assertThat(text(data, data.train())).isEqualTo(text(same, same.train()));
        assertThat(data.warnings())
                .anyMatch(said -> said.endsWith("2 bad records were left out, of 2 that may be"))
                .anyMatch(said -> said.startsWith(file + ": row 8 has no text"));
        assertThatThrownBy(() -> texts.load(Texts.skipping(spec("gaps.parquet", "body"), 1)))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("more than 1 bad records");
    }

    @Test
    void shouldSayWhichRowIsNoText() throws Exception {
        Path file = folder.resolve("rows.parquet");
        try (Connection database = DuckDb.open(TestEngine.libraries());
                Statement statement = database.createStatement()) {
            statement.execute(
                    "COPY (SELECT CASE WHEN i = 1 THEN '\\xFCber'::BLOB ELSE encode('a line of text ' || i) END AS body"
                            + " FROM range(300) t(i)) TO '" + file + "' (FORMAT parquet)");
        }

        assertThatThrownBy(() -> texts.load(spec("rows.parquet", "body")))
                .isInstanceOf(DataException.class)
                .hasMessage(file
                        + ": row 2 is not UTF-8 in the column \"body\"; convert it when the file is written, or leave"
                        + " such rows out by badRecords in the data");
        assertThat(texts.load(Texts.skipping(spec("rows.parquet", "body"), 1))
                        .train()
                        .size())
                .isPositive();
    }

    @Test
    void shouldSayThatAFileIsNoParquet() throws IOException {
        texts.write("rows.parquet", "no parquet at all, and longer than its mark");

        assertThatThrownBy(() -> texts.load(texts.spec("rows.parquet", 20)))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("rows.parquet: is no Parquet file that can be read: ");
    }

    @Test
    void shouldSayThatAFileIsCutOff() throws Exception {
        Path file = write("rows.parquet", DOCUMENTS, "");
        byte[] whole = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(whole, whole.length - 100));

        assertThatThrownBy(() -> texts.load(spec("rows.parquet", "body")))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("is no Parquet file that can be read: ");
        assertThat(new String(whole, 0, 4, StandardCharsets.US_ASCII)).isEqualTo("PAR1");
    }
}
