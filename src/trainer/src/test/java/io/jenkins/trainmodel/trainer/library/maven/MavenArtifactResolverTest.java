package io.jenkins.trainmodel.trainer.library.maven;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.trainmodel.trainer.library.maven.DownloadListener.Activity;
import io.jenkins.trainmodel.trainer.library.maven.DownloadListener.Progress;
import io.jenkins.trainmodel.trainer.library.platform.LibraryException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MavenArtifactResolverTest {
    private static final LibraryArtifact ARTIFACT =
            new LibraryArtifact("ai.djl.pytorch", "pytorch-native-cpu", "linux-x86_64", "2.7.1");
    private static final String PATH =
            "ai/djl/pytorch/pytorch-native-cpu/2.7.1/pytorch-native-cpu-2.7.1-linux-x86_64.jar";

    private static final String REPOSITORY = "maven.repo.local";

    @TempDir
    Path temporary;

    /** Of the build that runs this test; it would take the place of the one that the settings name. */
    private final Optional<String> repositoryOfTheBuild = Optional.ofNullable(System.clearProperty(REPOSITORY));

    private final List<Progress> heard = new CopyOnWriteArrayList<>();
    private Path remote;
    private Path local;

    @BeforeEach
    void fillRemoteRepository() throws IOException {
        remote = temporary.resolve("remote");
        local = temporary.resolve("local");
        Path jar = remote.resolve(PATH);
        Files.createDirectories(jar.getParent());
        Files.writeString(jar, "native libraries");
        Files.writeString(Path.of(jar + ".sha1"), "d3b70289358ff7f5cab5eba98bd243d042a9a5b6");
    }

    @AfterEach
    void restoreProperty() {
        repositoryOfTheBuild.ifPresent(value -> System.setProperty(REPOSITORY, value));
    }

    @Test
    void shouldUseTheMirrorAndTheLocalRepositoryOfTheSettings() throws IOException {
        Path settings = settings("<localRepository>%s</localRepository>%s".formatted(local, mirror(remote.toUri())));

        List<Path> files = resolver(settings, Optional.empty()).resolve(List.of(ARTIFACT));

        assertThat(files).containsExactly(local.resolve(PATH));
        assertThat(files.get(0)).hasContent("native libraries");
    }

    @Test
    void shouldSendTheCredentialsOfAServer() throws IOException {
        try (RepositoryServer server = new RepositoryServer(remote, Optional.of("ada:secret"))) {
            Path without = settings(mirror(server.url()));
            assertThatThrownBy(() -> resolver(without, Optional.of(local)).resolve(List.of(ARTIFACT)))
                    .isInstanceOf(LibraryException.class)
                    .hasMessageContaining("401");

            Path with = settings(
                    mirror(server.url())
                            + "<servers><server><id>company</id><username>ada</username><password>secret</password></server></servers>");
            assertThat(resolver(with, Optional.of(local)).resolve(List.of(ARTIFACT)))
                    .containsExactly(local.resolve(PATH));
        }
    }

    @Test
    void shouldGoThroughTheProxyOfTheSettings() throws IOException {
        try (RepositoryServer proxy = new RepositoryServer(remote)) {
            Path settings = settings("""
                    <proxies><proxy><id>p</id><active>true</active><protocol>http</protocol>
                    <host>127.0.0.1</host><port>%d</port></proxy></proxies>%s""".formatted(proxy.port(), mirror("http://repository.invalid/")));

            List<Path> files = resolver(settings, Optional.of(local)).resolve(List.of(ARTIFACT));

            assertThat(files.get(0)).hasContent("native libraries");
            assertThat(proxy.requests()).contains("http://repository.invalid/" + PATH);
        }
    }

    @Test
    void shouldTellHowFarADownloadIs() throws IOException {
        try (RepositoryServer server = new RepositoryServer(remote)) {
            resolver(settings(mirror(server.url())), Optional.of(local)).resolve(List.of(ARTIFACT));
        }

        assertThat(heard)
                .last()
                .isEqualTo(new Progress(
                        Activity.DOWNLOADING,
                        "pytorch-native-cpu-2.7.1-linux-x86_64.jar",
                        16,
                        OptionalLong.of(16),
                        true));
    }

    @Test
    void shouldAskNobodyForWhatLiesInTheLocalRepository() throws IOException {
        Path settings = settings(mirror(remote.toUri()));
        resolver(settings, Optional.of(local)).resolve(List.of(ARTIFACT));
        Path offline = settings("<offline>true</offline>" + mirror(remote.toUri()));

        assertThat(resolver(offline, Optional.of(local)).resolve(List.of(ARTIFACT)))
                .containsExactly(local.resolve(PATH));
    }

    @Test
    void shouldSayWhatIsMissingWhereItLookedAndWhatToDo() throws IOException {
        Path settings = settings(mirror("http://ada:secret@127.0.0.1:9/"));
        LibraryArtifact jni = new LibraryArtifact("ai.djl.pytorch", "pytorch-jni", "", "2.7.1-0.36.0");

        assertThatThrownBy(() -> resolver(settings, Optional.of(local)).resolve(List.of(ARTIFACT, jni)))
                .isInstanceOf(LibraryException.class)
                .hasMessageContaining("ai.djl.pytorch:pytorch-native-cpu:2.7.1:jar:linux-x86_64")
                .hasMessageContaining("ai.djl.pytorch:pytorch-jni:2.7.1-0.36.0")
                .hasMessageContaining(local.toString())
                .hasMessageContaining("company (http://127.0.0.1:9/)")
                .hasMessageContaining("Cause: ")
                .hasMessageContaining(
                        "mvn dependency:get -Dtransitive=false -Dartifact=ai.djl.pytorch:pytorch-native-cpu:2.7.1:jar:linux-x86_64")
                .hasMessageContaining("another way")
                .hasMessageNotContaining("secret");
    }

    @Test
    void shouldSayThatTheSettingsForbidTheNetwork() throws IOException {
        Path settings = settings("<offline>true</offline>" + mirror(remote.toUri()));

        assertThatThrownBy(() -> resolver(settings, Optional.of(local)).resolve(List.of(ARTIFACT)))
                .isInstanceOf(LibraryException.class)
                .hasMessageContaining("the settings say offline");
    }

    @Test
    void shouldSayThatTheSettingsCannotBeRead() throws IOException {
        Path settings = Files.writeString(temporary.resolve("settings.xml"), "<settings><mirrors></settings>");

        assertThatThrownBy(() -> resolver(settings, Optional.of(local)).resolve(List.of(ARTIFACT)))
                .isInstanceOf(LibraryException.class)
                .hasMessageContaining(settings.toString());
    }

    @Test
    void shouldReadTheSettingsOfTheMavenInstallationToo() throws IOException {
        Path home = temporary.resolve("maven");
        Files.createDirectories(home.resolve("conf"));
        Files.move(settings(mirror(remote.toUri())), home.resolve("conf/settings.xml"));
        MavenLocations locations = new MavenLocations(Optional.of(settings("")), Optional.of(home), Optional.of(local));

        assertThat(new MavenArtifactResolver(locations, heard::add, "").resolve(List.of(ARTIFACT)))
                .containsExactly(local.resolve(PATH));
    }

    private MavenArtifactResolver resolver(Path settings, Optional<Path> localRepository) {
        return new MavenArtifactResolver(
                new MavenLocations(Optional.of(settings), Optional.empty(), localRepository),
                heard::add,
                "another way");
    }

    private static String mirror(Object url) {
        return "<mirrors><mirror><id>company</id><mirrorOf>*</mirrorOf><url>%s</url></mirror></mirrors>".formatted(url);
    }

    private Path settings(String content) throws IOException {
        return Files.writeString(temporary.resolve("settings.xml"), "<settings>" + content + "</settings>");
    }
}
