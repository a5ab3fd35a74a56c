package io.jenkins.trainmodel.trainer.data.query;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A query reads its tables and does nothing else. */
class QueryRefusalTest {
    @TempDir
    private Path folder;

    private Queries queries;

    @BeforeEach
    void write() throws IOException {
        queries = new Queries(folder);
    }

    @Test
    void shouldLeaveItsFilesAsTheyAreWhateverTheQuerySays() throws IOException {
        String copy = "copy (select 99 as z) to '" + queries.file() + "' (format csv, use_tmp_file false)";

        queries.assertRefused(
                "select 1 as a);\n" + copy + "; select * from (select 2 as a",
                "data.query, line 1: syntax error at or near \")\"");
        queries.assertRefused(
                "with t as (\n" + copy + ")\nselect * from t", "line 2: writes; the query may only SELECT");
        queries.assertRefused(copy, "data.query, line 1: is no SELECT");
        queries.assertRefused("select * from p;\n" + copy, "is no SELECT");
        queries.assertRefused(
                "select * from query('" + copy.replace("'", "''") + "')", "\"query\" may give something else");
        queries.assertRefused("select x, y from p;\n\nselect y, x from p", "data.query, line 3: 2 statements");
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
        queries.assertRefused(query, "data.query, line 1: is no SELECT");
    }

    @Test
    void shouldNameTheLineOfAMistake() throws IOException {
        queries.assertRefused("-- nothing", "0 statements where one SELECT should be");
        queries.assertRefused("select x,\n y\nfrm p p p", "data.query, line 3: syntax error");
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
                "uuid() as r",
                "current_setting('threads') as r",
                "version() as r"
            })
    void shouldRefuseWhatAResumedRunWouldSeeOtherwise(String column) throws IOException {
        queries.assertRefused("select x, y,\n" + column + "\nfrom p", "data.query, line 2: \"");
        queries.assertRefused("select x, y,\n" + column + "\nfrom p", "may give something else in every run");
    }

    @Test
    void shouldRefuseASampleWithoutASeedAndTakeOneWithASeed() throws IOException {
        queries.assertRefused("select * from p using sample 2 rows", "\"sample\" may give something else in every run");

        assertThat(queries.rows("select * from p using sample reservoir(2 rows) repeatable (7)"))
                .hasSize(3);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "FILE",
                "other.csv",
                "x.FILE",
                "(select * from FILE)",
                "(describe FILE)",
                "(with FILE as (select 1) select 1), FILE",
                "p, FILE",
                "duckdb_settings",
                "information_schema.tables",
                "missing"
            })
    void shouldSelectFromNothingButWhatIsNamed(String source) throws IOException {
        queries.assertRefused(
                "select *\nfrom p\nunion all\nselect * from "
                        + source.replace("FILE", '"' + queries.file().toString() + '"'),
                " is none of the tables p; name a file under data.files and select from that name");
    }

    @Test
    void shouldNameTheLineOfAFileThatIsRead() throws IOException {
        queries.assertRefused("select *\nfrom 'p.csv'", "data.query, line 2: \"p.csv\" is none of the tables p");
        queries.assertRefused(
                "select *\nfrom\nREAD_CSV('" + queries.file() + "')",
                "data.query, line 3: \"read_csv\" is no function from which a query may select; name a file under"
                        + " data.files and select from that name");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "read_csv_auto(FILE)",
                "read_text(FILE)",
                "read_blob([FILE])",
                "read_parquet(FILE)",
                "parquet_scan(FILE)",
                "parquet_metadata(FILE)",
                "read_json(FILE)",
                "sniff_csv(FILE)",
                "glob(FILE)",
                "query_table(FILE)",
                "duckdb_settings()"
            })
    void shouldSelectFromNoFunctionThatReads(String source) throws IOException {
        queries.assertRefused(
                "select * from p, lateral (select * from " + source.replace("FILE", "'" + queries.file() + "'") + ")",
                " is no function from which a query may select");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "from main.P",
                "from memory.main.p",
                "with q as (select * from p) select * from Q",
                "with recursive q(x) as (select 1 union all select x + 1 from q where x < 3) select * from q",
                "select * from range(3)",
                "select * from generate_series(1, 3)",
                "select * from unnest([1, 2, 3])",
                "select unnest([1, 2, 3]) as x",
                "select * from (values (1), (2), (3)) as v(x)",
                "select a.x from p a, lateral (select a.x) b",
                "pivot p on x in ('1', '3') using count(*) group by y"
            })
    void shouldTakeWhatIsComputedOrNamed(String query) {
        assertThat(queries.rows(query)).hasSize(4);
    }
}
