package io.jenkins.trainmodel.trainer.modelpackage;

import io.jenkins.trainmodel.run.Checksum;
import io.jenkins.trainmodel.run.Manifest;
import io.jenkins.trainmodel.trainer.custom.OwnJars;
import io.jenkins.trainmodel.trainer.disk.HashedFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The folder of a package with the jars of users' own code. Each lies in a folder of its own, by its place on the class path, and
 * keeps its name: so two of one name are two, and the class path is told to be that of the run.
 */
final class CodeFolder {
    static final String NAME = "classpath";

    private CodeFolder() {}

    /** Copies jars, and returns the SHA-256 of the copies. */
    static Map<Path, String> write(Path directory, OwnJars own) throws IOException {
        Map<Path, String> hashes = new HashMap<>();
        int digits = Integer.toString(own.jars().size()).length();
        for (OwnJars.Jar jar : own.jars()) {
            String place = "%0" + digits + "d";
            Path copy = directory
                    .resolve(NAME)
                    .resolve(place.formatted(hashes.size() + 1))
                    .resolve(jar.file().getFileName().toString());
            hashes.put(copy, copied(jar, copy));
        }
        return hashes;
    }

    private static String copied(OwnJars.Jar jar, Path copy) throws IOException {
        Files.createDirectories(copy.getParent());
        HashedFile written = new HashedFile(copy, Checksum.SHA_256);
        try (written) {
            Files.copy(jar.file(), written);
        }
        if (!written.digits().equals(jar.sha256())) {
            throw new ModelPackageException(
                    jar.file() + " has changed since the run began, so the package cannot hold what it"
                            + " was trained with: put back what was there and resume");
        }
        return written.digits();
    }

    /** The jars that the manifest of a package vouches for, in the order of the class path. */
    static List<Path> jars(Path directory) throws IOException {
        return Manifest.read(directory).files().stream()
                .map(Manifest.Entry::path)
                .filter(path -> path.startsWith(NAME + "/"))
                .sorted()
                .map(path -> directory.resolve(path).toAbsolutePath())
                .toList();
    }
}
