package io.jenkins.trainmodel.trainer.data.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.trainmodel.spec.data.BadRecords;
import io.jenkins.trainmodel.spec.data.DataSpec;
import io.jenkins.trainmodel.spec.data.Task;
import io.jenkins.trainmodel.trainer.data.file.LoadProgress;
import io.jenkins.trainmodel.trainer.data.problem.DataException;
import io.jenkins.trainmodel.trainer.engine.TestEngine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Queries of a table {@code p}, a file with three rows, and of what a test puts beside it. */
final class Queries {
    static final String CONTENT = "x,y\n1,2\n3,4\n5,tall\n";

    private final Path folder;
    private final Path file;
    private final Map<String, Path> files = new TreeMap<>();

    Queries(Path folder) throws IOException {
        this.folder = folder;
        file = Files.writeString(folder.resolve("p.csv"), CONTENT);
        files.put("p", file);
    }

    /** The file that is {@code p}. */
    Path file() {
        return file;
    }

    /** By the names of the tables. */
    Map<String, Path> files() {
        return files;
    }

    DataSpec.Table table(String query) {
        DataSpec.Csv rows = new DataSpec.Csv(
                DataSpec.Table.RESULT,
                "y",
                Task.REGRESSION,
                1,
                false,
                List.of(),
                0.3,
                Optional.empty(),
                List.of(),
                DataSpec.Missing.FAIL,
                Optional.empty(),
                Optional.empty(),
                Map.of(),
                BadRecords.FAIL);
        return new DataSpec.Table(files, query, rows);
    }

    Path scratch() {
        return folder.resolve("rows");
    }

    QueryTable open(String query) {
        return new QueryTable(table(query), TestEngine.libraries(), scratch(), LoadProgress.NONE);
    }

    /** The cells of a result, row by row, with the names of the columns first. */
    List<List<String>> rows(String query) {
        List<List<String>> rows = new ArrayList<>();
        try (QueryTable result = open(query)) {
            for (var row = result.next(); row.isPresent(); row = result.next()) {
                List<String> cells = new ArrayList<>();
                for (int column = 0; column < row.get().size(); column++) {
                    cells.add(row.get().get(column));
                }
                rows.add(cells);
            }
        }
        return rows;
    }

    void assertRefused(String query, String problem) throws IOException {
        assertThatThrownBy(() -> rows(query)).isInstanceOf(DataException.class).hasMessageContaining(problem);
        assertThat(file).hasContent(CONTENT);
        assertThat(left()).isEmpty();
    }

    List<Path> left() throws IOException {
        try (Stream<Path> left = Files.list(scratch())) {
            return left.toList();
        }
    }
}
