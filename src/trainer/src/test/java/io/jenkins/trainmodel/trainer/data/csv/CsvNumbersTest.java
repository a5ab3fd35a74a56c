package io.jenkins.trainmodel.trainer.data.csv;

import static io.jenkins.trainmodel.trainer.data.csv.CsvSpec.csv;
import static io.jenkins.trainmodel.trainer.data.source.SampleReader.all;
import static io.jenkins.trainmodel.trainer.data.source.SampleReader.rows;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.jenkins.trainmodel.trainer.data.LoadedData;
import io.jenkins.trainmodel.trainer.data.label.LabelScaling;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Values that are large, missing, compressed or hostile. */
class CsvNumbersTest {
    private static final double NOW = 1.7e9;
    private static final double HUGE = 1e12;

    @TempDir
    Path folder;

    @Test
    void shouldStandardizePointsInTimeWithoutRoundingThemFirst() throws IOException {
        StringBuilder text = new StringBuilder("time,y\n");
        for (int row = 0; row < 100; row++) {
            text.append((long) NOW + row).append(',').append(row % 2).append('\n');
        }

        LoadedData data = spec(text.toString()).standardize().load();

        double mean = data.preprocessing().means().get(0);
        double deviation = data.preprocessing().deviations().get(0);
        assertThat(mean).isBetween(NOW + 40, NOW + 60);
        assertThat(deviation).isCloseTo(28.9, within(4.0));
        assertThat(all(data).stream().map(row -> row.get(0)).sorted().toList()).satisfies(times -> {
            for (int row = 0; row < 100; row++) {
                assertThat(times.get(row)).isEqualTo((float) ((NOW + row - mean) / deviation));
            }
        });
        assertThat(data.warnings()).isEmpty();
    }

    @Test
    void shouldWarnOfColumnsWhoseDifferencesFloat32RoundsAway() throws IOException {
        String rows = "time,ordinary,y\n1700000001,1.1,0\n1700000002,1.2,1\n1700000003,1.3,0\n1700000004,1.4,1\n";

        assertThat(spec(rows).load().warnings())
                .singleElement()
                .asString()
                .contains("float32", "\"time\"", "standardize: true")
                .doesNotContain("ordinary");
    }

    @Test
    void shouldScaleLabelsInDoubleWhereFloat32HoldsNoDifferenceBetweenThem() throws IOException {
        StringBuilder text = new StringBuilder("x,y\n");
        for (int row = 0; row < 200; row++) {
            text.append(row).append(',').append((long) HUGE + row).append('\n');
        }

        LoadedData data = spec(text.toString()).regression().load();

        LabelScaling scaling = data.labelScaling();
        assertThat(scaling.offset()).isBetween(HUGE + 70, HUGE + 130);
        assertThat(rows(data.train())).allSatisfy(row -> {
            double label = row.get(1) * scaling.scale() + scaling.offset();
            assertThat(label).isCloseTo(HUGE + row.get(0), within(1e-3));
        });
    }

    @Test
    void shouldLeaveOrdinaryAndConstantLabelsAsTheyAre() throws IOException {
        String ordinary = "x,y\n1,2019\n2,1990\n3,2024\n4,2001\n";
        String constant = "x,y\n1,1000000000001\n2,1000000000001\n3,1000000000001\n";

        assertThat(spec(ordinary).regression().load().labelScaling()).isEqualTo(LabelScaling.NONE);
        assertThat(spec(constant).regression().load().labelScaling()).isEqualTo(LabelScaling.NONE);
    }

    @Test
    void shouldTakeNoMissingLabelForAClass() throws IOException {
        String rows = "x,y\n1,0\n2,1\n3,nan\n4,NaN\n5,NA\n6,0\n7,1\n8,\n9,0\n10,1\n";

        assertThat(spec(rows).problems())
                .hasSize(4)
                .allSatisfy(problem -> assertThat(problem).contains("column \"y\"", "missing: skip"));
        LoadedData skipped = spec(rows).skipMissing().load();
        assertThat(skipped.classNames()).containsExactly("0", "1");
        assertThat(all(skipped)).hasSize(6);
        assertThat(skipped.warnings())
                .anySatisfy(warning -> assertThat(warning).contains("3 rows were left out", "line 4"))
                .anySatisfy(warning -> assertThat(warning).contains("line 6", "\"NA\""));
    }

    @Test
    void shouldLeaveRowsOutWithAMissingFeatureWhereThatIsWanted() throws IOException {
        String rows = "x,z,y\n1,1,0\n,2,1\n3,?,0\n4,4,1\n5,5,0\n6,6,1\n";

        LoadedData data = spec(rows).skipMissing().load();

        assertThat(all(data)).hasSize(4);
        assertThat(spec("x,y\n,1\n?,2\n").regression().skipMissing().problems())
                .singleElement()
                .asString()
                .contains("a value is missing in every row");
        assertThat(spec("x,y\ninf,1\n").regression().skipMissing().problems())
                .singleElement()
                .asString()
                .contains("not finite");
    }

    @Test
    void shouldTakeWordsForClassesAmongWords() throws IOException {
        LoadedData data = spec("x,y\n1,none\n2,some\n3,none\n4,some\n").load();

        assertThat(data.classNames()).containsExactly("none", "some");
        assertThat(data.warnings()).singleElement().asString().contains("\"none\"", "name of a class");
    }

    @Test
    void shouldReadGzipAsThePlainFile() throws IOException {
        String text = "x,y\n1,a\n2,b\n3,a\n4,b\n5,a\n";
        byte[] compressed = gzip(text.getBytes(StandardCharsets.UTF_8));
        Path file = Files.write(folder.resolve("data.csv.gz"), compressed);

        assertThat(all(csv(file, "y").load())).isEqualTo(all(spec(text).load()));
        Files.write(file, Arrays.copyOf(compressed, compressed.length - 12));
        assertThat(csv(file, "y").problems()).singleElement().asString().contains("data.csv.gz", "cut off or damaged");
        assertThat(csv(file, "y").skipBad(100).problems())
                .singleElement()
                .asString()
                .contains("data.csv.gz", "cut off or damaged");
    }

    private static byte[] gzip(byte[] content) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(content);
        }
        return bytes.toByteArray();
    }

    @Test
    void shouldNameTheLineOfTheFirstByteThatIsNotUtf8() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.write("x,y\n".getBytes(StandardCharsets.UTF_8));
        for (int row = 0; row < 5000; row++) {
            bytes.write((row + ",süß\n").getBytes(StandardCharsets.UTF_8));
        }
        bytes.write("1,\u00e9\n".getBytes(StandardCharsets.ISO_8859_1));
        Path file = folder.resolve("latin.csv");

        Files.write(file, bytes.toByteArray());
        assertThat(csv(file, "y").problems()).singleElement().asString().contains("latin.csv, line 5002: not UTF-8");
        Files.write(file, "\u00e9,y\n".getBytes(StandardCharsets.ISO_8859_1));
        assertThat(csv(file, "y").problems()).singleElement().asString().contains("latin.csv, line 1: not UTF-8");
    }

    @Test
    void shouldShowOfHostileCellsOnlyWhatHelpsAndNothingThatATerminalObeys() throws IOException {
        String large = "a".repeat(5 << 20);

        for (String rows : List.of(
                "x,y\n" + large + ",a\n1,b\n",
                "x,y\n1," + large + "\n2,b\n",
                "x,y\n" + "9".repeat(5 << 20) + ",a\n",
                large + ",y\n1,a\n")) {
            assertThat(spec(rows).problems())
                    .allSatisfy(problem -> assertThat(problem).hasSizeLessThan(600));
        }
        assertThat(spec("x\u001b[31m,\u202ey\nred\u0007,a\n").problems())
                .allSatisfy(problem ->
                        assertThat(problem).contains("\\u001b[31m").doesNotContainPattern("[\\p{Cntrl}\u202e]"));
    }

    private CsvSpec spec(String text) throws IOException {
        return csv(new CsvFiles(folder).write(text), "y");
    }
}
