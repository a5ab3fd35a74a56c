package io.jenkins.trainmodel.trainer.data.csv;

import static io.jenkins.trainmodel.trainer.data.csv.CsvSpec.csv;
import static io.jenkins.trainmodel.trainer.data.source.SampleReader.rows;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.trainmodel.trainer.data.DataSignature;
import io.jenkins.trainmodel.trainer.data.Expectation;
import io.jenkins.trainmodel.trainer.data.LoadedData;
import io.jenkins.trainmodel.trainer.data.file.LoadProgress;
import io.jenkins.trainmodel.trainer.data.label.LabelScaling;
import io.jenkins.trainmodel.trainer.data.problem.DataException;
import io.jenkins.trainmodel.trainer.data.source.Datasets;
import io.jenkins.trainmodel.trainer.engine.TestEngine;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Data that goes on from night to night, and with a model that was trained before. */
class CsvSplitTest {
    @TempDir
    Path folder;

    private static List<String> rowsOf(int from, int to) {
        List<String> rows = new ArrayList<>();
        for (int row = from; row < to; row++) {
            rows.add(row + "," + row % 7 * 0.5 + "," + row % 3);
        }
        return rows;
    }

    @Test
    void shouldLeaveEveryRowOnItsSideWhenTheFileGrowsIsSortedAndWrittenOtherwise() throws IOException {
        Set<Float> before = validating(load("x,z,y", rowsOf(0, 400)), 0);
        List<String> grown = rowsOf(0, 417);
        Collections.shuffle(grown, new Random(3));

        assertThat(validating(load("x,z,y", grown), 0)).containsAll(before);
        assertThat(trainingX(load("x,z,y", grown))).doesNotContainAnyElementsOf(before);

        List<String> swapped = grown.stream().map(CsvSplitTest::swapped).toList();
        assertThat(validating(load("z,y,x", swapped), 1)).containsAll(before);
    }

    /** The columns in another order, a number with more digits, and a label corrected. */
    private static String swapped(String row) {
        String[] cells = row.split(",");
        return cells[1] + "0," + (Integer.parseInt(cells[2]) + 1) % 3 + "," + cells[0] + ".0";
    }

    private static Set<Float> validating(LoadedData data, int column) {
        return rows(data.validation()).stream().map(row -> row.get(column)).collect(Collectors.toSet());
    }

    private static Set<Float> trainingX(LoadedData data) {
        return rows(data.train()).stream().map(row -> row.get(0)).collect(Collectors.toSet());
    }

    @Test
    void shouldKeepEqualRowsOnOneSideAndSayWhatThatDoesToTheShare() throws IOException {
        List<String> rows = new ArrayList<>();
        for (int row = 0; row < 600; row++) {
            rows.add(row % 6 + ",1," + row % 2);
        }

        LoadedData data = load("x,z,y", rows);

        assertThat(trainingX(data)).doesNotContainAnyElementsOf(validating(data, 0));
        assertThat(data.warnings())
                .anySatisfy(warning -> assertThat(warning).contains("of 600 samples", "only 6 of them differ"));
    }

    @Test
    void shouldPutColumnsAndClassesIntoTheOrderOfTheModelThatGoesOn() throws IOException {
        DataSignature model = new DataSignature(List.of("z", "x"), List.of("2", "0", "1"), LabelScaling.NONE, "");

        LoadedData data = load("x,z,y", rowsOf(0, 60), Optional.of(new Expectation("the parent p", model)));

        assertThat(data.signature()).isEqualTo(model);
        assertThat(rows(data.train())).allSatisfy(row -> {
            int x = row.get(1).intValue();
            assertThat(row.get(0)).isEqualTo(x % 7 * 0.5f);
            assertThat(row.get(2)).isEqualTo((x + 1) % 3);
        });
    }

    @Test
    void shouldRefuseColumnsAndClassesThatTheModelDoesNotHave() {
        assertThatThrownBy(() -> load(
                        "x,z,y",
                        rowsOf(0, 60),
                        Optional.of(new Expectation(
                                "the parent p",
                                new DataSignature(List.of("x", "width"), List.of(), LabelScaling.NONE, "")))))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("feature columns are not those of the parent p")
                .hasMessageContaining("only the model has \"width\"")
                .hasMessageContaining("only the data has \"z\"");
        assertThatThrownBy(() -> load(
                        "x,z,y",
                        rowsOf(0, 60),
                        Optional.of(new Expectation(
                                "the parent p",
                                new DataSignature(List.of(), List.of("0", "1", "two"), LabelScaling.NONE, "")))))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("classes are not those of the parent p")
                .hasMessageContaining("only the model has \"two\"")
                .hasMessageContaining("only the data has \"2\"");
    }

    private LoadedData load(String header, List<String> rows) throws IOException {
        return load(header, rows, Optional.empty());
    }

    private LoadedData load(String header, List<String> rows, Optional<Expectation> expected) throws IOException {
        Path file = new CsvFiles(folder).write(header + "\n" + String.join("\n", rows) + "\n");
        return new Datasets(TestEngine.libraries(), LoadProgress.NONE)
                .load(csv(file, "y").build(), 42, expected);
    }
}
