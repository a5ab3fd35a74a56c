package io.jenkins.plugins.trainmodel.step;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * The package of a reference on its way to an agent of this machine.
 *
 * @param workspace of the run
 */
record TravellingReference(String workspace) {

    /** Until the first of its files is there, or a part of it. */
    void awaitFirstFile() throws IOException, InterruptedException {
        while (files().isEmpty()) {
            Thread.sleep(5);
        }
    }

    /** The manifest comes last. */
    boolean isWhole() throws IOException {
        return files().stream().anyMatch(file -> file.endsWith("manifest.json"));
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of(workspace + "@tmp"))) {
            return files.filter(file -> file.getParent().endsWith("reference/model"))
                    .toList();
        } catch (NoSuchFileException | UncheckedIOException e) {
            // The directory is not there yet, or one in it is there no more.
            return List.of();
        }
    }
}
