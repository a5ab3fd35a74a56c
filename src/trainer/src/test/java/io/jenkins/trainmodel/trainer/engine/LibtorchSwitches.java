package io.jenkins.trainmodel.trainer.engine;

import ai.djl.pytorch.jni.LibUtils;
import com.sun.jna.NativeLibrary;
import com.sun.jna.Pointer;
import io.jenkins.trainmodel.trainer.library.platform.MachinePlatform;
import java.nio.file.Path;

/** How the switches of the libtorch stand that is loaded into this process; their names are those of compilers on Linux. */
final class LibtorchSwitches {
    private LibtorchSwitches() {}

    static Path library() {
        return Path.of(LibUtils.getLibtorchPath())
                .resolve(MachinePlatform.current().libraryFile("torch_cpu"));
    }

    static boolean deterministic() {
        return isSet("_ZNK2at7Context18deterministicCuDNNEv");
    }

    static boolean tf32InConvolutions() {
        return isSet("_ZNK2at7Context14allowTF32CuDNNEv");
    }

    static boolean tf32InProducts() {
        return isSet("_ZNK2at7Context15allowTF32CuBLASEv");
    }

    private static boolean isSet(String getter) {
        NativeLibrary torch = NativeLibrary.getInstance(library().toString());
        Pointer context = torch.getFunction("_ZN2at13globalContextEv").invokePointer(new Object[0]);
        // Only the lowest byte of the register is a bool.
        return (torch.getFunction(getter).invokeInt(new Object[] {context}) & 0xff) != 0;
    }
}
