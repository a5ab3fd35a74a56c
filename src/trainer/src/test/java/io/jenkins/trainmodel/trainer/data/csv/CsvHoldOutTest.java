package io.jenkins.trainmodel.trainer.data.csv;

import static io.jenkins.trainmodel.trainer.data.csv.CsvSpec.csv;
import static io.jenkins.trainmodel.trainer.data.source.SampleReader.rows;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.trainmodel.trainer.data.LoadedData;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which rows are kept apart, to judge by and to test with. */
class CsvHoldOutTest {
    @TempDir
    private Path folder;

    private CsvFiles files;

    @BeforeEach
    void chooseAFolder() {
        files = new CsvFiles(folder);
    }

    @Test
    void shouldKeepTestSamplesApartWithoutMovingTheOthers() throws IOException {
        Path file = files.manyRows(400);

        LoadedData without = csv(file, "y").load(3);
        LoadedData with = csv(file, "y").test(0.2).load(3);

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
        Path file = files.write(rows.toString());

        for (long seed = 0; seed < 50; seed++) {
            LoadedData data = csv(file, "y").test(0.7).share(0.1).load(seed);
            assertThat(data.classCounts()).allSatisfy(count -> assertThat(count).isPositive());
        }
    }

    @Test
    void shouldSplitTheSameWayForTheSameSeedAndAnotherWayForAnother() throws IOException {
        Path file = files.manyRows(300);

        assertThat(rows(csv(file, "y").load(1).train()))
                .isEqualTo(rows(csv(file, "y").load(1).train()));
        assertThat(rows(csv(file, "y").load(1).train()))
                .isNotEqualTo(rows(csv(file, "y").load(2).train()));
    }

    @Test
    void shouldHoldOutAboutTheSameShareOfEveryClassAndAtLeastOne() throws IOException {
        StringBuilder rows = new StringBuilder("x,y\n");
        for (int row = 0; row < 1000; row++) {
            rows.append(row).append(",common\n");
        }
        rows.append("1000,rare\n1001,rare\n");

        LoadedData data = csv(files.write(rows.toString()), "y").load();

        // four standard deviations of a draw: 4 × sqrt(1000 × 0.2 × 0.8)
        assertThat(data.classCounts().get(0)).isBetween(750L, 850L);
        assertThat(data.classCounts().get(1)).isOne();
        assertThat(data.train().size() + data.validation().size()).isEqualTo(1002);
    }
}
