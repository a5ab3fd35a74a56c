package io.jenkins.trainmodel.trainer.data.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.trainmodel.trainer.data.csv.CsvData;
import io.jenkins.trainmodel.trainer.data.file.LoadProgress;
import io.jenkins.trainmodel.trainer.data.problem.DataException;
import io.jenkins.trainmodel.trainer.data.rows.MemoryBudget;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A query leaves nothing behind. */
class QueryPlacesTest {
    private static final Path OPEN = Path.of("/proc/self/fd");

    @TempDir
    private Path folder;

    private Queries queries;

    @BeforeEach
    void write() throws IOException {
        queries = new Queries(folder);
    }

    @Test
    void shouldKeepWhatDoesNotFitInAFolderOfItsOwn() throws IOException {
        Path shared =
                Files.writeString(Files.createDirectories(queries.scratch()).resolve("other.csv"), "x,y\n6,7\n");

        assertThatThrownBy(() -> queries.rows("select * from read_csv('" + shared + "')"))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("\"read_csv\" is no function from which a query may select");
        try (QueryTable first = queries.open("select * from p");
                QueryTable second = queries.open("select * from p")) {
            assertThat(first.next()).isPresent();
            assertThat(second.next()).isPresent();
            assertThat(queries.left().stream().filter(Files::isDirectory)).hasSize(2);
        }
        assertThat(queries.left()).containsExactly(shared);
    }

    @Test
    void shouldRemoveWhatAKilledQueryHasLeft() throws IOException {
        Path dead = Files.createDirectories(queries.scratch().resolve("query-1-2"));
        Files.writeString(dead.resolve("spilled.tmp"), "large");
        Files.createFile(queries.scratch().resolve("query-1-2.lock"));

        queries.rows("select * from p");

        assertThat(queries.left()).isEmpty();
    }

    @Test
    void shouldLeaveNothingOpenThatFailed() throws IOException {
        Path folderOfBoth = Files.createDirectories(folder.resolve("both"));
        Files.writeString(folderOfBoth.resolve("a.csv"), Queries.CONTENT);
        Files.writeString(folderOfBoth.resolve("b.parquet"), Queries.CONTENT);
        queries.files().put("mixed", folderOfBoth);
        queries.assertRefused("select * from p", "some of the files are Parquet and some are not");
        queries.files().remove("mixed");

        Assumptions.assumeTrue(Files.isDirectory(OPEN), "the system tells which files are open");
        assertThatThrownBy(() -> new CsvData(
                                queries.table("select * from p").rows(),
                                result -> queries.open("select * from p"),
                                MemoryBudget.ofHeap(),
                                Optional.of(queries.scratch()),
                                LoadProgress.NONE)
                        .load(1, Optional.empty()))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("\"tall\" is no number");
        assertThat(queries.left()).isEmpty();
        try (Stream<Path> open = Files.list(OPEN)) {
            assertThat(open.map(QueryPlacesTest::target).filter(target -> target.startsWith(folder.toString())))
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
