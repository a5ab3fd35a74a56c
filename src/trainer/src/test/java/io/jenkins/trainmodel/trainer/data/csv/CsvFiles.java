package io.jenkins.trainmodel.trainer.data.csv;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** CSV files in a folder of a test. */
record CsvFiles(Path folder) {
    Path write(String content) throws IOException {
        return write("data.csv", content);
    }

    Path write(String name, String content) throws IOException {
        return Files.writeString(folder.resolve(name), content);
    }

    /** Rows that all differ, in three classes: x, z, y. */
    Path manyRows(int count) throws IOException {
        StringBuilder rows = new StringBuilder("x,z,y\n");
        for (int row = 0; row < count; row++) {
            rows.append(row).append(",0.5,").append(row % 3).append('\n');
        }
        return write(rows.toString());
    }
}
