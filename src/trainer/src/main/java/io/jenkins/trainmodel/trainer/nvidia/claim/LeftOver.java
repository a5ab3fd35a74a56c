package io.jenkins.trainmodel.trainer.nvidia.claim;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/**
 * What this user's runs have started on a GPU, by number and time of start, in a file that this user alone may write. Whoever
 * has the GPU's lock and finds one of them alive has found what a run left behind that was ended by force.
 */
final class LeftOver {
    private static final Duration GENTLE = Duration.ofSeconds(5);
    private static final Duration FORCED = Duration.ofSeconds(20);

    /** The system tells a start by its boot time, which is set right by some milliseconds now and then. */
    private static final Duration SAME_START = Duration.ofSeconds(2);

    private static final int LARGEST_FILE = 1 << 16;

    private final Path file;

    LeftOver(Path file) {
        this.file = file;
    }

    /**
     * Ends those that are alive.
     *
     * @return the numbers of those that were ended, and of those that cannot be
     */
    Ended end() {
        List<ProcessHandle> alive = read().filter(
                        process -> process.pid() != ProcessHandle.current().pid())
                .filter(ProcessHandle::isAlive)
                .toList();
        alive.forEach(ProcessHandle::destroy);
        alive.stream().filter(process -> !ends(process, GENTLE)).forEach(ProcessHandle::destroyForcibly);
        List<Long> stay = alive.stream()
                .filter(process -> !ends(process, FORCED))
                .map(ProcessHandle::pid)
                .toList();
        return new Ended(
                alive.stream()
                        .map(ProcessHandle::pid)
                        .filter(number -> !stay.contains(number))
                        .toList(),
                stay);
    }

    /**
     * What became of them.
     *
     * @param gone those that were ended
     * @param stay those that cannot be, as one that waits for a driver that hangs
     */
    record Ended(List<Long> gone, List<Long> stay) {}

    private static boolean ends(ProcessHandle process, Duration patience) {
        try {
            process.onExit().get(patience.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return !process.isAlive();
        } catch (TimeoutException | ExecutionException lives) {
            return !process.isAlive();
        }
    }

    private Stream<ProcessHandle> read() {
        try {
            if (!isOwn() || Files.size(file) > LARGEST_FILE) {
                return Stream.empty();
            }
            return Files.readAllLines(file, StandardCharsets.UTF_8).stream().flatMap(line -> process(line).stream());
        } catch (IOException unread) {
            return Stream.empty();
        }
    }

    /** Nobody may have another user's processes ended by writing their numbers down. */
    private boolean isOwn() throws IOException {
        return Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
                && Files.getOwner(file, LinkOption.NOFOLLOW_LINKS).getName().equals(System.getProperty("user.name"));
    }

    private static Optional<ProcessHandle> process(String line) {
        String[] parts = line.strip().split(" ");
        if (parts.length != 2 || !parts[0].matches("[1-9]\\d{0,9}") || !parts[1].matches("\\d{1,15}")) {
            return Optional.empty();
        }
        Instant started = Instant.ofEpochMilli(Long.parseLong(parts[1]));
        return ProcessHandle.of(Long.parseLong(parts[0]))
                .filter(process -> process.info()
                        .startInstant()
                        .filter(start -> Duration.between(start, started).abs().compareTo(SAME_START) <= 0)
                        .isPresent());
    }

    /** Begins anew with these. */
    void write(List<ProcessHandle> processes) throws IOException {
        Files.deleteIfExists(file);
        if (file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-r--r--")));
        }
        add(processes);
    }

    /** Adds some that are started on the same GPU. */
    void add(List<ProcessHandle> processes) throws IOException {
        List<String> lines = processes.stream()
                .flatMap(process ->
                        process.info().startInstant().stream().map(start -> process.pid() + " " + start.toEpochMilli()))
                .toList();
        Files.write(
                file,
                lines,
                StandardCharsets.UTF_8,
                StandardOpenOption.CREATE,
                StandardOpenOption.APPEND,
                LinkOption.NOFOLLOW_LINKS);
    }
}
