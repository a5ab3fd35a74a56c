package io.jenkins.trainmodel.trainer.nvidia.claim;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The directory with the locks of a machine's GPUs, which all its users share. Its files are empty: what one user wrote there
 * nobody else could trust. It is sticky, so that nobody removes what another one holds.
 */
final class LockDirectory {
    /** Names another directory, such as one that containers of a machine share. */
    static final String VARIABLE = "TRAIN_MODEL_GPU_LOCKS";

    private static final String NAME = "train-model-gpus";
    private static final int STICKY_FOR_ALL = 01777;
    private static final Set<PosixFilePermission> LOCK = PosixFilePermissions.fromString("rw-rw-rw-");

    private final Path path;
    private final boolean posix;

    LockDirectory(Path path) {
        this.path = path;
        this.posix = path.getFileSystem().supportedFileAttributeViews().contains("unix");
    }

    /** As the environment says, or the one of this machine; the user's own temporary directory would not be shared. */
    static LockDirectory of(Map<String, String> environment) {
        return new LockDirectory(Optional.ofNullable(environment.get(VARIABLE))
                .filter(value -> !value.isBlank())
                .map(Path::of)
                .orElseGet(() -> Path.of(environment.getOrDefault("ProgramData", "/tmp"), NAME)));
    }

    /**
     * The file of a GPU, made where it is not there yet.
     *
     * @param name letters, digits and hyphens
     * @throws IOException where it cannot be made, or something else stands in its place
     */
    Path lock(String name) throws IOException {
        make();
        Path file = path.resolve(name + ".lock");
        if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
            create(file);
        }
        if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            throw new IOException(file + " is a link or a special file, and only plain files are allowed");
        }
        return file;
    }

    /** The file of this user's own beside it. */
    Path record(String name) {
        return path.resolve(name + "." + System.getProperty("user.name").replaceAll("[^\\w.-]", "_"));
    }

    private void make() throws IOException {
        if (!Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
            Files.createDirectories(path);
            if (posix) {
                Files.setAttribute(path, "unix:mode", STICKY_FOR_ALL);
            }
        }
        if (!Files.isDirectory(path)) {
            throw new IOException(path + " is no directory");
        }
    }

    private void create(Path file) throws IOException {
        try {
            Files.createFile(file);
            if (posix) {
                // Whatever the umask of whoever is first says, all users must be able to lock it.
                Files.setPosixFilePermissions(file, LOCK);
            }
        } catch (FileAlreadyExistsException meanwhile) {
            // another process has made it
        }
    }
}
