package io.jenkins.trainmodel.trainer.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SlowPrecisionTest {
    @Test
    void shouldTellThatBfloat16IsSlow() {
        assertThat(SlowPrecision.ofBfloat16("processor\t: 0\nflags\t\t: fpu sse2 avx2 fma\n"))
                .hasValueSatisfying(warning -> assertThat(warning).contains("bfloat16", "use float32"));
    }

    @ParameterizedTest
    @CsvSource({
        "7.5, TF32_ON, (compute capability 8.0); this one has 7.5",
        "8.0, TF32_ON, ",
        "10.0, TF32_ON, ",
        "'', TF32_ON, ",
        "9.0, TF32_OFF, NVIDIA_TF32_OVERRIDE=0 in the environment switches TF32 off"
    })
    void shouldTellWhereTf32ChangesNothing(String capability, String arithmetic, String sentence) {
        assertThat(SlowPrecision.ofTf32(
                        capability,
                        arithmetic.equals("TF32_ON") ? GpuArithmetic.WITH_TF32 : GpuArithmetic.REPRODUCIBLE))
                .map(said -> said.contains(String.valueOf(sentence)))
                .isEqualTo(Optional.ofNullable(sentence).map(expected -> true));
    }

    @Test
    void shouldSayNothingWhereItIsNot() {
        assertThat(SlowPrecision.ofBfloat16("processor\t: 0\nflags\t\t: fpu avx2 avx512f avx512bw avx512_bf16\n"))
                .isEmpty();
        assertThat(SlowPrecision.ofBfloat16("processor\t: 0\nFeatures\t: fp asimd bf16\n"))
                .isEmpty();
    }
}
