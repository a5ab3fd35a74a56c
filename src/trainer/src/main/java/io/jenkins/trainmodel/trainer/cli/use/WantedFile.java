package io.jenkins.trainmodel.trainer.cli.use;

import io.jenkins.trainmodel.run.RunDirectory;
import io.jenkins.trainmodel.trainer.failure.WrongInputException;
import io.jenkins.trainmodel.trainer.modelpackage.ModelPackage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** A file that {@code --out} names. */
final class WantedFile {
    private WantedFile() {}

    /** Looked at before anything is read, which may take hours. */
    static void requireRoom(Path out) {
        if (Files.isDirectory(out) || !Files.isDirectory(folder(out))) {
            throw new WrongInputException("--out: " + out + " is no file in a directory that is there");
        }
    }

    private static Path folder(Path file) {
        return Optional.ofNullable(file.toAbsolutePath().getParent()).orElse(file);
    }

    /**
     * Refuses a place within a model package, which its manifest would not vouch for any more, and a file of its run.
     *
     * @param place of the package, or of the run
     */
    static void requireOutside(Path place, Path out) throws IOException {
        Path saved = ModelPackage.at(place);
        if (isWithin(saved, out)) {
            throw new WrongInputException("--out: " + out + " lies within the model package " + saved
                    + ", which would be damaged by it; name another place");
        }
        RunDirectory run = new RunDirectory(folder(real(saved)));
        if (Files.exists(run.marker())) {
            for (Path own : run.own()) {
                if (isWithin(own, out)) {
                    throw new WrongInputException("--out: " + out + " belongs to the run " + run.root()
                            + ", which would be damaged by it; name another place");
                }
            }
        }
    }

    /** Refuses what {@code --data} names, and the files of folders that it names. */
    static void requireNoneOf(List<Path> data, Path out) throws IOException {
        if (isOneOf(data, out)) {
            throw new WrongInputException(
                    "--out: " + out + " is data that --data names, and would be written over; name another file");
        }
    }

    /** Refuses the data that the model has learned. */
    static void requireNoneLearned(List<Path> data, Path out) throws IOException {
        if (isOneOf(data, out)) {
            throw new WrongInputException("--out: " + out
                    + " is data that the model was trained with, and would be written over; name another file");
        }
    }

    /** A new file in a folder of data writes over none of it. */
    private static boolean isOneOf(List<Path> data, Path out) throws IOException {
        if (!Files.exists(out)) {
            return false;
        }
        for (Path place : data) {
            if (Files.exists(place) && (Files.isSameFile(place, out) || isWithin(place, out))) {
                return true;
            }
        }
        return false;
    }

    /** By its own name, and by what it is a link to. */
    private static boolean isWithin(Path place, Path file) throws IOException {
        Path there = real(place);
        return real(file).startsWith(there)
                || folder(file).toRealPath().resolve(file.getFileName()).startsWith(there);
    }

    private static Path real(Path path) throws IOException {
        if (Files.exists(path)) {
            return path.toRealPath();
        }
        Path folder = folder(path);
        return (Files.exists(folder) ? folder.toRealPath() : folder).resolve(path.getFileName());
    }
}
