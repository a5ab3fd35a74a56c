package io.jenkins.trainmodel.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ManifestTest {
    @TempDir
    private Path directory;

    @BeforeEach
    void fillDirectory() throws IOException {
        Files.writeString(directory.resolve("state.json"), "{\"epoch\":3}");
        Files.write(directory.resolve("parameters.safetensors"), new byte[1000]);
        Files.createDirectories(directory.resolve("a/b"));
        Files.writeString(directory.resolve("a/b/empty"), "");
        Files.writeString(directory.resolve("a/ü.txt"), "ü");
    }

    @Test
    void shouldAcceptWhatItHasWritten() throws IOException {
        Manifest written = Manifest.write(directory);

        assertThat(Manifest.verify(directory)).isEmpty();
        assertThat(Manifest.read(directory)).isEqualTo(written);
        assertThat(written.files())
                .map(Manifest.Entry::path)
                .containsExactly("a/b/empty", "a/ü.txt", "parameters.safetensors", "state.json");
        assertThat(written.files().get(0))
                .isEqualTo(new Manifest.Entry(
                        "a/b/empty", 0, "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855", ""));
    }

    @Test
    void shouldWriteTheSameManifestAgain() throws IOException {
        Manifest.write(directory);
        byte[] first = Files.readAllBytes(directory.resolve("manifest.json"));
        Manifest.write(directory);

        assertThat(directory.resolve("manifest.json")).hasBinaryContent(first);
    }

    /** The check value of RFC 3720's CRC is that of these nine digits. */
    @Test
    void shouldHoldOneChecksumAFile() throws IOException {
        Files.writeString(directory.resolve("digits"), "123456789");

        Manifest written = Manifest.write(directory, Checksum.CRC_32C, Map.of());

        assertThat(written.files()).contains(new Manifest.Entry("digits", 9, "", "e3069283"));
        assertThat(directory.resolve("manifest.json"))
                .content()
                .contains("crc32c")
                .doesNotContain("sha256");
        assertThat(Manifest.read(directory)).isEqualTo(written);
        assertThat(Manifest.verify(directory)).isEmpty();
    }

    @Test
    void shouldNotAcceptAFileWithoutAChecksum() throws IOException {
        Files.writeString(
                directory.resolve("manifest.json"), "{\"v\":1,\"files\":[{\"path\":\"state.json\",\"bytes\":11}]}");

        assertThat(Manifest.verify(directory))
                .contains("state.json was changed or damaged: its SHA-256 differs from the manifest's");
    }

    @ParameterizedTest
    @EnumSource
    void shouldFindEveryFlippedBit(Checksum checksum) throws IOException {
        Manifest.write(directory, checksum, Map.of());
        for (Path file : filesBesideTheManifest()) {
            byte[] content = Files.readAllBytes(file);
            for (int bit = 0; bit < Math.min(content.length, 20) * 8; bit++) {
                byte[] damaged = content.clone();
                damaged[bit / 8] ^= (byte) (1 << bit % 8);
                Files.write(file, damaged);

                assertThat(Manifest.verify(directory))
                        .singleElement()
                        .asString()
                        .contains(file.getFileName().toString(), "changed or damaged");
            }
            Files.write(file, content);
        }
    }

    @Test
    void shouldFindTruncatedMissingAndExtraFilesAtOnce() throws IOException {
        Manifest.write(directory);
        Files.write(directory.resolve("parameters.safetensors"), new byte[999]);
        Files.delete(directory.resolve("state.json"));
        Files.writeString(directory.resolve("a/extra"), "x");

        assertThat(Manifest.verify(directory))
                .containsExactly(
                        "parameters.safetensors has 999 bytes, and the manifest says 1,000",
                        "state.json is missing",
                        "a/extra is not in the manifest");
    }

    @Test
    void shouldNeverAcceptADamagedManifestThatNamesOtherContents() throws IOException {
        Manifest.write(directory);
        Path file = directory.resolve("manifest.json");
        byte[] content = Files.readAllBytes(file);
        for (int i = 0; i < content.length; i++) {
            byte[] damaged = content.clone();
            damaged[i] ^= 1;
            Files.write(file, damaged);

            assertThat(Manifest.verify(directory))
                    .as("byte %d of the manifest", i)
                    .satisfiesAnyOf(
                            problems -> assertThat(problems).isNotEmpty(),
                            problems -> assertThat(Manifest.read(directory)).isEqualTo(Manifest.of(directory)));
        }
    }

    @Test
    void shouldSayThatAnIncompleteDirectoryIsIncomplete() {
        assertThat(Manifest.verify(directory)).singleElement().asString().contains("no manifest.json", "completed");
        assertThat(Manifest.verify(directory.resolve("missing")))
                .singleElement()
                .asString()
                .contains("there is no directory");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "../secret",
                "a/../../secret",
                "/etc/passwd",
                "C:/secret",
                "a\\\\b",
                "a//b",
                "./state.json",
                "",
                "manifest.json",
                "a/\\u0000"
            })
    void shouldRefusePathsThatLeadElsewhere(String path) throws IOException {
        Files.writeString(directory.resolve("manifest.json"), manifest(path, 1));

        assertThat(Manifest.verify(directory))
                .anySatisfy(problem -> assertThat(problem).contains("not a plain relative path"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "[]",
                "{\"v\":2,\"files\":[]}",
                "{\"v\":1,\"files\":{}}",
                "{\"files\":[]}",
                "{\"v\":1,\"files\":[{\"path\":\"x\",\"bytes\":\"1\",\"sha256\":\"\"}]}",
                "{\"v\":1,\"files\":[[[[[[[[[[[[]]]]]]]]]]]]}"
            })
    void shouldSayWhatIsWrongWithAManifestItCannotRead(String text) throws IOException {
        Files.writeString(directory.resolve("manifest.json"), text);

        assertThat(Manifest.verify(directory)).singleElement().asString().startsWith("manifest.json");
    }

    @Test
    void shouldFindAFileThatIsNamedTwice() throws IOException {
        Files.writeString(
                directory.resolve("manifest.json"),
                "{\"v\":1,\"files\":[%1$s,%1$s]}".formatted(entry("state.json", 11)));

        assertThat(Manifest.verify(directory)).contains("the manifest names state.json twice");
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void shouldRefuseLinks() throws IOException {
        Manifest.write(directory);
        Path state = directory.resolve("state.json");
        Path elsewhere = Files.move(state, directory.resolveSibling("elsewhere" + System.nanoTime()));
        Files.createSymbolicLink(state, elsewhere);

        assertThat(Manifest.verify(directory)).singleElement().asString().contains("state.json is a link");
        assertThatIOException()
                .isThrownBy(() -> Manifest.write(directory))
                .withMessageContaining("state.json")
                .withMessageContaining("link");
        Files.delete(elsewhere);
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void shouldNotWriteAManifestWithANameThatNotEverySystemHas() throws IOException {
        Files.writeString(directory.resolve("a:b"), "");

        assertThatIOException().isThrownBy(() -> Manifest.write(directory)).withMessageContaining("a:b");
    }

    private static String manifest(String path, long bytes) {
        return "{\"v\":1,\"files\":[%s]}".formatted(entry(path, bytes));
    }

    private static String entry(String path, long bytes) {
        return "{\"path\":\"%s\",\"bytes\":%d,\"sha256\":\"00\"}".formatted(path, bytes);
    }

    private List<Path> filesBesideTheManifest() throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> !file.endsWith("manifest.json"))
                    .toList();
        }
    }
}
