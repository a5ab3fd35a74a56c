package io.jenkins.trainmodel.trainer.data.csv;

import static io.jenkins.trainmodel.trainer.data.csv.CsvSpec.csv;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.jenkins.trainmodel.spec.data.ColumnSpec;
import io.jenkins.trainmodel.trainer.data.LoadedData;
import io.jenkins.trainmodel.trainer.data.file.LoadProgress;
import io.jenkins.trainmodel.trainer.data.problem.DataException;
import io.jenkins.trainmodel.trainer.data.rows.MemoryBudget;
import io.jenkins.trainmodel.trainer.engine.TestEngine;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is wrong with CSV files, said so that people find it. */
class CsvProblemsTest {
    @TempDir
    private Path folder;

    private CsvFiles files;

    @BeforeEach
    void chooseAFolder() {
        files = new CsvFiles(folder);
    }

    @Test
    void shouldSuggestTheLabelThatWasMeant() throws IOException {
        assertThat(csv(files.write("width,height,species\n1,2,a\n"), "spceies").problems())
                .singleElement()
                .asString()
                .contains(
                        "line 1",
                        "no column \"spceies\"",
                        "\"width\", \"height\", \"species\"",
                        "did you mean \"species\"?");
        assertThat(csv(files.write("a;b;y\n1;2;3\n"), "y").problems())
                .singleElement()
                .asString()
                .contains("separated by commas");
        assertThat(csv(files.write("1,2,3\n4,5,6\n"), "y").problems())
                .singleElement()
                .asString()
                .contains("the first line must name");
    }

    @Test
    void shouldReportAllProblemsOfAFileAtOnceWithLineAndColumn() throws IOException {
        Path file = files.write("x,y,z\n1,a,2\n1,a\n,a,2\nred,b,2\n1,,2\nNaN,b,-inf\n\n1e300,b,0x10\n1,a,2\n");

        List<String> problems = csv(file, "y").problems();

        assertThat(problems).hasSize(8);
        assertThat(problems.get(0)).contains("line 3", "2 cells where the header has 3 columns");
        assertThat(problems.get(1)).contains("line 4, column \"x\"", "the cell is empty");
        assertThat(problems.get(2)).contains("line 5, column \"x\"", "\"red\" is not a number");
        assertThat(problems.get(3)).contains("line 6, column \"y\"", "the label is empty");
        assertThat(problems.get(4)).contains("line 7, column \"x\"", "missing value");
        assertThat(problems.get(5)).contains("line 7, column \"z\"", "not finite");
        assertThat(problems.get(6)).contains("line 9, column \"x\"", "beyond the range of float32");
        assertThat(problems.get(7)).contains("line 9, column \"z\"", "\"0x10\" is not a number");
    }

    @Test
    void shouldSayWhatToDoAboutALabel() throws IOException {
        Path file = files.write("x,y\n1,2\n2,\n3,n/a\n4,red\n5,inf\n6,1e300\n");

        List<String> problems = csv(file, "y").regression().problems();

        String advice = "; fill it in, remove the row, or leave such rows out by missing: skip";
        assertThat(problems).hasSize(5);
        assertThat(problems.get(0)).endsWith("line 3, column \"y\": the label is empty" + advice);
        assertThat(problems.get(1)).endsWith("line 4, column \"y\": \"n/a\" stands for a missing label" + advice);
        assertThat(problems.get(2)).contains("line 5", "\"red\" is no number", "set task: classification");
        assertThat(problems.get(3)).contains("line 6", "\"inf\" is no number");
        assertThat(problems.get(4)).contains("line 7", "give the label another unit");
        assertThat(String.join(" ", problems)).doesNotContain("ignore", "mean");
    }

    @Test
    void shouldStopAfterTwentyProblems() throws IOException {
        assertThat(csv(files.write("x,y\n" + "bad,a\n".repeat(1000)), "y").problems())
                .hasSize(21);
    }

    @Test
    void shouldRefuseFilesWithoutSamplesOrWithoutChoice() throws IOException {
        assertThat(csv(files.write(""), "y").problems())
                .singleElement()
                .asString()
                .contains("the file is empty");
        assertThat(csv(files.write("x,y\n"), "y").problems())
                .singleElement()
                .asString()
                .contains("nothing follows the header");
        assertThat(csv(files.write("x,y\n1,a\n2,a\n"), "y").problems())
                .singleElement()
                .asString()
                .contains("class \"a\"", "two classes");
        assertThat(csv(files.write("x,y\n1,a\n2,a\n3,b\n"), "y").problems())
                .singleElement()
                .asString()
                .contains("class \"b\"", "single sample");
        assertThat(csv(files.write("x,y\n1,2\n"), "y").regression().problems())
                .singleElement()
                .asString()
                .contains("too few");
        assertThat(csv(files.write("y\na\nb\n"), "y").problems())
                .singleElement()
                .asString()
                .contains("no column is left");
        assertThat(csv(files.write("x,x,,y\n1,1,1,a\n"), "y").problems()).hasSize(2);
        assertThat(csv(folder.resolve("missing.csv"), "y").problems())
                .singleElement()
                .asString()
                .contains("does not exist");
        assertThat(csv(folder, "y").problems()).singleElement().asString().contains("is not a file");
    }

    @Test
    void shouldRefuseValidationDataThatDoesNotFit() throws IOException {
        Path train = files.write("train.csv", "x,y\n1,a\n2,b\n");
        Path unknown = files.write("unknown.csv", "x,y\n1,a\n2,c\n");
        Path columns = files.write("columns.csv", "z,y\n1,a\n");
        Path partly = files.write("partly.csv", "extra,x,y\nfoo,1,a\n");

        assertThat(csv(train, "y").validation(unknown).problems())
                .singleElement()
                .asString()
                .contains("unknown.csv, line 3", "class \"c\"", "\"a\", \"b\"");
        assertThat(csv(train, "y").validation(columns).problems())
                .singleElement()
                .asString()
                .contains("no column \"x\"");
        LoadedData data = csv(train, "y").validation(partly).load();
        assertThat(data.validation().size()).isOne();
        assertThat(data.warnings()).singleElement().asString().contains("class \"b\"");
    }

    @Test
    void shouldRefuseBrokenQuotesAndForeignEncodings() throws IOException {
        Path open = files.write("x,y\n1,\"a\n2,b\n");
        assertThat(csv(open, "y").problems())
                .singleElement()
                .asString()
                .startsWith(open + ", row that begins on line 2: ")
                .contains("a quote opens a cell and must close it");
        assertThat(csv(open, "y").skipBad(100).problems())
                .isEqualTo(csv(open, "y").problems());
        Path latin = folder.resolve("latin.csv");
        Files.write(latin, "x,y\n1,é\n".getBytes(StandardCharsets.ISO_8859_1));
        assertThat(csv(latin, "y").problems()).singleElement().asString().contains("not UTF-8");
    }

    @Test
    void shouldNotReadAFileOfOneEndlessCell() throws IOException {
        Path file = files.write("x,y\n1,\"" + "a".repeat(17 << 20));

        assertThat(csv(file, "y").problems()).singleElement().asString().contains("longer than");
    }

    /** What is said where data has so much memory. */
    private static DataException within(int bytes, CsvSpec spec) {
        return catchThrowableOfType(
                DataException.class,
                () -> new CsvData(
                                spec.build(),
                                new Tables(TestEngine.libraries(), LoadProgress.NONE),
                                new MemoryBudget(bytes))
                        .load(1, Optional.empty()));
    }

    @Test
    void shouldSayHowMuchMemoryIsMissingBeforeReadingItAll() throws IOException {
        assertThat(within(1 << 20, csv(files.manyRows(50_000), "y")))
                .hasMessageContaining("more heap")
                .hasMessageContaining("1.0 MiB");
    }

    /** Also of a file so short that nothing is estimated before its end. */
    @Test
    void shouldCountTheWordsOfTheLastRows() throws IOException {
        String words = IntStream.range(0, 900)
                .mapToObj(row -> "x".repeat(900) + row + "," + row % 2 + "\n")
                .collect(Collectors.joining());
        Path file = files.write("word,y\n" + words);
        CsvSpec spec = csv(file, "y").column("word", new ColumnSpec.Category(1000, Optional.empty()));

        assertThat(within(1 << 20, spec))
                .hasMessageStartingWith(file + ", line 901, the words of categories: ")
                .hasMessageContaining("more heap");
    }
}
