package io.jenkins.trainmodel.trainer.engine.library;

import io.jenkins.trainmodel.trainer.engine.platform.EngineException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Loads what a libtorch needs and would not find, in the order that a file beside it says; where there is none, nothing. */
public final class Preload {
    static final String FILE = "preload.txt";

    private Preload() {}

    /**
     * Loads the libraries of a directory into this process, before libtorch.
     *
     * @throws EngineException where one cannot be loaded: which one, and why
     */
    public static void of(Path directory) {
        Path order = directory.resolve(FILE);
        if (!Files.isRegularFile(order)) {
            return;
        }
        try {
            for (String name : Files.readAllLines(order)) {
                load(directory.resolve(name));
            }
        } catch (IOException e) {
            throw new EngineException("%s cannot be read: %s".formatted(order, e), e);
        }
    }

    private static void load(Path library) {
        try {
            System.load(library.toString());
        } catch (UnsatisfiedLinkError e) {
            throw new EngineException(
                    "The library %s, which libtorch needs, cannot be loaded: %s".formatted(library, e.getMessage()), e);
        }
    }
}
