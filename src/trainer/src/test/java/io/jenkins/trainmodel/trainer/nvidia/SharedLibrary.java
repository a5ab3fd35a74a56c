package io.jenkins.trainmodel.trainer.nvidia;

import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Libraries that this machine's compiler of C makes; tests are skipped where there is none. */
public final class SharedLibrary {
    private SharedLibrary() {}

    /** The library {@code libNAME.so} of this source. */
    public static Path compile(Path folder, String name, String source, String... options) throws Exception {
        Path file = Files.writeString(folder.resolve(name + ".c"), source + "\n");
        return compile(file, folder.resolve("lib" + name + ".so"), options);
    }

    /** The library of a source that lies elsewhere. */
    public static Path compile(Path source, Path library, String... options) throws Exception {
        List<String> command =
                new ArrayList<>(List.of("cc", "-shared", "-fPIC", "-o", library.toString(), source.toString()));
        command.addAll(List.of(options));
        assumeThat(run(command)).as("a C compiler").isTrue();
        return library;
    }

    private static boolean run(List<String> command) throws Exception {
        try {
            return new ProcessBuilder(command).inheritIO().start().waitFor() == 0;
        } catch (IOException none) {
            return false;
        }
    }
}
