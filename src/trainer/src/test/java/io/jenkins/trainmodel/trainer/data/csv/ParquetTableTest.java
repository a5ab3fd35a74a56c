package io.jenkins.trainmodel.trainer.data.csv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.trainmodel.trainer.data.LoadedData;
import io.jenkins.trainmodel.trainer.data.file.LoadProgress;
import io.jenkins.trainmodel.trainer.data.file.TableFile;
import io.jenkins.trainmodel.trainer.data.problem.DataException;
import io.jenkins.trainmodel.trainer.data.source.Datasets;
import io.jenkins.trainmodel.trainer.duckdb.DuckDb;
import io.jenkins.trainmodel.trainer.engine.TestEngine;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tables in Parquet files, read as the same in CSV would be. */
class ParquetTableTest {
    @TempDir
    private Path folder;

    private Path write(String select, String name) throws SQLException {
        Path file = folder.resolve(name);
        try (Connection database = DuckDb.open(TestEngine.libraries());
                Statement statement = database.createStatement()) {
            statement.execute("COPY (" + select + ") TO '" + file + "'");
        }
        return file;
    }

    private static void load(Path file, String label) {
        new Datasets(TestEngine.libraries(), LoadProgress.NONE)
                .load(CsvSpec.csv(file, label).build(), 42, Optional.empty());
    }

    private List<List<String>> rows(Path path) {
        List<List<String>> rows = new ArrayList<>();
        try (TableFile file = new Tables(TestEngine.libraries(), LoadProgress.NONE).open(path)) {
            for (var row = file.next(); row.isPresent(); row = file.next()) {
                rows.add(IntStream.range(0, row.get().size())
                        .mapToObj(row.get()::get)
                        .toList());
            }
            assertThat(file.done()).isEqualTo(1);
            assertThat(file.files().get(0).sha256()).hasSize(64);
        }
        return rows;
    }

    /** Workspaces of builds with axes have such names. */
    @Test
    void shouldTakeNoColumnFromTheNameOfAFolder() throws Exception {
        Files.createDirectories(folder.resolve("label=linux"));

        Path file = write("SELECT 1::BIGINT AS whole", "label=linux/values.parquet");

        assertThat(rows(file)).containsExactly(List.of("whole"), List.of("1"));
    }

    @Test
    void shouldSayValuesAsACsvFileWould() throws SQLException {
        Path file = write("""
            SELECT 1::BIGINT AS whole, 0.1::FLOAT AS single, 1e-7::DOUBLE AS small, 12.50::DECIMAL(5, 2) AS money, NULL::DOUBLE AS none,
                'nan'::DOUBLE AS nan, 'a, "b"' AS word, true AS truth, DATE '2024-01-31' AS day,
                TIMESTAMP '2024-01-31 06:00:00.25' AS moment, make_timestamptz(1706680800000000) AS zoned
            """, "values.parquet");

        assertThat(rows(file))
                .containsExactly(
                        List.of(
                                "whole", "single", "small", "money", "none", "nan", "word", "truth", "day", "moment",
                                "zoned"),
                        List.of(
                                "1",
                                "0.1",
                                "1e-07",
                                "12.50",
                                "",
                                "nan",
                                "a, \"b\"",
                                "true",
                                "2024-01-31",
                                "2024-01-31T06:00:00.250000",
                                "2024-01-31T06:00:00.000000Z"));
    }

    /** Numbers that make no way by their text are those of the text, so that samples keep their side of the split. */
    @Test
    void shouldGiveTheNumbersThatTheTextsStandFor() throws SQLException {
        Path file = write("""
            SELECT i AS whole, (i * 0.1)::FLOAT AS single, exp(i % 1400 - 700.0) AS double, (i / 7)::DECIMAL(18, 5) AS money, (i * 1e17)::HUGEINT AS huge,
                (i * 1e4)::FLOAT AS high, (i * 92233720368547)::BIGINT AS large, -(i % 3)::FLOAT AS nought, (i % 100)::TINYINT AS tiny,
                CASE i % 4 WHEN 0 THEN 'nan'::DOUBLE WHEN 1 THEN '-inf'::DOUBLE WHEN 2 THEN 0 END AS odd, 'x' || i AS word
            FROM range(100000) t(i) WHERE i < 128 OR i % 97 = 0
            """, "values.parquet");
        List<List<String>> texts = rows(file);

        try (TableFile table = new Tables(TestEngine.libraries(), LoadProgress.NONE).open(file)) {
            table.next();
            table.expectNumbers(IntStream.range(0, 11).boxed().collect(Collectors.toSet()));
            for (List<String> row : texts.subList(1, texts.size())) {
                TableFile.Row given = table.next().orElseThrow();
                for (int column = 0; column < 9; column++) {
                    assertThat(given.number(column)).isEqualTo(Double.parseDouble(row.get(column)));
                }
                assertThat(given.get(9)).isEqualTo(row.get(9));
                assertThat(given.get(10)).isEqualTo(row.get(10));
                assertThat(given.number(10)).isNaN();
            }
            assertThat(table.next()).isEmpty();
        }
    }

    @Test
    void shouldGiveTheRowsOfTheSameCsvInTheirOrder() throws Exception {
        String select =
                "SELECT i AS number, i * 0.3 AS value, 'c' || (i % 3) AS class FROM range(5000) t(i) ORDER BY i % 71,"
                        + " i";
        Path table = write(select, "rows.parquet");
        Path csv = write("FROM read_parquet('" + table + "')", "rows.csv");

        assertThat(rows(table)).hasSize(5001).isEqualTo(rows(csv));
    }

    @Test
    void shouldNameTheRowWhereSomethingIsWrong() throws Exception {
        Path file = write(
                "SELECT CASE WHEN i = 4 THEN 'oops' ELSE i::VARCHAR END AS x, i % 2 AS y FROM range(10) t(i)",
                "rows.parquet");

        assertThatThrownBy(() -> load(file, "y"))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("rows.parquet, row 5, column \"x\": \"oops\" is not a number");
        assertThatThrownBy(() -> load(file, "z"))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("rows.parquet: no column \"z\" (the label)");
    }

    /** A word, an infinite number and nothing at all, where numbers and a class are wanted. */
    @Test
    void shouldFollowThePolicyForBadRows() throws Exception {
        Path file = write("""
            SELECT CASE WHEN i = 4 THEN 'oops' ELSE i::VARCHAR END AS word,
                CASE WHEN i = 7 THEN NULL WHEN i = 11 THEN 'inf'::DOUBLE ELSE i / 3 END AS number,
                CASE WHEN i = 9 THEN NULL ELSE i % 2 END AS y
            FROM range(40) t(i)
            """, "rows.parquet");
        CsvSpec spec = CsvSpec.csv(file, "y");

        assertThatThrownBy(() -> load(file, "y"))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("rows.parquet, row 5, column \"word\": \"oops\" is not a number")
                .hasMessageContaining("rows.parquet, row 8, column \"number\": the cell is empty")
                .hasMessageContaining("rows.parquet, row 10, column \"y\": ")
                .hasMessageContaining("rows.parquet, row 12, column \"number\": \"inf\" is not finite");
        LoadedData data = new Datasets(TestEngine.libraries(), LoadProgress.NONE)
                .load(spec.skipBad(4).build(), 42, Optional.empty());
        assertThat(data.train().size() + data.validation().size()).isEqualTo(36);
        assertThat(data.warnings())
                .contains(file + ": 4 bad records were left out, of 4 that may be")
                .anyMatch(warning -> warning.startsWith(file + ", row 5, column \"word\": "))
                .anyMatch(warning -> warning.startsWith(file + ", row 8, column \"number\": "))
                .anyMatch(warning -> warning.startsWith(file + ", row 10, column \"y\": "))
                .noneMatch(warning -> warning.startsWith(file + ", row 12, "));
        assertThatThrownBy(() -> new Datasets(TestEngine.libraries(), LoadProgress.NONE)
                        .load(spec.skipBad(3).build(), 42, Optional.empty()))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("rows.parquet: more than 3 bad records");
    }

    @Test
    void shouldSayThatAFileIsNoParquet() throws Exception {
        Path file = Files.writeString(folder.resolve("rows.parquet"), "x,y\n1,2\n");

        assertThatThrownBy(() -> rows(file))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("rows.parquet: is no Parquet file that can be read: ");
    }
}
