package io.jenkins.plugins.trainmodel.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.trainmodel.run.Manifest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import jenkins.util.VirtualFile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ArchivedPackageTest {
    @TempDir
    private Path directory;

    private final Map<String, Integer> sent = new LinkedHashMap<>();

    @BeforeEach
    void model() throws Exception {
        Files.createDirectories(directory.resolve("code"));
        Files.writeString(directory.resolve("model.pt"), "parameters");
        Files.writeString(directory.resolve("code/model.py"), "layers");
        Manifest.write(directory);
    }

    private void send() throws Exception {
        new ArchivedPackage(VirtualFile.forFile(directory.toFile())).send((path, file, bytes) -> {
            int length = file.readAllBytes().length;
            assertThat(bytes).isEqualTo(length);
            sent.put(path, length);
        });
    }

    @Test
    void shouldSendAllOfAPackageAndItsManifestLast() throws Exception {
        send();

        assertThat(sent.keySet()).containsExactly("code/model.py", "model.pt", "manifest.json");
        assertThat(sent).containsEntry("model.pt", 10).containsEntry("code/model.py", 6);
    }

    @Test
    void shouldNoticeWhatIsNotWhatTheManifestSays() throws Exception {
        Files.writeString(directory.resolve("model.pt"), "parameterS");
        assertThatThrownBy(this::send)
                .isInstanceOf(PackageException.class)
                .hasMessage("model.pt is not what the manifest says");

        Files.delete(directory.resolve("model.pt"));
        assertThatThrownBy(this::send).hasMessageStartingWith("model.pt is missing");
        assertThat(sent).doesNotContainKey("manifest.json");
    }

    @Test
    void shouldRefuseAManifestThatLeadsElsewhereOrIsNone() throws Exception {
        Path manifest = directory.resolve("manifest.json");
        Files.writeString(manifest, Files.readString(manifest).replace("code/model.py", "../model.py"));
        assertThatThrownBy(this::send).hasMessageContaining("a path that leads out of it");

        Files.writeString(manifest, "nothing");
        assertThatThrownBy(this::send).hasMessageStartingWith("its manifest.json cannot be read");

        Files.delete(manifest);
        assertThatThrownBy(this::send).hasMessage("there is no model package among the build's artifacts");
        assertThat(sent).isEmpty();
    }
}
