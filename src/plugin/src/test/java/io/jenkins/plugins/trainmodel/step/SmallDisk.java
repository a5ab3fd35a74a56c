package io.jenkins.plugins.trainmodel.step;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** A file system in memory that can be filled up and emptied again. Needs Linux and root. */
public record SmallDisk(Path directory) {
    private static final int PART = 1 << 16;

    /** Mounts one over the directory; empty where that is not possible. */
    public static Optional<SmallDisk> mount(Path directory, int megabytes) throws IOException, InterruptedException {
        Files.createDirectories(directory);
        boolean mounted =
                run("mount", "-t", "tmpfs", "-o", "size=" + megabytes + "m", "tmpfs", directory.toString()) == 0;
        if (!mounted) {
            System.out.println("No disk runs full, since none can be mounted here");
        }
        return mounted ? Optional.of(new SmallDisk(directory)) : Optional.empty();
    }

    private static int run(String... command) throws IOException, InterruptedException {
        return new ProcessBuilder(command).inheritIO().start().waitFor();
    }

    private Path ballast() {
        return directory.resolve(".ballast");
    }

    public void fill() throws IOException {
        byte[] part = new byte[PART];
        try (OutputStream out = Files.newOutputStream(ballast())) {
            while (true) {
                out.write(part);
            }
        } catch (IOException e) {
            // That is the point.
        }
    }

    public void empty() throws IOException {
        Files.deleteIfExists(ballast());
    }

    public void unmount() throws IOException, InterruptedException {
        run("umount", "-l", directory.toString());
    }
}
