package io.jenkins.trainmodel.disk;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** A small file system in memory, mounted over a directory as long as a test wants it. Needs Linux and root. */
public record MountedDisk(Path directory) implements AutoCloseable {

    /**
     * Mounts one. Where that is not possible, the test that wants it is skipped, and says so.
     *
     * @param options as the system's {@code mount} takes them, such as {@code size=64k}
     */
    public static MountedDisk mountOrSkip(Path directory, String options) throws IOException {
        Files.createDirectories(directory);
        assumeTrue(
                succeeds("mount", "-t", "tmpfs", "-o", options, "tmpfs", directory.toString()),
                "a small file system cannot be mounted (that needs root)");
        return new MountedDisk(directory);
    }

    /** Gives it other options; what is on it stays. */
    public void remount(String options) throws IOException {
        require(succeeds("mount", "-o", "remount," + options, directory.toString()), "remounted with " + options);
    }

    @Override
    public void close() throws IOException {
        require(succeeds("umount", directory.toString()), "unmounted");
    }

    private void require(boolean done, String what) {
        if (!done) {
            throw new IllegalStateException(directory + " could not be " + what);
        }
    }

    private static boolean succeeds(String... command) throws IOException {
        try {
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return process.waitFor(10, TimeUnit.SECONDS) && process.exitValue() == 0;
        } catch (InterruptedException e) {
            throw new InterruptedIOException(String.join(" ", command));
        } catch (IOException notInstalled) {
            return false;
        }
    }
}
