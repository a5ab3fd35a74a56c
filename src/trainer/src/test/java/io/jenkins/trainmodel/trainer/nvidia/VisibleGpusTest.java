package io.jenkins.trainmodel.trainer.nvidia;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class VisibleGpusTest {
    private static final GpuReport FOUR = GpuReport.of(List.of(
            gpu(0, "GPU-8932f937-d72c"),
            gpu(1, "GPU-89aa0000-0000"),
            gpu(2, "MIG-11112222-0000"),
            gpu(2, "MIG-33334444-0000")));

    private static Gpu gpu(int index, String identifier) {
        return new Gpu(index, "NVIDIA A100", "570.86.15", identifier, "8.0", 1);
    }

    private static GpuReport visible(String value) {
        return VisibleGpus.of(FOUR, Map.of("CUDA_VISIBLE_DEVICES", value));
    }

    @Test
    void shouldShowAllWithoutTheVariable() {
        assertThat(VisibleGpus.of(FOUR, Map.of())).isEqualTo(FOUR);
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "1, 1",
        "'1, 0', 1",
        "'1,7,0', 1",
        "2, 2",
        "GPU-8932f937-d72c, 0",
        "gpu-89aa, 1",
        "MIG-33334444-0000, 3",
        "'MIG-33,GPU-8932', 3"
    })
    void shouldBeginWithTheFirstThatCudaShows(String value, int first) {
        assertThat(visible(value).first()).isEqualTo(FOUR.gpus().get(first));
    }

    @Test
    void shouldKeepTheOrderAndHideWhatIsNotNamed() {
        assertThat(visible("1,GPU-8932").gpus())
                .containsExactly(FOUR.gpus().get(1), FOUR.gpus().get(0));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "-1", "3", "none", "GPU-89", "GPU-77", "MIG-99", "NoDevFiles"})
    void shouldSayThatAllAreHidden(String value) {
        assertThat(visible(value).usable()).isFalse();
        assertThat(visible(value).problem())
                .contains("CUDA_VISIBLE_DEVICES ('" + value.strip() + "')")
                .contains("GPUs (4)");
    }

    @Test
    void shouldLeaveTheOldNameOfAPartToCuda() {
        assertThat(visible("MIG-GPU-8932f937-d72c/1/0").gpus()).containsExactly(gpu(0, "MIG-GPU-8932f937-d72c/1/0"));
    }

    @Test
    void shouldCountWhatCanBeSeen() {
        Map<String, String> environment = Map.of("CUDA_VISIBLE_DEVICES", "1,0");

        assertThat(VisibleGpus.of(FOUR, environment, Optional.of(1)).gpus())
                .containsExactly(FOUR.gpus().get(0));
        assertThat(VisibleGpus.of(FOUR, environment, Optional.of(2)).problem())
                .contains("gpu:1")
                .contains("count from 0");
        assertThat(VisibleGpus.of(FOUR, environment, Optional.empty()).gpus()).hasSize(2);
    }

    @Test
    void shouldHideNothingWhereNothingIs() {
        GpuReport none = GpuReport.none("there is no NVIDIA driver");

        assertThat(VisibleGpus.of(none, Map.of("CUDA_VISIBLE_DEVICES", "0"))).isEqualTo(none);
    }
}
