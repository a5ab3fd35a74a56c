package io.jenkins.trainmodel.trainer.engine;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.pytorch.jni.LibUtils;
import com.sun.jna.NativeLibrary;
import com.sun.jna.Pointer;
import io.jenkins.trainmodel.trainer.library.platform.MachinePlatform;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** The switches are there in every libtorch, and have no effect on what the CPU computes. */
@EnabledOnOs(OS.LINUX)
class GpuArithmeticTest {
    @Test
    void shouldSetTheSwitchesOfTheLibtorchInUse() {
        TestEngine.load();
        Path library = Path.of(LibUtils.getLibtorchPath())
                .resolve(MachinePlatform.current().libraryFile("torch_cpu"));

        assertThat(GpuArithmetic.settle(library)).isEqualTo(GpuArithmetic.REPRODUCIBLE);

        assertThat(isSet(library, "_ZNK2at7Context18deterministicCuDNNEv")).isTrue();
        assertThat(isSet(library, "_ZNK2at7Context14allowTF32CuDNNEv")).isFalse();
    }

    @Test
    void shouldSwitchTf32OfProductsOnAndOff() {
        TestEngine.load();
        Path library = Path.of(LibUtils.getLibtorchPath())
                .resolve(MachinePlatform.current().libraryFile("torch_cpu"));

        assertThat(GpuArithmetic.allowTf32InProducts(true)).isTrue();
        assertThat(isSet(library, "_ZNK2at7Context15allowTF32CuBLASEv")).isTrue();
        GpuArithmetic.allowTf32InProducts(false);
        assertThat(isSet(library, "_ZNK2at7Context15allowTF32CuBLASEv")).isFalse();
    }

    @Test
    void shouldSayWhereALibraryHasNone() {
        assertThat(GpuArithmetic.settle(Path.of("none").toAbsolutePath())).isEqualTo(GpuArithmetic.UNKNOWN);
    }

    private static boolean isSet(Path library, String getter) {
        NativeLibrary torch = NativeLibrary.getInstance(library.toString());
        Pointer context = torch.getFunction("_ZN2at13globalContextEv").invokePointer(new Object[0]);
        // Only the lowest byte of the register is a bool.
        return (torch.getFunction(getter).invokeInt(new Object[] {context}) & 0xff) != 0;
    }
}
