package io.jenkins.trainmodel.trainer.data.query;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TimeZone;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a query gives, whenever and wherever it is asked. */
class QueryRowsTest {
    @TempDir
    private Path folder;

    private Queries queries;

    @BeforeEach
    void write() throws IOException {
        queries = new Queries(folder);
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
        assertThat(queries.rows(query)).hasSize(4).startsWith(List.of("x", "y"), List.of("1", "2"));
    }

    @Test
    void shouldTellTheSameTimeInEveryZone() {
        TimeZone here = TimeZone.getDefault();
        try {
            TimeZone.setDefault(TimeZone.getTimeZone("Asia/Tokyo"));

            assertThat(queries.rows(
                            "select strftime(timestamptz '2024-01-01 00:00:00+00', '%H') as x, y from p limit 1"))
                    .containsExactly(List.of("x", "y"), List.of("00", "2"));
        } finally {
            TimeZone.setDefault(here);
        }
    }

    @Test
    void shouldSayWhatFailsWhileItSelects() throws IOException {
        queries.assertRefused("select x, y::double as y from p", "Could not convert string 'tall' to DOUBLE");
        queries.assertRefused("select x, y::double as y from p", "source column y");
        queries.assertRefused(
                "select range as x, case when range = 900000 then error('row ' || range) else '1' end as y"
                        + " from range(1000000)",
                "row 900000");
    }

    @Test
    void shouldRefuseColumnsThatWouldBeRenamed() throws IOException {
        queries.files().put("q", Files.writeString(folder.resolve("q.csv"), "x,z\n1,2\n"));
        queries.files().put("r", Files.writeString(folder.resolve("r.csv"), "x,y,x\n1,2,3\n"));

        queries.assertRefused(
                "select x, y from p", folder.resolve("r.csv") + ": two columns are called \"x\"; rename one");
        queries.files().remove("r");
        queries.assertRefused("select *, y from p", "data.query: two columns are called \"y\"; rename one");
        queries.assertRefused("select x, y, y as Y from p", "data.query: two columns are called \"Y\"; rename one");
        queries.assertRefused(
                "select * from p join q on p.x = q.x", "data.query: two columns are called \"x\"; rename one");
        assertThat(queries.rows("select * from p join q using (x)")).startsWith(List.of("x", "y", "z"));
    }

    /** What is a pattern to the database is a name here. */
    @Test
    void shouldReadAFileWhoseNameWouldBeAPattern() throws IOException {
        Path more = Files.createDirectory(folder.resolve("more"));
        Files.writeString(more.resolve("q[1].csv"), "x,z\n1,7\n");
        queries.files().put("q", more);

        assertThat(queries.rows("select * from q")).containsExactly(List.of("x", "z"), List.of("1", "7"));
    }
}
