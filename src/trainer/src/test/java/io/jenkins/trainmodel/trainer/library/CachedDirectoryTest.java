package io.jenkins.trainmodel.trainer.library;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.trainmodel.trainer.library.platform.LibraryException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CachedDirectoryTest {
    @TempDir
    Path temporary;

    private final AtomicInteger fillings = new AtomicInteger();
    private Path directory;

    @BeforeEach
    void nameDirectory() {
        directory = temporary.resolve("cache/libtorch");
    }

    @Test
    void shouldBeFilledOnce() {
        assertThat(new CachedDirectory(directory).get(this::fill)).isEqualTo(directory);
        new CachedDirectory(directory).get(this::fill);

        assertThat(directory.resolve("libtorch.so")).hasContent("torch");
        assertThat(fillings).hasValue(1);
    }

    @Test
    void shouldNotUseWhatAKilledProcessLeft() throws IOException {
        Path partial = Files.createDirectories(directory.resolveSibling("libtorch.partial"));
        Files.writeString(partial.resolve("libtorch_cpu.so"), "half");

        new CachedDirectory(directory).get(this::fill);

        assertThat(directory.resolve("libtorch_cpu.so")).doesNotExist();
        assertThat(partial).doesNotExist();
    }

    @Test
    void shouldBeFilledAgainWhenAFileWasCut() throws IOException {
        new CachedDirectory(directory).get(this::fill);
        Files.writeString(directory.resolve("libtorch.so"), "tor");

        assertThat(new CachedDirectory(directory).isComplete()).isFalse();
        new CachedDirectory(directory).get(this::fill);

        assertThat(directory.resolve("libtorch.so")).hasContent("torch");
        assertThat(fillings).hasValue(2);
    }

    @Test
    void shouldBeFilledAgainWhenItsListIsMissing() throws IOException {
        Files.createDirectories(directory);
        Files.writeString(directory.resolve("libtorch.so"), "torch");

        new CachedDirectory(directory).get(this::fill);

        assertThat(fillings).hasValue(1);
    }

    @Test
    void shouldNotExistAfterAFailedFilling() {
        CachedDirectory cached = new CachedDirectory(directory);

        assertThatThrownBy(() -> cached.get(target -> {
                    Files.writeString(target.resolve("libtorch.so"), "to");
                    throw new IOException("No space left on device");
                }))
                .isInstanceOf(LibraryException.class)
                .hasMessageContaining(directory.getParent().toString())
                .hasMessageContaining("No space left on device")
                .hasMessageContaining("TRAIN_MODEL_CACHE");

        assertThat(directory).doesNotExist();
        assertThat(cached.isComplete()).isFalse();
    }

    @Test
    void shouldSayThatItCannotBeWritten() throws IOException {
        Path file = Files.createFile(temporary.resolve("file"));

        assertThatThrownBy(() -> new CachedDirectory(file.resolve("libtorch")).get(this::fill))
                .isInstanceOf(LibraryException.class)
                .hasMessageContaining(file.toString())
                .hasMessageContaining("TRAIN_MODEL_CACHE");
    }

    @Test
    void shouldBeFilledByOneOfManyThreads() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            List<Future<Path>> results = threads.invokeAll(IntStream.range(0, 8)
                    .<java.util.concurrent.Callable<Path>>mapToObj(
                            index -> () -> new CachedDirectory(directory).get(this::fill))
                    .toList());
            for (Future<Path> result : results) {
                assertThat(result.get().resolve("libtorch.so")).hasContent("torch");
            }
        } finally {
            threads.shutdownNow();
        }
        assertThat(fillings).hasValue(1);
    }

    private void fill(Path target) throws IOException {
        fillings.incrementAndGet();
        Files.writeString(target.resolve("libtorch.so"), "torch");
    }
}
