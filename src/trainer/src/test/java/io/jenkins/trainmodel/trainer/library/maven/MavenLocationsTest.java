package io.jenkins.trainmodel.trainer.library.maven;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.trainmodel.trainer.library.platform.LibraryException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class MavenLocationsTest {
    @TempDir
    Path temporary;

    @Test
    void shouldLeaveItToMavensDefaults() {
        MavenLocations locations = MavenLocations.of(Map.of());

        assertThat(locations.userSettings()).isEmpty();
        assertThat(locations.installation()).isEmpty();
    }

    @Test
    void shouldTakeTheSettingsThatTheEnvironmentNames() throws IOException {
        Path settings = Files.writeString(temporary.resolve("company.xml"), "<settings/>");

        assertThat(MavenLocations.of(Map.of("TRAIN_MODEL_MAVEN_SETTINGS", settings.toString()))
                        .userSettings())
                .contains(settings);
    }

    @Test
    void shouldRefuseSettingsThatAreNotThere() {
        Map<String, String> environment = Map.of(
                "TRAIN_MODEL_MAVEN_SETTINGS", temporary.resolve("none.xml").toString());

        assertThatThrownBy(() -> MavenLocations.of(environment))
                .isInstanceOf(LibraryException.class)
                .hasMessageContaining("none.xml")
                .hasMessageContaining("TRAIN_MODEL_MAVEN_SETTINGS");
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void shouldFindTheInstallationWhoseCommandIsOnThePath() throws IOException {
        Path home = installation();
        Path links = Files.createDirectory(temporary.resolve("links"));
        Files.createSymbolicLink(links.resolve("mvn"), home.resolve("bin/mvn"));

        assertThat(MavenLocations.of(Map.of("PATH", temporary + ":" + links)).installation())
                .contains(home.toRealPath());
    }

    @Test
    void shouldTakeTheInstallationThatTheEnvironmentNames() {
        assertThat(MavenLocations.of(Map.of("MAVEN_HOME", "/opt/maven", "PATH", "/usr/bin"))
                        .installation())
                .contains(Path.of("/opt/maven"));
    }

    private Path installation() throws IOException {
        Path home = temporary.resolve("maven");
        Files.createDirectories(home.resolve("bin"));
        Files.createDirectories(home.resolve("conf"));
        Files.writeString(home.resolve("conf/settings.xml"), "<settings/>");
        Path command = Files.writeString(home.resolve("bin/mvn"), "#!/bin/sh\n");
        Files.setPosixFilePermissions(command, PosixFilePermissions.fromString("rwxr-xr-x"));
        return home;
    }
}
