package io.jenkins.trainmodel.trainer.library.platform;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Where this process may keep what it downloads. In a container the user often has no entry among the users, no home, one
 * that cannot be written, or one on a file system that runs no programs.
 *
 * @param user the home that the virtual machine knows
 * @param mounts of this machine
 */
public record HomeDirectory(Path user, Mounts mounts) {
    /** Names a directory to take where there is no such home; whoever starts the trainer knows one. */
    public static final String SPARE_PROPERTY = "train-model.home";

    private static final String HOME_PROPERTY = "user.home";

    public static HomeDirectory ofProcess() {
        return new HomeDirectory(Path.of(System.getProperty(HOME_PROPERTY)).toAbsolutePath(), Mounts.ofThisMachine());
    }

    /** The first of the user's home, {@code HOME}, the spare directory and that for temporary files that can hold libraries. */
    public Path forLibraries(Map<String, String> environment) {
        return Stream.of(
                        Optional.of(user),
                        path(environment.get("HOME")),
                        spare(),
                        path(System.getProperty("java.io.tmpdir")))
                .flatMap(Optional::stream)
                .filter(this::canHoldLibraries)
                .findFirst()
                .orElse(user);
    }

    /**
     * Lets other parts of this process know of the other directory: Maven's local repository is looked for below the home, and
     * JNA unpacks its own library below it.
     */
    public void settle(Path other) {
        boolean ofUse = Files.isDirectory(user) && (Files.isWritable(user) || Files.exists(user.resolve(".m2")));
        if (!ofUse) {
            System.setProperty(HOME_PROPERTY, other.toString());
        }
        if (!other.equals(user)) {
            unpackJnaBelow(other);
        }
    }

    private static void unpackJnaBelow(Path other) {
        Path directory = other.resolve(".cache").resolve("JNA");
        try {
            Files.createDirectories(directory);
            System.setProperty("jna.tmpdir", directory.toString());
        } catch (IOException e) {
            // JNA says itself what it cannot do.
        }
    }

    private boolean canHoldLibraries(Path directory) {
        return Files.isDirectory(directory) && Files.isWritable(directory) && !mounts.isNoexec(directory);
    }

    private static Optional<Path> path(String value) {
        return Optional.ofNullable(value)
                .filter(text -> !text.isBlank())
                .map(Path::of)
                .map(Path::toAbsolutePath);
    }

    /** Created here, since only some processes need it. */
    private static Optional<Path> spare() {
        Optional<Path> spare = path(System.getProperty(SPARE_PROPERTY));
        try {
            if (spare.isPresent()) {
                Files.createDirectories(spare.get());
            }
            return spare;
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
