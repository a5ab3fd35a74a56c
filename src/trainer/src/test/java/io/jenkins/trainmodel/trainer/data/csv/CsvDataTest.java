package io.jenkins.trainmodel.trainer.data.csv;

import static io.jenkins.trainmodel.trainer.data.source.SampleReader.all;
import static io.jenkins.trainmodel.trainer.data.source.SampleReader.features;
import static io.jenkins.trainmodel.trainer.data.source.SampleReader.rows;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.jenkins.trainmodel.spec.data.DataSpec;
import io.jenkins.trainmodel.spec.data.DataSpec.Missing;
import io.jenkins.trainmodel.spec.data.Task;
import io.jenkins.trainmodel.trainer.data.LoadedData;
import io.jenkins.trainmodel.trainer.data.file.LoadProgress;
import io.jenkins.trainmodel.trainer.data.problem.DataException;
import io.jenkins.trainmodel.trainer.data.rows.MemoryBudget;
import io.jenkins.trainmodel.trainer.data.source.Datasets;
import io.jenkins.trainmodel.trainer.data.source.SampleReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CsvDataTest {
    @TempDir
    Path folder;

    @Test
    void shouldReadTheDigitsOfTheExample() {
        Path digits = Path.of("../../docs/examples/digits/digits.csv").toAbsolutePath();

        LoadedData data = Datasets.load(csv(digits, "digit").scale(0.0625).build(), 42, LoadProgress.NONE);

        assertThat(data.train().size() + data.validation().size()).isEqualTo(1797);
        assertThat(data.validation().size()).isBetween(290, 430);
        assertThat(data.sampleShape()).containsExactly(64);
        assertThat(data.classNames()).containsExactly("0", "1", "2", "3", "4", "5", "6", "7", "8", "9");
        assertThat(data.classCounts())
                .hasSize(10)
                .allSatisfy(count -> assertThat(count).isBetween(115L, 175L));
        assertThat(data.fingerprint()).isEqualTo(DIGITS_SHA_256);
        assertThat(features(data.train(), 0))
                .hasSize(64)
                .allSatisfy(pixel -> assertThat(pixel).isBetween(0f, 1f));
    }

    @Test
    void shouldReadQuotedCellsAndTextLabelsInTheirOrder() throws IOException {
        Path file = write(
                "\uFEFFsize,\"species, common\",weight\r\n1.5,\"cat\",2\r\n\r\n 2.5 ,dog,\"3\"\r\n3.5,cat,4\r\n4.5,dog,1e1");

        LoadedData data = load(csv(file, "species, common").scale(2));

        assertThat(data.classNames()).containsExactly("cat", "dog");
        assertThat(data.preprocessing().columns()).containsExactly("size", "weight");
        assertThat(all(data))
                .containsExactlyInAnyOrder(
                        List.of(3f, 4f, 0f), List.of(5f, 6f, 1f), List.of(7f, 8f, 0f), List.of(9f, 20f, 1f));
    }

    @Test
    void shouldSortNumericClassesByValueAndTakeEqualNumbersAsOneClass() throws IOException {
        Path file = write("x,y\n1,10\n2,9\n3,10.0\n4,-1\n5,9\n6,-1\n");

        LoadedData data = load(csv(file, "y"));

        assertThat(data.classNames()).containsExactly("-1", "9", "10");
    }

    @Test
    void shouldKeepTestSamplesApartWithoutMovingTheOthers() throws IOException {
        Path file = manyRows(400);

        LoadedData without = load(csv(file, "y"), 3);
        LoadedData with = load(csv(file, "y").test(0.2), 3);

        assertThat(with.test().orElseThrow().size()).isBetween(50, 110);
        assertThat(rows(with.validation())).isEqualTo(rows(without.validation()));
        assertThat(rows(with.train())).isSubsetOf(rows(without.train()));
        assertThat(rows(with.train()))
                .doesNotContainAnyElementsOf(rows(with.test().orElseThrow()));
        assertThat(with.train().size()
                        + with.validation().size()
                        + with.test().orElseThrow().size())
                .isEqualTo(400);
    }

    @Test
    void shouldNotTakeTheLastSamplesOfAClassForTheTest() throws IOException {
        StringBuilder rows = new StringBuilder("x,y\n-1,rare\n-2,rare\n-3,rare\n");
        for (int row = 0; row < 100; row++) {
            rows.append(row).append(",often").append(row % 2).append('\n');
        }
        Path file = write(rows.toString());

        for (long seed = 0; seed < 50; seed++) {
            LoadedData data = load(csv(file, "y").test(0.7).share(0.1), seed);
            assertThat(data.classCounts()).allSatisfy(count -> assertThat(count).isPositive());
        }
    }

    @Test
    void shouldSplitTheSameWayForTheSameSeedAndAnotherWayForAnother() throws IOException {
        Path file = manyRows(300);

        assertThat(rows(load(csv(file, "y"), 1).train()))
                .isEqualTo(rows(load(csv(file, "y"), 1).train()));
        assertThat(rows(load(csv(file, "y"), 1).train()))
                .isNotEqualTo(rows(load(csv(file, "y"), 2).train()));
    }

    @Test
    void shouldHoldOutAboutTheSameShareOfEveryClassAndAtLeastOne() throws IOException {
        StringBuilder rows = new StringBuilder("x,y\n");
        for (int row = 0; row < 1000; row++) {
            rows.append(row).append(",common\n");
        }
        rows.append("1000,rare\n1001,rare\n");

        LoadedData data = load(csv(write(rows.toString()), "y"));

        // four standard deviations of a draw: 4 × sqrt(1000 × 0.2 × 0.8)
        assertThat(data.classCounts().get(0)).isBetween(750L, 850L);
        assertThat(data.classCounts().get(1)).isOne();
        assertThat(data.train().size() + data.validation().size()).isEqualTo(1002);
    }

    @Test
    void shouldStandardizeWithTheStatisticsOfTheTrainingPartOnly() throws IOException {
        Path train = write("train.csv", "x,constant,y\n1,0.1,0\n3,0.1,0\n1,0.1,1\n3,0.1,1\n");
        Path validation = write("validation.csv", "y,x,constant\n0,102,0.1\n1,-98,0.2\n");

        LoadedData data = load(csv(train, "y").standardize().validation(validation));

        assertThat(data.preprocessing().means().get(0)).isEqualTo(2);
        assertThat(data.preprocessing().deviations()).containsExactly(1.0, 1.0);
        assertThat(rows(data.train())).extracting(row -> row.get(0)).containsExactly(-1f, 1f, -1f, 1f);
        assertThat(rows(data.validation())).extracting(row -> row.get(0)).containsExactly(100f, -100f);
        assertThat(data.warnings()).singleElement().asString().contains("\"constant\"");
    }

    @Test
    void shouldReadNumbersToPredictAsFloats() throws IOException {
        LoadedData data =
                load(csv(write("x,price\n1,1.5\n2,-2e3\n3,0.25\n"), "price").regression());

        assertThat(data.classNames()).isEmpty();
        assertThat(data.classCounts()).isEmpty();
        assertThat(data.train().labelBytes()).isEqualTo(4);
        assertThat(all(data)).containsExactlyInAnyOrder(List.of(1f, 1.5f), List.of(2f, -2000f), List.of(3f, 0.25f));
    }

    @Test
    void shouldTakeTheShapeAndCheckItAgainstTheColumns() throws IOException {
        Path file = write("a,b,c,d,y\n1,2,3,4,0\n2,2,3,4,0\n3,2,3,4,1\n4,2,3,4,1\n");

        assertThat(load(csv(file, "y").shape(1, 2, 2)).sampleShape()).containsExactly(1, 2, 2);
        assertThat(problems(csv(file, "y").shape(1, 3, 3)))
                .singleElement()
                .asString()
                .contains("line 1", "[1, 3, 3] has 9", "4 feature columns");
    }

    @Test
    void shouldIgnoreColumnsAndNameThoseThatDoNotExist() throws IOException {
        Path file = write("id,x,y\na,1,0\nb,2,0\nc,3,1\nd,4,1\n");

        assertThat(load(csv(file, "y").ignore("id")).preprocessing().columns()).containsExactly("x");
        assertThat(problems(csv(file, "y").ignore("idd")))
                .singleElement()
                .asString()
                .contains("no column \"idd\"", "did you mean \"id\"?");
    }

    @Test
    void shouldSuggestTheLabelThatWasMeant() throws IOException {
        assertThat(problems(csv(write("width,height,species\n1,2,a\n"), "spceies")))
                .singleElement()
                .asString()
                .contains(
                        "line 1",
                        "no column \"spceies\"",
                        "\"width\", \"height\", \"species\"",
                        "did you mean \"species\"?");
        assertThat(problems(csv(write("a;b;y\n1;2;3\n"), "y")))
                .singleElement()
                .asString()
                .contains("separated by commas");
        assertThat(problems(csv(write("1,2,3\n4,5,6\n"), "y")))
                .singleElement()
                .asString()
                .contains("the first line must name");
    }

    @Test
    void shouldReportAllProblemsOfAFileAtOnceWithLineAndColumn() throws IOException {
        Path file = write("x,y,z\n1,a,2\n1,a\n,a,2\nred,b,2\n1,,2\nNaN,b,-inf\n\n1e300,b,0x10\n1,a,2\n");

        List<String> problems = problems(csv(file, "y"));

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
    void shouldStopAfterTwentyProblems() throws IOException {
        assertThat(problems(csv(write("x,y\n" + "bad,a\n".repeat(1000)), "y"))).hasSize(21);
    }

    @Test
    void shouldRefuseFilesWithoutSamplesOrWithoutChoice() throws IOException {
        assertThat(problems(csv(write(""), "y"))).singleElement().asString().contains("the file is empty");
        assertThat(problems(csv(write("x,y\n"), "y")))
                .singleElement()
                .asString()
                .contains("nothing follows the header");
        assertThat(problems(csv(write("x,y\n1,a\n2,a\n"), "y")))
                .singleElement()
                .asString()
                .contains("class \"a\"", "two classes");
        assertThat(problems(csv(write("x,y\n1,a\n2,a\n3,b\n"), "y")))
                .singleElement()
                .asString()
                .contains("class \"b\"", "single sample");
        assertThat(problems(csv(write("x,y\n1,2\n"), "y").regression()))
                .singleElement()
                .asString()
                .contains("too few");
        assertThat(problems(csv(write("y\na\nb\n"), "y")))
                .singleElement()
                .asString()
                .contains("no column is left");
        assertThat(problems(csv(write("x,x,,y\n1,1,1,a\n"), "y"))).hasSize(2);
        assertThat(problems(csv(folder.resolve("missing.csv"), "y")))
                .singleElement()
                .asString()
                .contains("does not exist");
        assertThat(problems(csv(folder, "y"))).singleElement().asString().contains("is not a file");
    }

    @Test
    void shouldRefuseValidationDataThatDoesNotFit() throws IOException {
        Path train = write("train.csv", "x,y\n1,a\n2,b\n");
        Path unknown = write("unknown.csv", "x,y\n1,a\n2,c\n");
        Path columns = write("columns.csv", "z,y\n1,a\n");
        Path partly = write("partly.csv", "extra,x,y\nfoo,1,a\n");

        assertThat(problems(csv(train, "y").validation(unknown)))
                .singleElement()
                .asString()
                .contains("unknown.csv, line 3", "class \"c\"", "\"a\", \"b\"");
        assertThat(problems(csv(train, "y").validation(columns)))
                .singleElement()
                .asString()
                .contains("no column \"x\"");
        LoadedData data = load(csv(train, "y").validation(partly));
        assertThat(data.validation().size()).isOne();
        assertThat(data.warnings()).singleElement().asString().contains("class \"b\"");
    }

    @Test
    void shouldRefuseBrokenQuotesAndForeignEncodings() throws IOException {
        assertThat(problems(csv(write("x,y\n1,\"a\n2,b\n"), "y")))
                .singleElement()
                .asString()
                .contains("line 2", "quote");
        Path latin = folder.resolve("latin.csv");
        Files.write(latin, "x,y\n1,é\n".getBytes(StandardCharsets.ISO_8859_1));
        assertThat(problems(csv(latin, "y"))).singleElement().asString().contains("not UTF-8");
    }

    @Test
    void shouldNotReadAFileOfOneEndlessCell() throws IOException {
        Path file = write("x,y\n1,\"" + "a".repeat(17 << 20));

        assertThat(problems(csv(file, "y"))).singleElement().asString().contains("longer than");
    }

    @Test
    void shouldSayHowMuchMemoryIsMissingBeforeReadingItAll() throws IOException {
        Path file = manyRows(50_000);

        DataException failure = catchThrowableOfType(
                DataException.class,
                () -> new CsvData(csv(file, "y").build(), LoadProgress.NONE, new MemoryBudget(1 << 20))
                        .load(1, Optional.empty()));

        assertThat(failure).hasMessageContaining("more heap").hasMessageContaining("1.0 MiB");
    }

    @Test
    void shouldReportProgressUpToTheEnd() throws IOException {
        Path file = manyRows(200_000);
        List<Long> done = new ArrayList<>();

        Datasets.load(csv(file, "y").build(), 1, (source, bytes, total) -> done.add(bytes));

        assertThat(done).isSorted().hasSizeGreaterThan(1).endsWith(Files.size(file));
    }

    private Path manyRows(int count) throws IOException {
        StringBuilder rows = new StringBuilder("x,z,y\n");
        for (int row = 0; row < count; row++) {
            rows.append(row).append(",0.5,").append(row % 3).append('\n');
        }
        return write(rows.toString());
    }

    private Path write(String content) throws IOException {
        return write("data.csv", content);
    }

    private Path write(String name, String content) throws IOException {
        return Files.writeString(folder.resolve(name), content);
    }

    private static LoadedData load(Spec spec) {
        return SampleReader.load(spec.build());
    }

    private static LoadedData load(Spec spec, long seed) {
        return SampleReader.load(spec.build(), seed);
    }

    private static List<String> problems(Spec spec) {
        return SampleReader.problems(spec.build());
    }

    private static Spec csv(Path file, String label) {
        return new Spec(file, label);
    }

    private static final String DIGITS_SHA_256 = "592cc047d0a1cc7fdef9fd724514209dcb45a80aa147dc3ab375e3e1a9a380f4";

    private static final class Spec {
        private final Path file;
        private final String label;
        private Task task = Task.CLASSIFICATION;
        private double scale = 1;
        private boolean standardize;
        private List<Integer> shape = List.of();
        private Optional<Path> validation = Optional.empty();
        private Optional<Double> test = Optional.empty();
        private Optional<Path> testPath = Optional.empty();
        private List<String> ignore = List.of();
        private double share = 0.2;
        private Missing missing = Missing.FAIL;

        Spec(Path file, String label) {
            this.file = file;
            this.label = label;
        }

        Spec regression() {
            task = Task.REGRESSION;
            return this;
        }

        Spec share(double ofSamples) {
            share = ofSamples;
            return this;
        }

        Spec skipMissing() {
            missing = Missing.SKIP;
            return this;
        }

        Spec scale(double factor) {
            scale = factor;
            return this;
        }

        Spec standardize() {
            standardize = true;
            return this;
        }

        Spec shape(Integer... sizes) {
            shape = List.of(sizes);
            return this;
        }

        Spec validation(Path path) {
            validation = Optional.of(path);
            return this;
        }

        Spec test(double ofSamples) {
            test = Optional.of(ofSamples);
            return this;
        }

        Spec test(Path path) {
            testPath = Optional.of(path);
            return this;
        }

        Spec ignore(String column) {
            ignore = List.of(column);
            return this;
        }

        DataSpec.Csv build() {
            return new DataSpec.Csv(
                    file, label, task, scale, standardize, shape, share, validation, ignore, missing, test, testPath);
        }
    }
}
