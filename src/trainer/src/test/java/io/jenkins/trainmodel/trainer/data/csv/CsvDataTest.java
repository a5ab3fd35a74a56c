package io.jenkins.trainmodel.trainer.data.csv;

import static io.jenkins.trainmodel.trainer.data.csv.CsvSpec.csv;
import static io.jenkins.trainmodel.trainer.data.source.SampleReader.all;
import static io.jenkins.trainmodel.trainer.data.source.SampleReader.features;
import static io.jenkins.trainmodel.trainer.data.source.SampleReader.rows;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.trainmodel.trainer.data.LoadedData;
import io.jenkins.trainmodel.trainer.data.file.LoadProgress;
import io.jenkins.trainmodel.trainer.data.source.Datasets;
import io.jenkins.trainmodel.trainer.engine.TestEngine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Samples as CSV files hold them. */
class CsvDataTest {
    private static final String DIGITS_SHA_256 = "592cc047d0a1cc7fdef9fd724514209dcb45a80aa147dc3ab375e3e1a9a380f4";

    @TempDir
    private Path folder;

    private CsvFiles files;

    @BeforeEach
    void chooseAFolder() {
        files = new CsvFiles(folder);
    }

    @Test
    void shouldReadTheDigitsOfTheExample() {
        Path digits = Path.of("../../docs/examples/digits/digits.csv").toAbsolutePath();

        LoadedData data = new Datasets(TestEngine.libraries(), LoadProgress.NONE)
                .load(csv(digits, "digit").scale(0.0625).build(), 42, Optional.empty());

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
        Path file = files.write("\uFEFFsize,\"species, common\",weight\r\n"
                + "1.5,\"cat\",2\r\n\r\n"
                + " 2.5 ,dog,\"3\"\r\n"
                + "3.5,cat,4\r\n"
                + "4.5,dog,1e1");

        LoadedData data = csv(file, "species, common").scale(2).load();

        assertThat(data.classNames()).containsExactly("cat", "dog");
        assertThat(data.preprocessing().columns()).containsExactly("size", "weight");
        assertThat(all(data))
                .containsExactlyInAnyOrder(
                        List.of(3f, 4f, 0f), List.of(5f, 6f, 1f), List.of(7f, 8f, 0f), List.of(9f, 20f, 1f));
    }

    @Test
    void shouldSortNumericClassesByValueAndTakeEqualNumbersAsOneClass() throws IOException {
        Path file = files.write("x,y\n1,10\n2,9\n3,10.0\n4,-1\n5,9\n6,-1\n");

        LoadedData data = csv(file, "y").load();

        assertThat(data.classNames()).containsExactly("-1", "9", "10");
    }

    @Test
    void shouldStandardizeWithTheStatisticsOfTheTrainingPartOnly() throws IOException {
        Path train = files.write("train.csv", "x,constant,y\n1,0.1,0\n3,0.1,0\n1,0.1,1\n3,0.1,1\n");
        Path validation = files.write("validation.csv", "y,x,constant\n0,102,0.1\n1,-98,0.2\n");

        LoadedData data = csv(train, "y").standardize().validation(validation).load();

        assertThat(data.preprocessing().means().get(0)).isEqualTo(2);
        assertThat(data.preprocessing().deviations()).containsExactly(1.0, 1.0);
        assertThat(rows(data.train())).extracting(row -> row.get(0)).containsExactly(-1f, 1f, -1f, 1f);
        assertThat(rows(data.validation())).extracting(row -> row.get(0)).containsExactly(100f, -100f);
        assertThat(data.warnings()).singleElement().asString().contains("\"constant\"");
    }

    @Test
    void shouldReadNumbersToPredictAsFloats() throws IOException {
        LoadedData data = csv(files.write("x,price\n1,1.5\n2,-2e3\n3,0.25\n"), "price")
                .regression()
                .load();

        assertThat(data.classNames()).isEmpty();
        assertThat(data.classCounts()).isEmpty();
        assertThat(data.train().labelBytes()).isEqualTo(4);
        assertThat(all(data)).containsExactlyInAnyOrder(List.of(1f, 1.5f), List.of(2f, -2000f), List.of(3f, 0.25f));
    }

    @Test
    void shouldTakeTheShapeAndCheckItAgainstTheColumns() throws IOException {
        Path file = files.write("a,b,c,d,y\n1,2,3,4,0\n2,2,3,4,0\n3,2,3,4,1\n4,2,3,4,1\n");

        assertThat(csv(file, "y").shape(1, 2, 2).load().sampleShape()).containsExactly(1, 2, 2);
        assertThat(csv(file, "y").shape(1, 3, 3).problems())
                .singleElement()
                .asString()
                .contains("line 1", "[1, 3, 3] has 9", "4 feature columns");
    }

    @Test
    void shouldIgnoreColumnsAndNameThoseThatDoNotExist() throws IOException {
        Path file = files.write("id,x,y\na,1,0\nb,2,0\nc,3,1\nd,4,1\n");

        assertThat(csv(file, "y").ignore("id").load().preprocessing().columns()).containsExactly("x");
        assertThat(csv(file, "y").ignore("idd").problems())
                .singleElement()
                .asString()
                .contains("no column \"idd\"", "did you mean \"id\"?");
    }

    @Test
    void shouldReportProgressUpToTheEnd() throws IOException {
        Path file = files.manyRows(200_000);
        List<Long> done = new ArrayList<>();

        new Datasets(TestEngine.libraries(), (source, bytes, total) -> done.add(bytes))
                .load(csv(file, "y").build(), 1, Optional.empty());

        assertThat(done).isSorted().hasSizeGreaterThan(1).endsWith(Files.size(file));
    }
}
