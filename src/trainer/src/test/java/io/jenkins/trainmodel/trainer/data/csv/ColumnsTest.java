package io.jenkins.trainmodel.trainer.data.csv;

import static io.jenkins.trainmodel.trainer.data.csv.CsvSpec.csv;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.jenkins.trainmodel.spec.data.Calendar;
import io.jenkins.trainmodel.spec.data.ColumnSpec;
import io.jenkins.trainmodel.spec.data.ColumnSpec.Missing;
import io.jenkins.trainmodel.trainer.data.Expectation;
import io.jenkins.trainmodel.trainer.data.LoadedData;
import io.jenkins.trainmodel.trainer.data.column.ColumnEncoding;
import io.jenkins.trainmodel.trainer.data.file.LoadProgress;
import io.jenkins.trainmodel.trainer.data.problem.DataException;
import io.jenkins.trainmodel.trainer.data.source.Datasets;
import io.jenkins.trainmodel.trainer.data.source.SampleReader;
import io.jenkins.trainmodel.trainer.engine.TestEngine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Columns that are no plain numbers become features by what the training samples alone have taught. */
class ColumnsTest {
    private static final ColumnSpec CATEGORY = category(100, Optional.empty());

    @TempDir
    private Path folder;

    private static ColumnSpec category(int most, Optional<Missing> missing) {
        return new ColumnSpec.Category(most, missing);
    }

    private static ColumnSpec numbers(Missing missing) {
        return new ColumnSpec.Numbers(Optional.of(missing));
    }

    private Path write(String name, String... lines) throws IOException {
        return Files.write(folder.resolve(name), List.of(lines));
    }

    private CsvSpec given(Path train, Path held) {
        return csv(train, "y").regression().validation(held);
    }

    @Test
    void shouldLearnCategoriesFromTheTrainingPartAlone() throws IOException {
        Path train = write("train.csv", "colour,y", "red,1", "blue,2", "red,3", "green,4");
        Path held = write("held.csv", "y,colour", "5,teal", "6,blue", "7,teal");

        LoadedData data = given(train, held).column("colour", CATEGORY).load();

        assertThat(data.preprocessing().columns()).containsExactly("colour=blue", "colour=green", "colour=red");
        assertThat(data.sampleShape()).containsExactly(3);
        assertThat(SampleReader.rows(data.train()))
                .containsExactly(
                        List.of(0f, 0f, 1f, 1f),
                        List.of(1f, 0f, 0f, 2f),
                        List.of(0f, 0f, 1f, 3f),
                        List.of(0f, 1f, 0f, 4f));
        assertThat(SampleReader.rows(data.validation()))
                .containsExactly(List.of(0f, 0f, 0f, 5f), List.of(1f, 0f, 0f, 6f), List.of(0f, 0f, 0f, 7f));
        assertThat(data.warnings())
                .containsExactly(held + ": 2 samples have a value in the column \"colour\" that is none of its"
                        + " categories, such as \"teal\"; to the model it is none of them");
    }

    @Test
    void shouldTellTheMostFrequentCategoriesApartAndMissingOnesToo() throws IOException {
        Path train = write("train.csv", "c,y", "b,1", "c,2", "a,3", "b,4", ",5", "a,6", "d,7");
        Path held = write("held.csv", "c,y", "nan,1");

        LoadedData data = given(train, held)
                .column("c", category(2, Optional.of(Missing.CATEGORY)))
                .load();

        assertThat(data.preprocessing().columns()).containsExactly("c=a", "c=b", "c is missing");
        assertThat(SampleReader.rows(data.train()).get(1)).containsExactly(0f, 0f, 0f, 2f);
        assertThat(SampleReader.rows(data.train()).get(4)).containsExactly(0f, 0f, 1f, 5f);
        assertThat(SampleReader.rows(data.validation())).containsExactly(List.of(0f, 0f, 1f, 1f));
        assertThat(data.warnings()).singleElement().asString().contains("2 samples have a value", "such as \"c\"");
    }

    @Test
    void shouldFillMissingNumbersByTheMeanOfTheTrainingPart() throws IOException {
        Path train = write("train.csv", "a,b,y", "1,10,1", ",30,2", "4,NA,3");
        Path held = write("held.csv", "a,b,y", "?,20,1", "100,,2");

        LoadedData data = given(train, held)
                .scale(2)
                .column("a", numbers(Missing.MEAN))
                .column("b", numbers(Missing.FLAG))
                .load();

        assertThat(data.preprocessing().columns()).containsExactly("a", "b", "b is missing");
        assertThat(SampleReader.rows(data.train()))
                .containsExactly(List.of(2f, 20f, 0f, 1f), List.of(5f, 60f, 0f, 2f), List.of(8f, 40f, 1f, 3f));
        assertThat(SampleReader.rows(data.validation()))
                .containsExactly(List.of(5f, 40f, 0f, 1f), List.of(200f, 40f, 1f, 2f));
        assertThat(data.preprocessing().encodings())
                .contains(new ColumnEncoding.Numbers("b", 2, Optional.of(40.0), true));
    }

    @Test
    void shouldStandardiseNumbersInDoubleAndLeaveCategoriesAsTheyAre() throws IOException {
        Path train = write("train.csv", "n,c,y", "1000000000001,a,1", "1000000000003,b,2", ",a,3");
        Path held = write("held.csv", "n,c,y", "1000000000005,b,1");

        LoadedData data = given(train, held)
                .standardize()
                .column("n", numbers(Missing.FLAG))
                .column("c", CATEGORY)
                .load();

        float unit = (float) Math.sqrt(1.5);
        assertThat(SampleReader.rows(data.train()))
                .containsExactly(
                        List.of(-unit, 0f, 1f, 0f, 1f), List.of(unit, 0f, 0f, 1f, 2f), List.of(0f, 1f, 1f, 0f, 3f));
        assertThat(SampleReader.rows(data.validation()))
                .containsExactly(List.of((float) (3 * Math.sqrt(1.5)), 0f, 0f, 1f, 1f));
    }

    @Test
    void shouldReadDatesAsDaysAndPlacesInTheCalendar() throws IOException {
        Path train = write("train.csv", "d,y", "01.01.2024 00:00,1", "03.01.2024 12:00,2", ",3");
        Path held = write("held.csv", "d,y", "01.01.2024 06:00,1");
        ColumnSpec date =
                new ColumnSpec.Date(Optional.of("dd.MM.yyyy HH:mm"), List.of(Calendar.HOUR), Optional.of(Missing.FLAG));

        LoadedData data = given(train, held).column("d", date).load();

        assertThat(data.preprocessing().columns()).containsExactly("d", "d.hour.sin", "d.hour.cos", "d is missing");
        double unit = Math.sqrt(1.5);
        List<Float> first = SampleReader.rows(data.train()).get(0);
        assertThat(first.get(0)).isCloseTo((float) -unit, within(1e-6f));
        assertThat(first.subList(1, 5)).containsExactly(0f, 1f, 0f, 1f);
        List<Float> gap = SampleReader.rows(data.train()).get(2);
        assertThat(gap.get(0)).as("the mean").isZero();
        assertThat(gap.get(3)).isEqualTo(1f);
        List<Float> sixth = SampleReader.rows(data.validation()).get(0);
        assertThat(sixth.get(0)).isCloseTo((float) (-unit + 0.25 * unit / 1.25), within(1e-6f));
        assertThat(sixth.subList(1, 4)).containsExactly(1f, (float) Math.cos(Math.PI / 2), 0f);
    }

    @Test
    void shouldLeaveRowsOutByTheColumnsOwnPolicy() throws IOException {
        Path train = write("train.csv", "a,b,y", "1,x,1", ",x,2", "3,y,3");
        Path held = write("held.csv", "a,b,y", "1,x,1");

        LoadedData data = given(train, held)
                .column("a", numbers(Missing.SKIP))
                .column("b", CATEGORY)
                .load();

        assertThat(data.train().size()).isEqualTo(2);
        assertThat(data.warnings())
                .containsExactly(train + ": 1 row was left out for a missing value, the first at " + train
                        + ", line 3, column \"a\"");
    }

    @Test
    void shouldSayWhatIsWrongWithACell() throws IOException {
        Path train = write("train.csv", "n,c,d,y", "red,,31.02.2024,1", "1,a,,2");

        List<String> problems = csv(train, "y")
                .regression()
                .column("c", CATEGORY)
                .column("d", new ColumnSpec.Date(Optional.empty(), List.of(), Optional.empty()))
                .problems();

        assertThat(problems)
                .containsExactly(
                        train
                                + ", line 2, column \"n\": \"red\" is not a number; say under columns what the column holds"
                                + " (category or date), or add it to ignore",
                        train + ", line 2, column \"c\": the cell is empty; fill it in, leave such rows out by missing:"
                                + " skip, or give the column missing: category",
                        train + ", line 2, column \"d\": \"31.02.2024\" is no date as the column's format says, or as"
                                + " ISO 8601 where it says none; correct it, or give the column its format",
                        train + ", line 3, column \"d\": the cell is empty; fill it in, leave such rows out by missing:"
                                + " skip, or give the column missing: mean");
    }

    @Test
    void shouldKeepTheSideOfASampleWhateverTheFeaturesBecome() throws IOException {
        StringBuilder rows = new StringBuilder("c,n,y\n");
        for (int row = 0; row < 200; row++) {
            rows.append("word")
                    .append(row % 7)
                    .append(',')
                    .append(row)
                    .append(',')
                    .append(row)
                    .append('\n');
        }
        Path file = Files.writeString(folder.resolve("rows.csv"), rows);

        LoadedData all = csv(file, "y").regression().column("c", CATEGORY).load();
        LoadedData few = csv(file, "y")
                .regression()
                .column("c", category(2, Optional.empty()))
                .load();

        assertThat(few.holdOut().fingerprint()).isEqualTo(all.holdOut().fingerprint());
        assertThat(few.sampleShape()).containsExactly(3);
        assertThat(all.sampleShape()).containsExactly(8);
    }

    @Test
    void shouldTakeOverTheCategoriesOfAModelAndNameTheColumnThatIsOther() throws IOException {
        Path before = write("before.csv", "c,n,y", "a,1,1", "b,2,2");
        Path after = write("after.csv", "n,c,y", "1,b,1", "2,z,2");
        Path held = write("held.csv", "n,c,y", "3,a,1");
        Expectation model = new Expectation(
                "the reference",
                given(before, held).column("c", CATEGORY).load().signature());
        Datasets datasets = new Datasets(TestEngine.libraries(), LoadProgress.NONE);

        LoadedData data = datasets.load(given(after, held).column("c", CATEGORY).build(), 1, Optional.of(model));

        assertThat(data.preprocessing().columns()).containsExactly("c=a", "c=b", "n");
        assertThat(SampleReader.rows(data.train())).containsExactly(List.of(0f, 1f, 1f, 1f), List.of(0f, 0f, 2f, 2f));
        assertThat(data.warnings()).singleElement().asString().contains("such as \"z\"");
        assertThatThrownBy(() -> datasets.load(
                        given(after, held)
                                .column("c", category(100, Optional.of(Missing.CATEGORY)))
                                .build(),
                        1,
                        Optional.of(model)))
                .isInstanceOf(DataException.class)
                .hasMessage(
                        after + ": the column \"c\" has the features \"c=a\", \"c=b\", \"c is missing\", and for the"
                                + " reference \"c=a\", \"c=b\"; let columns say the same of it, or begin without that model");
    }

    @Test
    void shouldNameAColumnThatIsNotThere() throws IOException {
        Path train = write("train.csv", "colour,y", "1,1", "2,2");

        assertThat(given(train, train).column("color", CATEGORY).problems())
                .containsExactly(train + ", line 1: no column \"color\" (a column of data.columns); the header has"
                        + " \"colour\", \"y\"; did you mean \"colour\"?");
    }

    @Test
    void shouldRefuseAShapeThatTheFeaturesDoNotHave() throws IOException {
        Path train = write("train.csv", "c,y", "a,1", "b,2", "c,3");

        assertThat(given(train, train).column("c", CATEGORY).shape(1, 2).problems())
                .containsExactly(train + ": the shape [1, 2] has 2 elements, but the columns become 3 features; correct"
                        + " the shape, or leave it out");
    }

    @Test
    void shouldLeaveAsManyBadRowsOutAsMayBeAndNameTheFirstOnes() throws IOException {
        Path train =
                write("train.csv", "a,b,y", "1,2,1", "red,2,2", "3,4", "3,blue,gray", "5,6,3", "7,8,gray", "9,1,4");
        Path held = write("held.csv", "a,b,y", "1,2,1");

        LoadedData data = given(train, held).skipBad(4).load();

        assertThat(SampleReader.rows(data.train()))
                .containsExactly(List.of(1f, 2f, 1f), List.of(5f, 6f, 3f), List.of(9f, 1f, 4f));
        assertThat(data.train().place(1).orElseThrow().name()).isEqualTo("5");
        assertThat(data.warnings())
                .hasSize(4)
                .startsWith(train + ": 4 bad records were left out, of 4 that may be")
                .anyMatch(warning -> warning.startsWith(train + ", line 3, column \"a\": \"red\" is not a number"))
                .anyMatch(warning -> warning.startsWith(train + ", line 4: 2 cells where the header has 3 columns"))
                .anyMatch(warning -> warning.startsWith(train + ", line 5, column \"b\": \"blue\" is not a number"));
        assertThat(given(train, held).skipBad(3).problems())
                .hasSize(4)
                .endsWith(train
                        + ": more than 3 bad records, which are the most that badRecords leaves out; the first ones"
                        + " are above");
    }

    @Test
    void shouldRefuseMoreFeaturesThanThereIsMemoryForAndNameTheWidestColumns() throws IOException {
        List<String> lines = new ArrayList<>(List.of("a,b,c,y"));
        for (int row = 0; row < 10_000; row++) {
            lines.add("a" + row + ",b" + row + ",c,1");
        }
        Path train = write("train.csv", lines.toArray(String[]::new));
        CsvSpec spec = given(train, train).column("c", CATEGORY);
        List<String> wide = new ArrayList<>();
        for (int copy = 0; copy < 6; copy++) {
            wide.add("a" + copy);
            wide.add("b" + copy);
        }
        assertThat(spec.column("a", category(10_000, Optional.empty()))
                        .column("b", category(10_000, Optional.empty()))
                        .load()
                        .preprocessing()
                        .columns())
                .hasSize(20_001);

        Path twelve = write(
                "twelve.csv",
                IntStream.rangeClosed(0, 10_000)
                        .mapToObj(row -> String.join(
                                        ",",
                                        wide.stream()
                                                .map(name -> row == 0 ? name : name + row)
                                                .toList())
                                + (row == 0 ? ",y" : ",1"))
                        .toArray(String[]::new));
        CsvSpec many = given(twelve, twelve);
        wide.forEach(name -> many.column(name, category(10_000, Optional.empty())));

        assertThat(many.problems())
                .singleElement()
                .asString()
                .contains("the columns become 120000 features, and at most 100000 are made", "(a0: 10000, b0: 10000, ");
    }
}
