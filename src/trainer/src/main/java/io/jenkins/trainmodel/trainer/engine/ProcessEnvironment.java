package io.jenkins.trainmodel.trainer.engine;

import com.sun.jna.Function;
import com.sun.jna.NativeLibrary;
import io.jenkins.trainmodel.trainer.library.platform.MachinePlatform;
import io.jenkins.trainmodel.trainer.nvidia.Gpu;
import io.jenkins.trainmodel.trainer.nvidia.VisibleGpus;
import java.util.Map;

/**
 * The environment that native code of this process sees. Java's own view, {@link System#getenv()}, is a copy from the
 * start of the process and stays as it was.
 */
final class ProcessEnvironment {
    /** The OpenMP runtime reads these when it is loaded, which happens with libtorch. */
    static final String WAIT_POLICY = "OMP_WAIT_POLICY";

    static final String SPIN_COUNT = "GOMP_SPINCOUNT";

    /** Without these, idle threads spin; two busy processes with two threads each become ten times slower. */
    static final Map<String, String> SLEEPING = Map.of(WAIT_POLICY, "passive", SPIN_COUNT, "0");

    /** Threads spin for some ten milliseconds, unless there are more of them than processors; then they sleep at once. */
    static final Map<String, String> SWITCHED = Map.of(WAIT_POLICY, "passive", SPIN_COUNT, "1000000");

    /**
     * libtorch reads it when it first allocates, and begins tensors of 2 MiB and more where a large page of Linux begins. Without it
     * glibc before 2.38 does not take a freed tensor's place for the next one of its size, so that several times as much is resident
     * as is in use (glibc bug 14581).
     */
    static final Map<String, String> LARGE_PAGES = Map.of("THP_MEM_ALLOC_ENABLE", "1");

    private ProcessEnvironment() {}

    /**
     * Shows CUDA this GPU alone, which is its first one then, whatever numbers it would give; must be called before CUDA is first
     * used.
     */
    static void showOnly(Gpu gpu, MachinePlatform platform) {
        VisibleGpus.showing(gpu).forEach((name, value) -> set(name, value, platform));
    }

    private static void set(String name, String value, MachinePlatform platform) {
        if (platform.isWindows()) {
            NativeLibrary.getInstance("kernel32")
                    .getFunction("SetEnvironmentVariableA", Function.ALT_CONVENTION)
                    .invokeInt(new Object[] {name, value});
        } else {
            NativeLibrary.getProcess().getFunction("setenv").invokeInt(new Object[] {name, value, 1});
        }
    }

    /** Sets variables that are not set yet; must be called before the library that reads them is loaded. */
    static void setWhereAbsent(Map<String, String> variables, MachinePlatform platform) {
        if (platform.isWindows()) {
            // libtorch for Windows brings Intel's runtime, which parks idle threads by itself after 200 ms.
            return;
        }
        Function setenv = NativeLibrary.getProcess().getFunction("setenv");
        variables.forEach((name, value) -> setenv.invokeInt(new Object[] {name, value, 0}));
    }
}
