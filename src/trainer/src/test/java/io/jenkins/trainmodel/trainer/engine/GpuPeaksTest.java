package io.jenkins.trainmodel.trainer.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.trainmodel.spec.LearningSpec.Precision;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GpuPeaksTest {
    @ParameterizedTest
    @CsvSource({
        "NVIDIA A100-SXM4-40GB, 19.5e12, 312e12, 156e12",
        "NVIDIA A100 80GB PCIe, 19.5e12, 312e12, 156e12",
        "A100-PCIE-40GB, 19.5e12, 312e12, 156e12",
        "NVIDIA H100 80GB HBM3, 67e12, 989.5e12, 494.75e12",
        "NVIDIA H100 PCIe, 51e12, 756e12, 378e12",
        "NVIDIA H200, 67e12, 989.5e12, 494.75e12",
        "NVIDIA A10, 31.2e12, 125e12, 62.5e12",
        "NVIDIA L40S, 91.6e12, 362e12, 181e12"
    })
    void shouldKnowWhatDataSheetsSay(String name, double float32, double bfloat16, double tf32) {
        assertThat(GpuPeaks.of(name, Precision.FLOAT32)).contains(float32);
        assertThat(GpuPeaks.of(name, Precision.BFLOAT16)).contains(bfloat16);
        assertThat(GpuPeaks.of(name, Precision.TF32)).contains(tf32);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Tesla V100-SXM2-16GB", "Tesla V100S-PCIE-32GB", "Tesla T4"})
    void shouldNotSpeakOfAPrecisionThatAGpuDoesNotHave(String name) {
        assertThat(GpuPeaks.of(name, Precision.FLOAT32)).isPresent();
        assertThat(GpuPeaks.of(name, Precision.BFLOAT16)).isEmpty();
        assertThat(GpuPeaks.of(name, Precision.TF32))
                .as("the same as float32")
                .isEqualTo(GpuPeaks.of(name, Precision.FLOAT32));
    }

    /** A name that begins alike may be of a slower one. */
    @Test
    void shouldNotTakeAGpuForAnother() {
        assertThat(GpuPeaks.of("NVIDIA A100-SXM4-40GB MIG 1g.5gb", Precision.BFLOAT16))
                .isEmpty();
        assertThat(GpuPeaks.of("NVIDIA A10G", Precision.BFLOAT16)).isEmpty();
        assertThat(GpuPeaks.of("NVIDIA H200 NVL", Precision.BFLOAT16)).isEmpty();
        assertThat(GpuPeaks.of("NVIDIA GeForce RTX 4090", Precision.BFLOAT16)).isEmpty();
        assertThat(GpuPeaks.of("NVIDIA GeForce GTX 1080", Precision.FLOAT32)).isEmpty();
    }
}
