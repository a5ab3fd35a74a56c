package io.jenkins.trainmodel.trainer.drift;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.trainmodel.drift.ColumnDrift;
import io.jenkins.trainmodel.drift.ColumnKind;
import io.jenkins.trainmodel.drift.ColumnProfile;
import io.jenkins.trainmodel.drift.DataDrift;
import io.jenkins.trainmodel.drift.DataProfile;
import io.jenkins.trainmodel.drift.SchemaDifference.KindChange;
import io.jenkins.trainmodel.spec.SpecReader;
import io.jenkins.trainmodel.spec.data.DataSpec;
import io.jenkins.trainmodel.trainer.data.LoadedData;
import io.jenkins.trainmodel.trainer.data.source.SampleReader;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How data of every kind is recorded, and how other data stands to it. */
class DataProfilerTest {
    private static final Set<String> NONE = Set.of();

    @TempDir
    private Path folder;

    private record Read(DataSpec spec, LoadedData data) {
        DataProfiler profiler() {
            return DataProfiler.of(spec, data).orElseThrow();
        }
    }

    private Read read(String data) throws Exception {
        Path file = Files.writeString(
                folder.resolve("train.yaml"),
                "data: {" + data + "}\nmodel: {type: " + (data.contains("series") ? "lstm" : "mlp")
                        + "}\nstopWhen: [{maxEpochs: 1}]\n");
        DataSpec spec = new SpecReader().read(file, List.of()).data();
        return new Read(spec, SampleReader.load(spec));
    }

    private void table(int rows, String header, IntFunction<String> row) throws IOException {
        List<String> lines = new ArrayList<>(List.of(header));
        for (int number = 0; number < rows; number++) {
            lines.add(row.apply(number));
        }
        Files.write(folder.resolve("rows.csv"), lines);
    }

    /** Standardised, scaled, encoded or as they are, columns are recorded in their own units. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "scale: 0.003",
                "standardize: true",
                "standardize: true, scale: 0.1",
                "columns: {age: number}, scale: 7, standardize: true"
            })
    void shouldRecordTheSameHoweverColumnsArePrepared(String how) throws Exception {
        table(500, "age,size,kind", row -> (row * 7 % 50) + "," + row * 0.001 + "," + row % 2);
        String data = "type: csv, path: rows.csv, label: kind";
        DataProfile plain = read(data).profiler().profile();

        Read prepared = read(data + ", " + how);

        assertThat(prepared.profiler().profile().columns())
                .extracting(ColumnProfile::counts)
                .isEqualTo(plain.columns().stream().map(ColumnProfile::counts).toList());
        DataDrift drift = prepared.profiler().beside("other", plain, NONE);
        assertThat(drift.columns()).hasSize(2).allMatch(column -> column.index() < 1e-9);
        assertThat(drift.label().orElseThrow().index()).isLessThan(1e-9);
    }

    @Test
    void shouldTakeSomeOfManySamplesAndCountAllClasses() throws Exception {
        table(30_000, "age,kind", row -> (row * 7 % 1000) + "," + row % 3);

        DataProfile profile = read("type: csv, path: rows.csv, label: kind, validation: 0.01")
                .profiler()
                .profile();

        ColumnProfile age = profile.columns().get(0);
        assertThat(age.counts().stream().mapToLong(Long::longValue).sum()).isEqualTo(20_000);
        assertThat(age.counts().subList(1, 11))
                .allSatisfy(count -> assertThat(count).isBetween(1900L, 2100L));
        assertThat(profile.label().orElseThrow().counts().stream()
                        .mapToLong(Long::longValue)
                        .sum())
                .isEqualTo(profile.samples());
    }

    @Test
    void shouldRecordWordsDatesGapsAndWhatARegressionPredicts() throws Exception {
        table(
                200,
                "city,day,age,price",
                row -> (row % 4 == 0 ? "Rome" : "c" + row) + ",2024-01-0" + (1 + row % 9) + ","
                        + (row % 10 == 0 ? "" : row % 7) + "," + row * 1.5);
        String data =
                "type: csv, path: rows.csv, label: price, task: regression, columns: {city: category, day: date, age:"
                        + " {type: number, missing: mean}}";

        DataProfile profile = read(data).profiler().profile();

        assertThat(profile.columns())
                .extracting(ColumnProfile::kind)
                .containsExactly(ColumnKind.CATEGORY, ColumnKind.DATE, ColumnKind.NUMBER);
        assertThat(profile.columns().get(0).words()).hasSize(30).startsWith("Rome");
        assertThat(profile.columns().get(1).edges().get(0)).isBetween(19_722.0, 19_724.0);
        assertThat(profile.columns().get(2).missing()).isPositive();
        assertThat(profile.label().orElseThrow().name()).isEqualTo("price");
        table(
                200,
                "city,day,age,price",
                row -> "Rome,2024-03-0" + (1 + row % 9) + "," + (row % 2 == 0 ? "" : row % 7) + "," + row * 15);
        DataDrift moved = read(data).profiler().beside("before", profile, NONE);
        assertThat(moved.above(DataDrift.LARGE))
                .extracting(ColumnDrift::name)
                .containsExactlyInAnyOrder("city", "day", "age", "price");
    }

    /** A label that has another name, or is another kind of label, is compared by no bins. */
    @Test
    void shouldNameALabelThatIsAnotherOne() throws Exception {
        table(200, "age,size,kind", row -> (row * 7 % 50) + "," + row + "," + row % 3);
        DataProfile classes =
                read("type: csv, path: rows.csv, label: kind").profiler().profile();

        DataDrift numbers = read("type: csv, path: rows.csv, label: kind, task: regression")
                .profiler()
                .beside("classes", classes, NONE);
        assertThat(numbers.schema().changed())
                .containsExactly(new KindChange("kind", ColumnKind.CATEGORY, ColumnKind.NUMBER));
        assertThat(numbers.label()).isEmpty();

        table(200, "age,size,class", row -> (row * 7 % 50) + "," + row + "," + row % 3);
        DataDrift renamed =
                read("type: csv, path: rows.csv, label: class").profiler().beside("classes", classes, NONE);
        assertThat(renamed.schema().added()).containsExactly("class");
        assertThat(renamed.schema().gone()).containsExactly("kind");
        assertThat(renamed.label()).isEmpty();
    }

    @Test
    void shouldCompareTheClassesOfImagesAlone() throws Exception {
        for (int image = 0; image < 12; image++) {
            BufferedImage picture = new BufferedImage(3, 3, BufferedImage.TYPE_INT_RGB);
            picture.setRGB(0, 0, image * 20);
            Path file = folder.resolve("images/" + (image % 2 == 0 ? "cat" : "dog") + "/" + image + ".png");
            Files.createDirectories(file.getParent());
            ImageIO.write(picture, "png", file.toFile());
        }

        DataProfile profile = read("type: imageFolder, path: images, height: 3, width: 3")
                .profiler()
                .profile();

        assertThat(profile.columns()).isEmpty();
        assertThat(profile.label().orElseThrow().name()).isEqualTo("class");
        assertThat(profile.label().orElseThrow().words()).containsExactlyInAnyOrder("cat", "dog");
    }

    @Test
    void shouldCompareTheStepsOfSeriesAndTellWhatStandsStill() throws Exception {
        table(
                200,
                "time,y,still",
                row -> "2024-01-01T%02d:%02d".formatted(row / 60, row % 60) + "," + (row % 2) + ",4");

        Read series =
                read("type: series, path: rows.csv, time: time, target: y, features: [still], window: 4, horizon: 1");

        assertThat(series.profiler().profile().columns())
                .extracting(ColumnProfile::name)
                .containsExactly("y", "still");
        assertThat(series.data().facts().constant()).containsExactly("still");
        assertThat(series.data().facts().duplicates().orElseThrow())
                .isEqualTo(series.data().train().size() - 2);
        assertThat(series.profiler().profile().label()).isEqualTo(Optional.empty());
    }

    @Test
    void shouldCompareNothingOfText() throws Exception {
        Files.writeString(
                folder.resolve("book.txt"),
                IntStream.range(0, 4000)
                        .mapToObj(line -> "line " + line * 7919 % 4001 + "\n")
                        .collect(Collectors.joining()));
        Path file = Files.writeString(
                folder.resolve("train.yaml"),
                "data: {type: text, path: book.txt, context: 4}\nmodel: {type: gpt, layers: 1, heads: 1, width: 4}\nstopWhen:"
                        + " [{maxEpochs: 1}]\n");
        DataSpec spec = new SpecReader().read(file, List.of()).data();

        assertThat(DataProfiler.of(spec, SampleReader.load(spec))).isEmpty();
    }
}
