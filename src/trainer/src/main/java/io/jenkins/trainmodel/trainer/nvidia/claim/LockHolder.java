package io.jenkins.trainmodel.trainer.nvidia.claim;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Optional;

/** Which process holds a lock, as Linux lists them; its own number of it, so in a container it may be nobody. */
final class LockHolder {
    private static final Path LOCKS = Path.of("/proc/locks");
    private static final int KIND = 1;
    private static final int PROCESS = 4;
    private static final int FILE = 5;

    private LockHolder() {}

    /** The process; empty where the system does not tell it. */
    static Optional<Long> of(Path file) {
        try {
            String inode = ":" + Files.getAttribute(file, "unix:ino", LinkOption.NOFOLLOW_LINKS);
            return Files.readAllLines(LOCKS).stream()
                    .map(line -> line.strip().split("\\s+"))
                    .filter(fields -> fields.length > FILE && fields[KIND].equals("POSIX"))
                    .filter(fields -> fields[FILE].endsWith(inode) && fields[PROCESS].matches("[1-9]\\d*"))
                    .map(fields -> Long.valueOf(fields[PROCESS]))
                    .findFirst();
        } catch (IOException | UnsupportedOperationException | IllegalArgumentException untold) {
            return Optional.empty();
        }
    }
}
