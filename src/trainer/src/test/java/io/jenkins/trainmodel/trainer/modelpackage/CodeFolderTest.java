package io.jenkins.trainmodel.trainer.modelpackage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.trainmodel.run.Checksum;
import io.jenkins.trainmodel.run.Manifest;
import io.jenkins.trainmodel.trainer.custom.OwnJars;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CodeFolderTest {
    @TempDir
    private Path folder;

    private OwnJars.Jar jar(String path, String content) throws IOException {
        Path file = folder.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, content);
        return new OwnJars.Jar(file, Checksum.SHA_256.of(file));
    }

    @Test
    void shouldKeepNamesAndOrderAlsoOfJarsOfOneName() throws IOException {
        List<OwnJars.Jar> jars = new ArrayList<>(List.of(jar("z/own.jar", "first"), jar("a/own.jar", "second")));
        for (int more = 3; more <= 11; more++) {
            jars.add(jar("libs/lib" + (20 - more) + ".jar", "library " + more));
        }
        Path directory = Files.createDirectory(folder.resolve("model"));

        assertThat(CodeFolder.write(directory, new OwnJars(jars))).hasSize(11);
        Files.writeString(directory.resolve("classpath.txt"), "no jar");
        Manifest.write(directory);

        assertThat(CodeFolder.jars(directory)).hasSize(11);
        assertThat(CodeFolder.jars(directory).stream()
                        .map(Path::getFileName)
                        .map(Path::toString)
                        .toList())
                .isEqualTo(jars.stream()
                        .map(jar -> jar.file().getFileName().toString())
                        .toList());
        assertThat(directory.resolve("classpath/01/own.jar")).hasContent("first");
        assertThat(directory.resolve("classpath/02/own.jar")).hasContent("second");
    }

    @Test
    void shouldRefuseAJarThatIsNoLongerTheOneOfTheRun() throws IOException {
        OwnJars.Jar jar = jar("own.jar", "as it was");
        Files.writeString(jar.file(), "as it is");

        assertThatThrownBy(() -> CodeFolder.write(folder.resolve("model"), new OwnJars(List.of(jar))))
                .isInstanceOf(ModelPackageException.class)
                .hasMessageContaining("own.jar has changed since the run began");
    }
}
