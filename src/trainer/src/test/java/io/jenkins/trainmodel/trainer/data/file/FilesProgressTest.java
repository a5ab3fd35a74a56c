package io.jenkins.trainmodel.trainer.data.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FilesProgressTest {
    @TempDir
    private Path folder;

    private final List<String> told = new ArrayList<>();

    private Path file(String name, int bytes) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.write(file, new byte[bytes]);
    }

    private void read(Path... files) throws IOException {
        LoadProgress progress = FilesProgress.of(
                List.of(files),
                (source, done, total) -> told.add(Path.of(source).getFileName() + " " + done + " of " + total));
        for (Path file : files) {
            try (SourceFile source = SourceFile.open(file, progress)) {
                source.fingerprint();
            }
        }
    }

    @Test
    void shouldTellOfManyFilesAsOfTheFolderThatHoldsThemAll() throws IOException {
        read(file("corpus/a/one.txt", 3), file("corpus/a/two.txt", 0), file("corpus/b/one.txt", 4));

        assertThat(told).containsExactly("corpus 3 of 7", "corpus 3 of 7", "corpus 7 of 7");
    }

    @Test
    void shouldTellOfAFileAloneByItsName() throws IOException {
        read(file("corpus/one.txt", 3));

        assertThat(told).containsExactly("one.txt 3 of 3");
    }
}
