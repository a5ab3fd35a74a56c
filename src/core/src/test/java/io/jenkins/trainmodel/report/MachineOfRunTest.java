package io.jenkins.trainmodel.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.trainmodel.event.EventSamples;
import io.jenkins.trainmodel.event.TrainingEvent;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MachineOfRunTest {
    private static TrainingEvent resumed(Map<String, String> environment) {
        return new TrainingEvent.Resumed("000001", 1, 40, 2.0, true, environment, Optional.empty());
    }

    @Test
    void shouldKnowWhereTheNewestProcessTrains() {
        MachineOfRun machine = MachineOfRun.UNKNOWN
                .after(EventSamples.started())
                .after(EventSamples.BOTTLENECK)
                .after(resumed(Map.of("device", "gpu2 (NVIDIA L4)", "processor", "Xeon, 4 cores", "host", "b")));

        assertThat(machine.device()).isEqualTo("gpu2 (NVIDIA L4)");
        assertThat(machine.processor()).isEqualTo("Xeon, 4 cores");
        assertThat(machine.host()).isEqualTo("b");
        assertThat(machine.replicas()).isEqualTo(1);
        assertThat(machine.found()).contains(EventSamples.BOTTLENECK);
    }

    @ParameterizedTest
    @CsvSource({"2, 2", "16, 16", "0, 1", "-3, 1", "many, 1", "99999999999, 1"})
    void shouldCountTheProcessesThatTrainTogether(String told, int replicas) {
        assertThat(MachineOfRun.UNKNOWN.after(resumed(Map.of("replicas", told))).replicas())
                .isEqualTo(replicas);
    }

    @Test
    void shouldKnowNothingOfARunThatHasSaidNothing() {
        assertThat(MachineOfRun.UNKNOWN.after(EventSamples.epoch(1, 40))).isEqualTo(MachineOfRun.UNKNOWN);
    }
}
