package io.jenkins.trainmodel.trainer.library.maven;

import io.jenkins.trainmodel.trainer.library.platform.LibraryException;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Where the user's Maven keeps its settings.
 *
 * @param userSettings the settings file to take instead of {@code ~/.m2/settings.xml}
 * @param installation the Maven installation, whose {@code conf/settings.xml} holds for all users of a machine
 * @param localRepository the local repository to take instead of the settings' one
 */
public record MavenLocations(Optional<Path> userSettings, Optional<Path> installation, Optional<Path> localRepository) {
    /** Names a settings file, as {@code mvn -s} does. */
    public static final String SETTINGS_VARIABLE = "TRAIN_MODEL_MAVEN_SETTINGS";

    /** The same as a system property; the environment variable comes first. */
    public static final String SETTINGS_PROPERTY = "train-model.maven.settings";

    /** Where Maven is told where its local repository is. */
    private static final String LOCAL_REPOSITORY_PROPERTY = "maven.repo.local";

    /** The locations as environment and system properties tell them. */
    public static MavenLocations of(Map<String, String> environment) {
        return new MavenLocations(
                path(environment.get(SETTINGS_VARIABLE))
                        .or(() -> path(System.getProperty(SETTINGS_PROPERTY)))
                        .map(MavenLocations::existing),
                installationOf(environment),
                path(System.getProperty(LOCAL_REPOSITORY_PROPERTY)));
    }

    private static Path existing(Path settings) {
        if (!Files.isRegularFile(settings)) {
            throw new LibraryException(
                    "There are no Maven settings %s, which the environment variable %s or the property %s names."
                            .formatted(settings, SETTINGS_VARIABLE, SETTINGS_PROPERTY));
        }
        return settings;
    }

    private static Optional<Path> installationOf(Map<String, String> environment) {
        return Stream.of("MAVEN_HOME", "M2_HOME")
                .flatMap(name -> path(environment.get(name)).stream())
                .findFirst()
                .or(() -> installationOnPath(environment.getOrDefault("PATH", "")));
    }

    /** Nobody sets MAVEN_HOME any more; the installation is where {@code mvn} really lies. */
    private static Optional<Path> installationOnPath(String path) {
        return Stream.of(path.split(File.pathSeparator))
                .filter(directory -> !directory.isBlank())
                .flatMap(directory -> Stream.of("mvn", "mvn.cmd").map(name -> new File(directory, name).toPath()))
                .filter(Files::isExecutable)
                .flatMap(command -> realHome(command).stream())
                .filter(home -> Files.isRegularFile(home.resolve("conf/settings.xml")))
                .findFirst();
    }

    private static Optional<Path> realHome(Path command) {
        try {
            return Optional.of(command.toRealPath().resolve("../..").normalize());
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static Optional<Path> path(String value) {
        return Optional.ofNullable(value).filter(text -> !text.isBlank()).map(Path::of);
    }
}
