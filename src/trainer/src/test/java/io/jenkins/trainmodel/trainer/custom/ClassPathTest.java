package io.jenkins.trainmodel.trainer.custom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A run goes on only with the class path of its checkpoint: each jar and folder, and their order. */
class ClassPathTest {
    @TempDir
    private Path folder;

    private Path jar(String name, String content) throws IOException {
        return UserJars.pack(folder.resolve(name), Map.of("a.txt", content.getBytes()), Map.of());
    }

    private static Fingerprints of(Path... places) {
        return ClassPath.of(List.of(places)).fingerprints();
    }

    @Test
    void shouldTellJarsOfOneNameApartAndKeepTheirOrder() throws Exception {
        Path one = jar("one/x.jar", "1");
        Path other = jar("other/x.jar", "2");
        Path last = jar("a.jar", "3");
        Fingerprints before = of(one, other, last);

        assertThat(before.places()).hasSize(3).doesNotHaveDuplicates();
        assertThat(Fingerprints.of(before.toJson())).isEqualTo(before);
        assertThat(before.words().orElseThrow()).matches("x.jar \\(SHA-256 \\w{64}\\), x.jar \\(.*\\), a.jar \\(.*\\)");
        assertThat(of(one, other, last).differenceFrom(before)).isEmpty();
        assertThat(of(other, one, last).differenceFrom(before).orElseThrow())
                .contains("another order than before: it was x.jar, x.jar, a.jar and is");
        assertThat(of(one, last).differenceFrom(before)).contains("x.jar is no longer on the class path");
        assertThat(before.differenceFrom(of(one, last))).contains("x.jar has come to the class path");
        jar("other/x.jar", "4");
        assertThat(of(one, other, last).differenceFrom(before).orElseThrow())
                .startsWith("x.jar on the class path is another one than before: its SHA-256 was "
                        + before.places().get(1).sha256());
    }

    @Test
    void shouldTellFoldersApartWhoseNamesAndContentsAreTheSameInARow() throws Exception {
        Fingerprints ab = of(folderWith("ab", "c"));
        Fingerprints a = of(folderWith("a", "bc"));

        assertThat(a.differenceFrom(ab)).isPresent();
    }

    private Path folderWith(String name, String content) throws IOException {
        Path classes = folder.resolve("classes");
        if (Files.exists(classes)) {
            try (Stream<Path> files = Files.list(classes)) {
                for (Path file : files.toList()) {
                    Files.delete(file);
                }
            }
        }
        Files.writeString(Files.createDirectories(classes).resolve(name), content);
        return classes;
    }

    @Test
    void shouldRefuseAJarThatBringsOthers() throws Exception {
        Path jar = UserJars.pack(
                folder.resolve("bringing.jar"),
                Map.of("META-INF/MANIFEST.MF", "Manifest-Version: 1.0\nClass-Path: other.jar\n\n".getBytes()),
                Map.of());

        assertThatThrownBy(() -> of(jar))
                .isInstanceOf(PartException.class)
                .hasMessageContaining("bringing.jar, whose manifest brings other jars by its Class-Path: other.jar");
    }

    @Test
    void shouldNameAPatternThatIsNone() {
        assertThatThrownBy(() -> of(folder.resolve("[.jar")))
                .isInstanceOf(PartException.class)
                .hasMessageContaining("[.jar: is no pattern of file names")
                .hasMessageContaining("libs/*.jar");
    }

    @Test
    void shouldFindJarsBelowFoldersThatAreAPattern() throws Exception {
        jar("a/libs/x.jar", "1");
        jar("b/libs/y.jar", "2");

        assertThat(ClassPath.of(List.of(folder.resolve("*/libs/*.jar"))).places())
                .extracting(Path::getFileName)
                .extracting(Path::toString)
                .containsExactly("x.jar", "y.jar");
    }
}
