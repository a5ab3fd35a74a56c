package io.jenkins.trainmodel.trainer.nvidia;

import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** NVML without a GPU, as a library of C that this machine's compiler makes with the structures of NVIDIA's header. */
public final class FakeNvml {
    private FakeNvml() {}

    /** The library; tests are skipped where there is no compiler. */
    public static Path compile(Path folder, String... definitions) throws Exception {
        Path library = folder.resolve("libnvidia-ml.so.1");
        List<String> command = new ArrayList<>(List.of("cc", "-shared", "-fPIC", "-o", library.toString()));
        for (String definition : definitions) {
            command.add("-D" + definition);
        }
        command.add(Path.of("src/test/resources/nvidia/nvml.c").toString());
        assumeThat(run(command)).as("a C compiler").isTrue();
        assumeThat(library).exists();
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
