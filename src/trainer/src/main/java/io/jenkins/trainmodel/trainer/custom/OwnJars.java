package io.jenkins.trainmodel.trainer.custom;

import io.jenkins.trainmodel.part.PartCheck.Subject;
import io.jenkins.trainmodel.spec.TrainingSpec;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The jars of users' own code that a package holds.
 *
 * @param jars in the order of the class path
 */
public record OwnJars(List<Jar> jars) {
    /** Of a package without any. */
    public static final OwnJars NONE = new OwnJars(List.of());

    public OwnJars {
        jars = List.copyOf(jars);
    }

    /**
     * A jar as a run has used it.
     *
     * @param sha256 of its bytes when the run began
     */
    public record Jar(Path file, String sha256) {}

    static OwnJars of(ClassPath classpath, Fingerprints fingerprints) {
        List<Jar> jars = new ArrayList<>();
        for (Path place : classpath.places()) {
            jars.add(new Jar(place, fingerprints.places().get(jars.size()).sha256()));
        }
        return new OwnJars(jars);
    }

    /**
     * Refuses what could not be copied as it was used: a folder of classes has a fingerprint that no jar made of it has.
     *
     * @throws PartException if the package is to hold jars, and the class path has a folder
     */
    public static void require(TrainingSpec spec) {
        Optional<Path> folder = spec.packaging().classpath()
                ? places(spec.own().classpath()).stream()
                        .filter(Files::isDirectory)
                        .findFirst()
                : Optional.empty();
        if (folder.isPresent()) {
            throw PartException.of(
                    Subject.CLASSPATH,
                    folder.get() + ", a folder of classes, which package.classpath does not copy",
                    "jars alone, as mvn package makes them, or no classpath under package");
        }
    }

    /**
     * Where the jars and folders of a class path lie.
     *
     * @throws PartException if something of it is not there, or no jar
     */
    public static List<Path> places(List<Path> classpath) {
        return ClassPath.of(classpath).places();
    }
}
