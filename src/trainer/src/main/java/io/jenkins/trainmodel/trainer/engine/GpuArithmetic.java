package io.jenkins.trainmodel.trainer.engine;

import ai.djl.pytorch.jni.LibUtils;
import com.sun.jna.Function;
import com.sun.jna.NativeLibrary;
import com.sun.jna.Pointer;
import io.jenkins.trainmodel.trainer.library.platform.MachinePlatform;
import java.nio.file.Path;

/**
 * How libtorch computes on a GPU: convolutions by algorithms that give the same bits every time, and float32 with or without
 * TF32, which cuts factors to 10 bits. These are switches of libtorch's context, for which DJL has no call.
 */
public final class GpuArithmetic {
    /** Under which the description of an engine tells it. */
    static final String LABEL = "gpuArithmetic";

    static final String WITH_TF32 = "convolutions are deterministic, TF32 is switched on";
    static final String REPRODUCIBLE = "convolutions are deterministic, TF32 is switched off";
    static final String UNKNOWN = "as libtorch has it by default; its switches were not found";

    /** The names of {@code at::globalContext()} and its setters as C++ compilers on Linux write them. */
    private static final String CONTEXT = "_ZN2at13globalContextEv";

    private static final String DETERMINISTIC = "_ZN2at7Context21setDeterministicCuDNNEb";
    private static final String TF32 = "_ZN2at7Context17setAllowTF32CuDNNEb";
    private static final String TF32_OF_PRODUCTS = "_ZN2at7Context18setAllowTF32CuBLASEb";

    private GpuArithmetic() {}

    /** Sets the switches of a libtorch that is loaded, and says for people how it computes now. */
    static String settle(Path library, boolean tf32) {
        try {
            NativeLibrary torch = NativeLibrary.getInstance(library.toString());
            Function deterministic = torch.getFunction(DETERMINISTIC);
            Function ofConvolutions = torch.getFunction(TF32);
            Function ofProducts = torch.getFunction(TF32_OF_PRODUCTS);
            Pointer context = torch.getFunction(CONTEXT).invokePointer(new Object[0]);
            // A C++ method's object is its first argument; a bool is passed as an int that is 0 or 1.
            deterministic.invokeVoid(new Object[] {context, 1});
            ofConvolutions.invokeVoid(new Object[] {context, tf32 ? 1 : 0});
            ofProducts.invokeVoid(new Object[] {context, tf32 ? 1 : 0});
            return tf32 ? WITH_TF32 : REPRODUCIBLE;
        } catch (LinkageError e) {
            return UNKNOWN;
        }
    }

    /**
     * Lets products of matrices on GPUs be computed with TF32, or not. To be asked when the engine is loaded.
     *
     * @return whether this libtorch has such a switch
     */
    public static boolean allowTf32InProducts(boolean allowed) {
        try {
            NativeLibrary torch = NativeLibrary.getInstance(Path.of(LibUtils.getLibtorchPath())
                    .resolve(MachinePlatform.current().libraryFile("torch_cpu"))
                    .toString());
            Pointer context = torch.getFunction(CONTEXT).invokePointer(new Object[0]);
            torch.getFunction(TF32_OF_PRODUCTS).invokeVoid(new Object[] {context, allowed ? 1 : 0});
            return true;
        } catch (LinkageError e) {
            return false;
        }
    }
}
