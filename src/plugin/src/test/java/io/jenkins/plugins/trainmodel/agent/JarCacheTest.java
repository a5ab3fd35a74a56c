package io.jenkins.plugins.trainmodel.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class JarCacheTest {
    private static final String CONTENT = "the trainer";

    @TempDir
    private Path folder;

    private String sha256;
    private Path kept;

    @BeforeEach
    void keepAJar() throws Exception {
        sha256 = HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(CONTENT.getBytes()));
        kept = Files.writeString(Files.createDirectory(folder.resolve("cache")).resolve(sha256 + ".jar"), CONTENT);
    }

    @Test
    void shouldNotUseAJarOfTheRightLengthThatIsAnother() throws Exception {
        assertThat(use()).isTrue();

        Files.writeString(kept, "the tra1ner");

        assertThat(use()).isFalse();
    }

    @Test
    void shouldTakeWhatHasArrivedOnlyIfItIsWhatWasSent() throws Exception {
        Files.writeString(kept, "damaged");
        Path arrived = Files.writeString(kept.resolveSibling("arrived.tmp"), CONTENT);

        new JarCache.Adopt(sha256, kept.toString()).invoke(arrived.toFile(), null);

        assertThat(kept).hasContent(CONTENT);
        assertThat(arrived).doesNotExist();
        Path cut = Files.writeString(kept.resolveSibling("cut.tmp"), "the tr");
        assertThatIOException()
                .isThrownBy(() -> new JarCache.Adopt(sha256, kept.toString()).invoke(cut.toFile(), null))
                .withMessageContaining("damaged on its way");
        assertThat(cut).doesNotExist();
        assertThat(kept).hasContent(CONTENT);
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void shouldLinkTheJarBesideTheWorkspaceAndMendItThere() throws Exception {
        Path near = folder.resolve("workspace@tmp/train-model").resolve(kept.getFileName());

        place(near);

        assertThat(Files.isSameFile(near, kept)).isTrue();
        Files.delete(near);
        Files.writeString(near, "another");
        place(near);
        assertThat(near).hasContent(CONTENT);
        assertThat(near.getParent()).isDirectoryNotContaining("glob:**.tmp");
    }

    @Test
    void shouldForgetWhatNobodyHasUsedForAMonth() throws Exception {
        Path old = aged("0ld.jar", 31);
        Path young = aged("y0ung.jar", 29);
        Path left = aged("l3ft.jar.1.tmp", 31);
        Path foreign = aged("notes.txt", 400);
        Files.setLastModifiedTime(kept, FileTime.from(Instant.now().minus(Duration.ofDays(90))));

        assertThat(use()).isTrue();

        assertThat(kept).exists();
        assertThat(young).exists();
        assertThat(foreign).exists();
        assertThat(old).doesNotExist();
        assertThat(left).doesNotExist();
    }

    private Path aged(String name, int days) throws IOException {
        Path file = Files.writeString(kept.resolveSibling(name), "x");
        return Files.setLastModifiedTime(file, FileTime.from(Instant.now().minus(Duration.ofDays(days))));
    }

    private boolean use() throws IOException {
        return new JarCache.Use(sha256).invoke(kept.toFile(), null);
    }

    private void place(Path near) throws IOException {
        new JarCache.Place(sha256, near.toString()).invoke(kept.toFile(), null);
    }
}
