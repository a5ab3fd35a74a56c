package io.jenkins.trainmodel.trainer.telemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GpuStatisticsTest {
    @Test
    void shouldReadEveryGpu() {
        Map<String, Double> metrics = GpuStatistics.read("0, 87, 40960, 412.35, 64\n1, 0, 4, 71.02, 31\n");

        assertThat(metrics)
                .containsOnly(
                        entry("gpu/0/utilization", 0.87),
                        entry("gpu/0/memory", 40960.0 * 1024 * 1024),
                        entry("gpu/0/power", 412.35),
                        entry("gpu/0/temperature", 64.0),
                        entry("gpu/1/utilization", 0.0),
                        entry("gpu/1/memory", 4.0 * 1024 * 1024),
                        entry("gpu/1/power", 71.02),
                        entry("gpu/1/temperature", 31.0));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"[N/A]", "[Not Supported]", "ERR!", "[Unknown Error]", "", "NaN", "Infinity", "-1", "1e300", "1d"
            })
    void shouldLeaveOutWhatIsNoNumber(String value) {
        assertThat(GpuStatistics.read("0, %1$s, 12, %1$s, 50".formatted(value)))
                .containsOnlyKeys("gpu/0/memory", "gpu/0/temperature");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "\n\n",
                "No devices were found",
                "[N/A], 1, 2, 3, 4",
                "-1, 1, 2, 3, 4",
                "0.5, 1, 2, 3, 4",
                "999999999999, 1, 2, 3, 4",
                "../../etc, 1, 2, 3, 4"
            })
    void shouldNotTakeNonsenseForAGpu(String answer) {
        assertThat(GpuStatistics.read(answer)).isEmpty();
    }

    @Test
    void shouldReadWhatAShortLineHolds() {
        assertThat(GpuStatistics.read("3, 50")).containsOnly(entry("gpu/3/utilization", 0.5));
    }

    @Test
    void shouldBoundWhatItReads() {
        StringBuilder answer = new StringBuilder();
        for (int line = 0; line < 100_000; line++) {
            answer.append(line % 256).append(", 1, 2, 3, 4\n");
        }

        assertThat(GpuStatistics.read(answer.toString())).hasSize(4 * 256);
    }
}
