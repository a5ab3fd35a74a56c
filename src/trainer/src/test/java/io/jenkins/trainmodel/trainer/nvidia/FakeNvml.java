package io.jenkins.trainmodel.trainer.nvidia;

import java.nio.file.Path;

/** NVML without a GPU, as a library of C that is made with the structures of NVIDIA's header. */
public final class FakeNvml {
    private FakeNvml() {}

    /** The library, with these macros of its source defined. */
    public static Path compile(Path folder, String... definitions) throws Exception {
        String[] options = new String[definitions.length];
        for (int i = 0; i < options.length; i++) {
            options[i] = "-D" + definitions[i];
        }
        return SharedLibrary.compile(
                Path.of("src/test/resources/nvidia/nvml.c"), folder.resolve("libnvidia-ml.so.1"), options);
    }
}
