package io.jenkins.trainmodel.trainer.engine;

import com.sun.jna.Function;
import com.sun.jna.NativeLibrary;
import io.jenkins.trainmodel.trainer.library.platform.MachinePlatform;
import java.util.Arrays;
import java.util.Map;

/**
 * The heap of native code, where libtorch's tensors of the CPU live. A training step allocates what the step before has freed; glibc
 * by itself gives much of that back to the system in between, and gets it again page by page, each filled with zeros.
 */
final class NativeHeap {
    /** Of glibc's {@code mallopt}: free memory at the end of a heap from which on it goes back to the system. */
    private static final int TRIM_THRESHOLD = -1;

    /** Of glibc's {@code mallopt}: a larger block is mapped by itself, and unmapped when it is freed. */
    private static final int MMAP_THRESHOLD = -3;

    /** Bytes, the most that glibc takes. */
    private static final int LARGEST_MMAP_THRESHOLD = 32 << 20;

    /** Of glibc's {@code mallopt}: heaps of threads other than the first are pieces that stay where no more than this would be left. */
    private static final int TOP_PAD = -2;

    /** Bytes of such a piece. */
    private static final int PIECE = 64 << 20;

    /** Who sets one of them has decided. */
    private static final String[] VARIABLES = {
        "MALLOC_TRIM_THRESHOLD_", "MALLOC_MMAP_THRESHOLD_", "MALLOC_TOP_PAD_", "GLIBC_TUNABLES"
    };

    private NativeHeap() {}

    /** Lets freed memory be kept for the next step, where the C library is glibc and the environment does not say otherwise. */
    static void keepFreed(Map<String, String> environment, MachinePlatform platform) {
        if (!platform.isLinux() || Arrays.stream(VARIABLES).anyMatch(environment::containsKey)) {
            return;
        }
        Function mallopt = NativeLibrary.getProcess().getFunction("mallopt");
        mallopt.invokeInt(new Object[] {MMAP_THRESHOLD, LARGEST_MMAP_THRESHOLD});
        mallopt.invokeInt(new Object[] {TOP_PAD, PIECE});
        mallopt.invokeInt(new Object[] {TRIM_THRESHOLD, Integer.MAX_VALUE});
    }
}
