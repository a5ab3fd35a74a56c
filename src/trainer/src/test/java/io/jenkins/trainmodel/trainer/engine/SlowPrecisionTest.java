package io.jenkins.trainmodel.trainer.engine;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SlowPrecisionTest {
    @Test
    void shouldTellThatBfloat16IsSlow() {
        assertThat(SlowPrecision.ofBfloat16("processor\t: 0\nflags\t\t: fpu sse2 avx2 fma\n"))
                .hasValueSatisfying(warning -> assertThat(warning).contains("bfloat16", "use float32"));
    }

    @Test
    void shouldSayNothingWhereItIsNot() {
        assertThat(SlowPrecision.ofBfloat16("processor\t: 0\nflags\t\t: fpu avx2 avx512f avx512bw avx512_bf16\n"))
                .isEmpty();
        assertThat(SlowPrecision.ofBfloat16("processor\t: 0\nFeatures\t: fp asimd bf16\n"))
                .isEmpty();
    }
}
