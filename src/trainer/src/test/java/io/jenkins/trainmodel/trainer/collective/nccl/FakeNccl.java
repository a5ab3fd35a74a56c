package io.jenkins.trainmodel.trainer.collective.nccl;

import com.sun.jna.NativeLibrary;
import io.jenkins.trainmodel.trainer.nvidia.SharedLibrary;
import java.nio.file.Path;

/** NCCL without a GPU, as a library of C that adds up arrays in host memory over processes. */
public final class FakeNccl {
    private FakeNccl() {}

    /** The library in a directory, as NVIDIA names it, with these macros of its source defined. */
    public static Path compile(Path folder, String... definitions) throws Exception {
        String[] options = new String[definitions.length + 1];
        for (int i = 0; i < definitions.length; i++) {
            options[i] = "-D" + definitions[i];
        }
        options[definitions.length] = "-lpthread";
        return SharedLibrary.compile(
                Path.of("src/test/resources/nvidia/nccl.c"), folder.resolve(NcclLibrary.FILE), options);
    }

    /** Waits for what the GPU was told, as far as it is done lazily. */
    static void done(Path library) {
        NativeLibrary.getInstance(library.toString()).getFunction("gpu_done").invokeVoid(new Object[0]);
    }

    /** How many communicators of this process were aborted. */
    static int aborted(Path library) {
        return NativeLibrary.getInstance(library.toString())
                .getFunction("aborted_communicators")
                .invokeInt(new Object[0]);
    }

    /** Lets the processes' way to each other fail. */
    static void failBetween(Path library) {
        NativeLibrary.getInstance(library.toString())
                .getFunction("fail_between")
                .invokeVoid(new Object[0]);
    }
}
