package io.jenkins.trainmodel.trainer.data.csv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.trainmodel.spec.data.BadRecords;
import io.jenkins.trainmodel.spec.data.DataSpec;
import io.jenkins.trainmodel.spec.data.Task;
import io.jenkins.trainmodel.trainer.data.file.LoadProgress;
import io.jenkins.trainmodel.trainer.data.parquet.QueryTable;
import io.jenkins.trainmodel.trainer.data.problem.DataException;
import io.jenkins.trainmodel.trainer.data.rows.MemoryBudget;
import io.jenkins.trainmodel.trainer.engine.TestEngine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TimeZone;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A query reads its tables and does nothing else, gives the same whenever it is asked, and leaves nothing behind. */
class QueryRefusalTest {
    private static final String CONTENT = "x,y\n1,2\n3,4\n5,tall\n";
    private static final Path OPEN = Path.of("/proc/self/fd");

    @TempDir
    private Path folder;

    private Path file;
    private final Map<String, Path> files = new TreeMap<>();

    @BeforeEach
    void write() throws IOException {
        file = Files.writeString(folder.resolve("p.csv"), CONTENT);
        files.put("p", file);
    }

    private DataSpec.Table table(String query) {
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
                Map.of(),
                BadRecords.FAIL);
        return new DataSpec.Table(files, query, rows);
    }

    private Path scratch() {
        return folder.resolve("rows");
    }

    private QueryTable open(String query) {
        return new QueryTable(table(query), TestEngine.libraries(), scratch(), LoadProgress.NONE);
    }

    /** The cells of a result, row by row, with the names of the columns first. */
    private List<List<String>> rows(String query) {
        List<List<String>> rows = new ArrayList<>();
        try (QueryTable result = open(query)) {
            for (var row = result.next(); row.isPresent(); row = result.next()) {
                List<String> cells = new ArrayList<>();
                for (int column = 0; column < row.get().size(); column++) {
                    cells.add(row.get().get(column));
                }
                rows.add(cells);
            }
        }
        return rows;
    }

    private void assertRefused(String query, String problem) throws IOException {
        assertThatThrownBy(() -> rows(query)).isInstanceOf(DataException.class).hasMessageContaining(problem);
        assertThat(file).hasContent(CONTENT);
        assertThat(left()).isEmpty();
    }

    private List<Path> left() throws IOException {
        try (Stream<Path> left = Files.list(scratch())) {
            return left.toList();
        }
    }

    @Test
    void shouldLeaveItsFilesAsTheyAreWhateverTheQuerySays() throws IOException {
        String copy = "copy (select 99 as z) to '" + file + "' (format csv, use_tmp_file false)";

        assertRefused(
                "select 1 as a);\n" + copy + "; select * from (select 2 as a",
                "data.query, line 1: syntax error at or near \")\"");
        assertRefused("with t as (\n" + copy + ")\nselect * from t", "line 2: writes; the query may only SELECT");
        assertRefused(copy, "data.query, line 1: is no SELECT");
        assertRefused("select * from p;\n" + copy, "is no SELECT");
        assertRefused("select * from query('" + copy.replace("'", "''") + "')", "\"query\" may give something else");
        assertRefused("select x, y from p;\n\nselect y, x from p", "data.query, line 3: 2 statements");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "attach 'x.db'",
                "install httpfs",
                "load httpfs",
                "pragma version",
                "set threads = 2",
                "create table x as select 1",
                "insert into p values (1, 2)",
                "/* select */ drop view p -- select"
            })
    void shouldRefuseWhatIsNoSelect(String query) throws IOException {
        assertRefused(query, "data.query, line 1: is no SELECT");
    }

    @Test
    void shouldNameTheLineOfAMistake() throws IOException {
        assertRefused("-- nothing", "0 statements where one SELECT should be");
        assertRefused("select x,\n y\nfrm p p p", "data.query, line 3: syntax error");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "select x, y from p;",
                "select x, y from p; -- all; of them",
                "-- select what; there is\nfrom p",
                "with t as (select * from p) /* ; */ select * from t;;",
                "(select * from p where x = '1') union all (select * from p where x <> '1')"
            })
    void shouldTakeASelectWithCommentsAndAnEnd(String query) {
        assertThat(rows(query)).hasSize(4).startsWith(List.of("x", "y"), List.of("1", "2"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "random() as r",
                "RANDOM() as r",
                "1 + (select random()) as r",
                "now() as r",
                "current_date as r",
                "current_timestamp as r",
                "get_current_timestamp() as r",
                "age(timestamp '2024-01-01') as r",
                "uuid() as r"
            })
    void shouldRefuseWhatAResumedRunWouldSeeOtherwise(String column) throws IOException {
        assertRefused("select x, y,\n" + column + "\nfrom p", "data.query, line 2: \"");
        assertRefused("select x, y,\n" + column + "\nfrom p", "may give something else in every run");
    }

    @Test
    void shouldRefuseASampleWithoutASeedAndTakeOneWithASeed() throws IOException {
        assertRefused("select * from p using sample 2 rows", "\"sample\" may give something else in every run");

        assertThat(rows("select * from p using sample reservoir(2 rows) repeatable (7)"))
                .hasSize(3);
    }

    @Test
    void shouldTellTheSameTimeInEveryZone() {
        TimeZone here = TimeZone.getDefault();
        try {
            TimeZone.setDefault(TimeZone.getTimeZone("Asia/Tokyo"));

            assertThat(rows("select strftime(timestamptz '2024-01-01 00:00:00+00', '%H') as x, y from p limit 1"))
                    .containsExactly(List.of("x", "y"), List.of("00", "2"));
        } finally {
            TimeZone.setDefault(here);
        }
    }

    @Test
    void shouldSayWhatFailsWhileItSelects() throws IOException {
        assertRefused("select x, y::double as y from p", "Could not convert string 'tall' to DOUBLE");
        assertRefused("select x, y::double as y from p", "source column y");
        assertRefused(
                "select range as x, case when range = 900000 then error('row ' || range) else '1' end as y"
                        + " from range(1000000)",
                "row 900000");
    }

    @Test
    void shouldRefuseColumnsThatWouldBeRenamed() throws IOException {
        files.put("q", Files.writeString(folder.resolve("q.csv"), "x,z\n1,2\n"));
        files.put("r", Files.writeString(folder.resolve("r.csv"), "x,y,x\n1,2,3\n"));

        assertRefused("select x, y from p", folder.resolve("r.csv") + ": two columns are called \"x\"; rename one");
        files.remove("r");
        assertRefused("select *, y from p", "data.query: two columns are called \"y\"; rename one");
        assertRefused("select x, y, y as Y from p", "data.query: two columns are called \"Y\"; rename one");
        assertRefused("select * from p join q on p.x = q.x", "data.query: two columns are called \"x\"; rename one");
        assertThat(rows("select * from p join q using (x)")).startsWith(List.of("x", "y", "z"));
    }

    @Test
    void shouldKeepWhatDoesNotFitInAFolderOfItsOwn() throws IOException {
        Path shared = Files.writeString(Files.createDirectories(scratch()).resolve("other.csv"), "x,y\n6,7\n");

        assertThatThrownBy(() -> rows("select * from read_csv('" + shared + "')"))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("Permission Error");
        try (QueryTable first = open("select * from p");
                QueryTable second = open("select * from p")) {
            assertThat(first.next()).isPresent();
            assertThat(second.next()).isPresent();
            assertThat(left().stream().filter(Files::isDirectory)).hasSize(2);
        }
        assertThat(left()).containsExactly(shared);
    }

    @Test
    void shouldRemoveWhatAKilledQueryHasLeft() throws IOException {
        Path dead = Files.createDirectories(scratch().resolve("query-1-2"));
        Files.writeString(dead.resolve("spilled.tmp"), "large");
        Files.createFile(scratch().resolve("query-1-2.lock"));

        rows("select * from p");

        assertThat(left()).isEmpty();
    }

    @Test
    void shouldLeaveNothingOpenThatFailed() throws IOException {
        Path folderOfBoth = Files.createDirectories(folder.resolve("both"));
        Files.writeString(folderOfBoth.resolve("a.csv"), CONTENT);
        Files.writeString(folderOfBoth.resolve("b.parquet"), CONTENT);
        files.put("mixed", folderOfBoth);
        assertRefused("select * from p", "some of the files are Parquet and some are not");
        files.remove("mixed");

        Assumptions.assumeTrue(Files.isDirectory(OPEN), "the system tells which files are open");
        assertThatThrownBy(() -> new CsvData(
                                table("select * from p").rows(),
                                result -> open("select * from p"),
                                MemoryBudget.ofHeap(),
                                Optional.of(scratch()))
                        .load(1, Optional.empty()))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("\"tall\" is not a number");
        assertThat(left()).isEmpty();
        try (Stream<Path> open = Files.list(OPEN)) {
            assertThat(open.map(QueryRefusalTest::target).filter(target -> target.startsWith(folder.toString())))
                    .isEmpty();
        }
    }

    private static String target(Path link) {
        try {
            return Files.readSymbolicLink(link).toString();
        } catch (IOException closedMeanwhile) {
            return "";
        }
    }
}
