package io.jenkins.trainmodel.trainer.run.context;

import io.jenkins.trainmodel.run.RunDirectory;
import io.jenkins.trainmodel.trainer.failure.RunLostException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;

/** The run directory as this process found it: whoever removes or replaces it while the run goes on is noticed. */
public final class RunPlace {
    private final RunDirectory directory;
    /** What tells the lock file from another of the same name; some systems have nothing of the kind. */
    private final Optional<Object> lock;

    public RunPlace(RunDirectory directory) {
        this.directory = directory;
        this.lock = key(directory.lock());
    }

    private static Optional<Object> key(Path file) {
        try {
            return Optional.ofNullable(Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS)
                    .fileKey());
        } catch (IOException gone) {
            return Optional.empty();
        }
    }

    boolean isThere() {
        return Files.exists(directory.lock(), LinkOption.NOFOLLOW_LINKS)
                && key(directory.lock()).equals(lock);
    }

    /**
     * Does nothing where all is as it was.
     *
     * @throws RunLostException if the directory is gone, or another stands in its place
     */
    public void require() throws RunLostException {
        if (!isThere()) {
            throw new RunLostException(directory.root());
        }
    }
}
