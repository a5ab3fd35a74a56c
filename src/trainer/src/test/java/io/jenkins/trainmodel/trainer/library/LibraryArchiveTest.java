package io.jenkins.trainmodel.trainer.library;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.trainmodel.trainer.library.maven.DownloadListener.Progress;
import io.jenkins.trainmodel.trainer.library.platform.LibraryException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LibraryArchiveTest {
    private static final String FOLDER = "pytorch/cpu/linux-x86_64/";

    @TempDir
    Path temporary;

    private final List<Progress> heard = new ArrayList<>();
    private Path target;

    @BeforeEach
    void makeTarget() throws IOException {
        target = Files.createDirectory(temporary.resolve("target"));
    }

    @Test
    void shouldExtractTheFilesOfAFolder() throws IOException {
        Path jar = jar(Map.of(FOLDER + "libtorch.so", "torch", FOLDER + "libc10.so", "c10", "META-INF/x", "other"));

        new LibraryArchive(jar, heard::add).extractFolder(FOLDER, name -> true, target);

        assertThat(target.resolve("libtorch.so")).hasContent("torch");
        assertThat(target.resolve("libc10.so")).hasContent("c10");
        assertThat(target.resolve("x")).doesNotExist();
        assertThat(heard).anySatisfy(progress -> {
            assertThat(progress.file()).isEqualTo("libtorch.so");
            assertThat(progress.finished()).isTrue();
        });
    }

    @Test
    void shouldWriteNothingOutsideTheTarget() throws IOException {
        Path jar = jar(Map.of(FOLDER + "../../../escaped.so", "bad", FOLDER + "libtorch.so", "torch"));

        new LibraryArchive(jar, heard::add).extractFolder(FOLDER, name -> true, target);

        assertThat(target).isDirectoryContaining(file -> file.endsWith("libtorch.so"));
        assertThat(temporary).isDirectoryNotContaining(file -> file.endsWith("escaped.so"));
    }

    @Test
    void shouldSayThatAJarHoldsNoLibrary() throws IOException {
        Path jar = jar(Map.of("META-INF/x", "other"));
        LibraryArchive archive = new LibraryArchive(jar, heard::add);

        assertThatThrownBy(() -> archive.extractFolder(FOLDER, name -> true, target))
                .isInstanceOf(LibraryException.class)
                .hasMessageContaining(jar.toString())
                .hasMessageContaining(FOLDER);
        assertThatThrownBy(() -> archive.extractFile("jnilib/none.so", target.resolve("none.so")))
                .isInstanceOf(LibraryException.class)
                .hasMessageContaining("jnilib/none.so");
    }

    @Test
    void shouldNoticeAFlippedBit() throws IOException {
        Path jar = storedJar(FOLDER + "libtorch.so", "torch torch torch");
        byte[] bytes = Files.readAllBytes(jar);
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        bytes[text.indexOf("torch torch")] ^= 1;
        Files.write(jar, bytes);

        assertThatThrownBy(() -> new LibraryArchive(jar, heard::add).extractFolder(FOLDER, name -> true, target))
                .isInstanceOf(LibraryException.class)
                .hasMessageContaining("checksum")
                .hasMessageContaining(jar.toString());
    }

    private Path jar(Map<String, String> entries) throws IOException {
        Path jar = temporary.resolve("natives.jar");
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(jar))) {
            for (Map.Entry<String, String> entry : entries.entrySet()) {
                zip.putNextEntry(new ZipEntry(entry.getKey()));
                zip.write(entry.getValue().getBytes(StandardCharsets.UTF_8));
            }
        }
        return jar;
    }

    private Path storedJar(String name, String content) throws IOException {
        Path jar = temporary.resolve("stored.jar");
        byte[] bytes = content.getBytes(StandardCharsets.UTF_8);
        java.util.zip.CRC32 checksum = new java.util.zip.CRC32();
        checksum.update(bytes);
        ZipEntry entry = new ZipEntry(name);
        entry.setMethod(ZipEntry.STORED);
        entry.setSize(bytes.length);
        entry.setCrc(checksum.getValue());
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(jar))) {
            zip.putNextEntry(entry);
            zip.write(bytes);
        }
        return jar;
    }
}
