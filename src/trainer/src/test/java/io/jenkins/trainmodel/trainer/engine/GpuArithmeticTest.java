package io.jenkins.trainmodel.trainer.engine;

import static org.assertj.core.api.Assertions.assertThat;

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
        Path library = LibtorchSwitches.library();

        assertThat(GpuArithmetic.settle(library, true)).isEqualTo(GpuArithmetic.WITH_TF32);
        assertThat(LibtorchSwitches.deterministic()).isTrue();
        assertThat(LibtorchSwitches.tf32InConvolutions()).isTrue();
        assertThat(LibtorchSwitches.tf32InProducts()).isTrue();

        assertThat(GpuArithmetic.settle(library, false)).isEqualTo(GpuArithmetic.REPRODUCIBLE);
        assertThat(LibtorchSwitches.deterministic()).isTrue();
        assertThat(LibtorchSwitches.tf32InConvolutions()).isFalse();
        assertThat(LibtorchSwitches.tf32InProducts()).isFalse();
    }

    @Test
    void shouldSwitchTf32OfProductsOnAndOff() {
        TestEngine.load();

        assertThat(GpuArithmetic.allowTf32InProducts(true)).isTrue();
        assertThat(LibtorchSwitches.tf32InProducts()).isTrue();
        GpuArithmetic.allowTf32InProducts(false);
        assertThat(LibtorchSwitches.tf32InProducts()).isFalse();
    }

    @Test
    void shouldSayWhereALibraryHasNone() {
        assertThat(GpuArithmetic.settle(Path.of("none").toAbsolutePath(), false))
                .isEqualTo(GpuArithmetic.UNKNOWN);
    }
}
