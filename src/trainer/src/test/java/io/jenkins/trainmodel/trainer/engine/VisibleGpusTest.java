package io.jenkins.trainmodel.trainer.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class VisibleGpusTest {
    private static final GpuReport TWO =
            new GpuReport(List.of(new Gpu(0, "NVIDIA L4", "570.86.15"), new Gpu(1, "NVIDIA H100", "570.86.15")), "");

    @Test
    void shouldShowAllWithoutTheVariable() {
        assertThat(VisibleGpus.of(TWO, Map.of())).isEqualTo(TWO);
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "1, 1", "'1, 0', 1", "'1,7,0', 1"})
    void shouldBeginWithTheFirstThatCudaShows(String value, int first) {
        assertThat(visible(value).first()).isEqualTo(TWO.gpus().get(first));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "-1", "2", "none"})
    void shouldSayThatAllAreHidden(String value) {
        assertThat(visible(value).usable()).isFalse();
        assertThat(visible(value).problem())
                .contains("CUDA_VISIBLE_DEVICES ('" + value.strip() + "')")
                .contains("GPUs (2)");
    }

    @ParameterizedTest
    @ValueSource(strings = {"GPU-8932f937-d72c-4106-c12f-20bd9faed9f6", "MIG-GPU-1/0/0"})
    void shouldLeaveIdentifiersToCuda(String value) {
        assertThat(visible(value)).isEqualTo(TWO);
    }

    @Test
    void shouldKnowByWhichNumberTheDriverCallsTheFirstOne() {
        assertThat(first("1,0")).contains(1);
        assertThat(first("GPU-8932f937"))
                .as("nobody has asked the driver for identifiers")
                .isEmpty();
        assertThat(VisibleGpus.first(TWO, Map.of())).map(Gpu::index).contains(0);
        assertThat(VisibleGpus.first(GpuReport.none("there is no NVIDIA driver"), Map.of()))
                .isEmpty();
    }

    @Test
    void shouldHideNothingWhereNothingIs() {
        GpuReport none = GpuReport.none("there is no NVIDIA driver");

        assertThat(VisibleGpus.of(none, Map.of("CUDA_VISIBLE_DEVICES", "0"))).isEqualTo(none);
    }

    private static Optional<Integer> first(String value) {
        return VisibleGpus.first(visible(value), Map.of("CUDA_VISIBLE_DEVICES", value))
                .map(Gpu::index);
    }

    private static GpuReport visible(String value) {
        return VisibleGpus.of(TWO, Map.of("CUDA_VISIBLE_DEVICES", value));
    }
}
