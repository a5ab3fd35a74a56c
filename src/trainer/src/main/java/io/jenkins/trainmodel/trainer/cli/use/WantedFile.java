package io.jenkins.trainmodel.trainer.cli.use;

import io.jenkins.trainmodel.trainer.failure.WrongInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** A file that {@code --out} names. */
final class WantedFile {
    private WantedFile() {}

    /** Looked at before anything is read, which may take hours. */
    static void requireRoom(Path out) {
        Path folder = Optional.ofNullable(out.toAbsolutePath().getParent()).orElse(out);
        if (Files.isDirectory(out) || !Files.isDirectory(folder)) {
            throw new WrongInputException("--out: " + out + " is no file in a directory that is there");
        }
    }
}
