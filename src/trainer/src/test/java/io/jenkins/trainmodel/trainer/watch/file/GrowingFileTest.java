package io.jenkins.trainmodel.trainer.watch.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GrowingFileTest {
    private static final int MEBIBYTE = 1 << 20;

    @TempDir
    private Path folder;

    /** Whoever reads as long as there is more would never come to an end. */
    @Test
    void shouldHaveNoMoreOfAFileThatIsGone() throws Exception {
        Path path = Files.write(folder.resolve("log"), new byte[3 * MEBIBYTE]);
        GrowingFile file = new GrowingFile(path);
        assertThat(file.read().bytes()).hasSize(MEBIBYTE);
        assertThat(file.hasMore()).isTrue();

        Files.delete(path);

        assertThat(file.read().bytes()).isEmpty();
        assertThat(file.hasMore()).isFalse();
    }
}
