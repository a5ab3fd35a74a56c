package io.jenkins.trainmodel.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.jenkins.trainmodel.event.Conclusion;
import io.jenkins.trainmodel.event.EventRecord;
import io.jenkins.trainmodel.event.FailureKind;
import io.jenkins.trainmodel.event.Intervention;
import io.jenkins.trainmodel.event.TrainingEvent;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CostMeterTest {
    private static final Instant BEGIN = Instant.parse("2026-11-27T08:00:00Z");
    private static final Offset<Double> EXACT = within(1e-9);
    private static final Map<String, String> GPU = Map.of("device", "gpu0", "gpuIndex", "2");

    private final RunHistory history = new RunHistory();
    private long sequence;

    @Test
    void shouldCostNothingBeforeItBegins() {
        at(0, new TrainingEvent.Warning("data", "odd"));

        assertThat(history.cost()).isEmpty();
    }

    @Test
    void shouldCountTheProcessFromItsVeryBeginning() {
        at(0, started(Map.of("device", "cpu")));
        at(10, telemetry(Map.of("process/seconds", 50.0, "process/cpuSeconds", 90.0)));
        at(20, telemetry(Map.of("process/seconds", 60.0, "process/cpuSeconds", 108.0)));

        Cost cost = history.cost().orElseThrow();

        assertThat(cost.hours()).as("it loaded its data for 40 s").isEqualTo(60 / 3600.0, EXACT);
        assertThat(cost.cpuHours().orElseThrow()).isEqualTo(0.03, EXACT);
        assertThat(cost.gpuHours()).isZero();
        assertThat(cost.kilowattHours()).isEmpty();
    }

    @Test
    void shouldIntegrateThePowerOfItsOwnGpu() {
        at(0, started(GPU));
        at(10, telemetry(Map.of("process/seconds", 20.0, "gpu/2/power", 300.0, "gpu/0/power", 9999.0)));
        at(20, telemetry(Map.of("process/seconds", 30.0, "gpu/2/power", 100.0, "gpu/0/power", 9999.0)));
        at(30, epoch());

        Cost cost = history.cost().orElseThrow();

        double joules = 20 * 300 + 10 * 200 + 10 * 100;
        assertThat(cost.kilowattHours().orElseThrow()).isEqualTo(joules / 3.6e6, EXACT);
        assertThat(cost.gpuHours()).isEqualTo(40 / 3600.0, EXACT);
    }

    /** Counters count where all of them tell. */
    @Test
    void shouldAddUpTheCountersOfGpusThatTrainTogether() {
        at(0, started(Map.of("device", "gpu0,2 (NVIDIA H100)", "gpuIndex", "0,2")));
        at(10, telemetry(Map.of("process/seconds", 10.0, "gpu/2/energy", 3000.0, "gpu/0/energy", 1000.0)));
        at(15, telemetry(Map.of("process/seconds", 15.0, "gpu/2/energy", 4000.0)));
        at(20, telemetry(Map.of("process/seconds", 20.0, "gpu/2/energy", 5000.0, "gpu/0/energy", 1500.0)));

        assertThat(kilowattHours()).isEqualTo(20 * 250 / 3.6e6, EXACT);
    }

    /** Two are parts of one GPU, whose power is told once. */
    @Test
    void shouldAddUpTheGpusThatTrainTogether() {
        at(0, started(Map.of("device", "gpu0,2,2 (NVIDIA H100)", "gpuIndex", "0,2,2")));
        at(10, telemetry(Map.of("process/seconds", 10.0, "gpu/2/power", 300.0, "gpu/0/power", 100.0)));
        at(15, telemetry(Map.of("process/seconds", 15.0, "gpu/2/power", 9999.0)));
        at(20, telemetry(Map.of("process/seconds", 20.0, "gpu/2/power", 300.0, "gpu/0/power", 100.0)));

        Cost cost = history.cost().orElseThrow();

        assertThat(cost.kilowattHours().orElseThrow()).isEqualTo(20 * 400 / 3.6e6, EXACT);
        assertThat(cost.gpuHours()).isEqualTo(3 * 20 / 3600.0, EXACT);
    }

    /** The counter began when the driver was loaded, long before; between samples of its power a GPU may do anything. */
    @Test
    void shouldBelieveTheCounterOfItsGpuMoreThanSamplesOfItsPower() {
        at(0, started(GPU));
        at(10, telemetry(Map.of("process/seconds", 20.0, "gpu/2/power", 300.0, "gpu/2/energy", 5e9)));
        at(20, telemetry(Map.of("process/seconds", 30.0, "gpu/2/power", 100.0, "gpu/2/energy", 5e9 + 4500)));
        at(30, epoch());

        assertThat(kilowattHours()).isEqualTo((20 * 300 + 4500 + 10 * 100) / 3.6e6, EXACT);
    }

    /** As where the driver is loaded again: its counter begins at 0. */
    @Test
    void shouldIntegrateThePowerWhereTheCounterBeginsAnewOrIsMissing() {
        at(0, started(GPU));
        at(10, telemetry(Map.of("process/seconds", 10.0, "gpu/2/power", 300.0, "gpu/2/energy", 5e9)));
        at(20, telemetry(Map.of("process/seconds", 20.0, "gpu/2/power", 100.0, "gpu/2/energy", 50.0)));
        at(30, telemetry(Map.of("process/seconds", 30.0, "gpu/2/power", 200.0, "gpu/2/energy", 1250.0)));
        at(40, telemetry(Map.of("process/seconds", 40.0, "gpu/2/power", 200.0)));

        assertThat(kilowattHours()).isEqualTo((10 * 300 + 10 * 200 + 1200 + 10 * 200) / 3.6e6, EXACT);
    }

    /** What lies before the first sample and behind the last one had the power of the interval beside it. */
    @Test
    void shouldDoWithTheCounterAlone() {
        at(0, started(Map.of("device", "gpu0")));
        at(10, telemetry(Map.of("process/seconds", 10.0, "gpu/0/energy", 700.0)));
        assertThat(history.cost().orElseThrow().kilowattHours()).isEmpty();

        at(20, telemetry(Map.of("process/seconds", 20.0, "gpu/0/energy", 2700.0)));
        at(25, epoch());

        assertThat(kilowattHours()).isEqualTo(25 * 200 / 3.6e6, EXACT);
    }

    /** Each process has a counter of its own to begin with, and another machine may be another one. */
    @Test
    void shouldNotCountBetweenProcesses() {
        at(0, started(GPU));
        at(10, telemetry(Map.of("process/seconds", 10.0, "gpu/2/power", 100.0, "gpu/2/energy", 1000.0)));
        at(7200, new TrainingEvent.Resumed("000001", 1, 10, 50, true, GPU, Optional.empty()));
        at(7210, telemetry(Map.of("process/seconds", 10.0, "gpu/2/power", 100.0, "gpu/2/energy", 9e6)));
        at(7220, telemetry(Map.of("process/seconds", 20.0, "gpu/2/power", 100.0, "gpu/2/energy", 9e6 + 3000)));

        assertThat(kilowattHours()).isEqualTo((10 * 100 + 10 * 100 + 3000) / 3.6e6, EXACT);
    }

    private double kilowattHours() {
        return history.cost().orElseThrow().kilowattHours().orElseThrow();
    }

    /** Of a run in which another program trains, the device is the program's own affair. */
    @Test
    void shouldCountTheGpusThatAProgramIsSaidToHold() {
        at(0, started(Map.of()));
        at(10, telemetry(Map.of("process/gpuSeconds", 8.0, "process/gpuJoules", 2400.0, "gpu/0/power", 9999.0)));
        at(20, telemetry(Map.of("process/gpuSeconds", 28.0, "process/gpuJoules", 7200.0)));
        at(40, epoch());

        Cost cost = history.cost().orElseThrow();

        assertThat(cost.gpuHours()).isEqualTo(28 / 3600.0, EXACT);
        assertThat(cost.kilowattHours().orElseThrow()).isEqualTo(7200 / 3.6e6, EXACT);
    }

    @Test
    void shouldNotGuessWhichOfSeveralGpusItHas() {
        at(0, started(Map.of("device", "gpu0")));
        at(10, telemetry(Map.of("gpu/0/power", 300.0, "gpu/1/power", 40.0)));

        assertThat(history.cost().orElseThrow().kilowattHours()).isEmpty();
        assertThat(history.cost().orElseThrow().gpuHours()).isEqualTo(10 / 3600.0, EXACT);
    }

    @Test
    void shouldNotChargeForTheTimeBetweenProcesses() {
        at(0, started(GPU));
        at(100, telemetry(Map.of("process/cpuSeconds", 100.0, "gpu/2/power", 100.0)));
        at(5000, new Intervention.CommandApplied("1", "stop", false, "the process has ended", 1, 10));
        at(5001, new Conclusion.Failed("no data", FailureKind.INPUT, 2));
        at(7200, new TrainingEvent.Resumed("000001", 1, 10, 50, true, GPU, Optional.empty()));
        at(7300, telemetry(Map.of("process/cpuSeconds", 40.0, "gpu/2/power", 100.0)));

        Cost cost = history.cost().orElseThrow();

        assertThat(cost.gpuHours()).isEqualTo(200 / 3600.0, EXACT);
        assertThat(cost.cpuHours().orElseThrow()).isEqualTo(140 / 3600.0, EXACT);
        assertThat(cost.kilowattHours().orElseThrow()).isEqualTo(200 * 100 / 3.6e6, EXACT);
    }

    @ParameterizedTest
    @ValueSource(ints = {-3600, 3600})
    void shouldNotFollowAWallClockThatIsSet(int jump) {
        at(0, started(GPU));
        at(10, telemetry(Map.of("process/seconds", 10.0, "gpu/2/power", 100.0)));
        at(jump + 15, epoch());
        at(jump + 20, telemetry(Map.of("process/seconds", 20.0, "gpu/2/power", 300.0)));
        at(25, epoch());
        at(30, telemetry(Map.of("process/seconds", 30.0, "gpu/2/power", 100.0)));
        at(40, epoch());

        Cost cost = history.cost().orElseThrow();

        assertThat(cost.gpuHours()).isEqualTo(40 / 3600.0, EXACT);
        double joules = 10 * 100 + 10 * 200 + 10 * 200 + 10 * 100;
        assertThat(cost.kilowattHours().orElseThrow()).isEqualTo(joules / 3.6e6, EXACT);
    }

    @Test
    void shouldStaySoberWhereALogIsNot() {
        at(100, started(GPU));
        at(50, telemetry(Map.of("process/seconds", -5.0, "process/cpuSeconds", Double.NaN, "gpu/2/power", 1e300)));
        at(40, epoch());

        assertThat(history.cost()).contains(new Cost(0, 0, Optional.empty(), Optional.empty()));
    }

    private void at(int second, TrainingEvent event) {
        history.add(new EventRecord(1, ++sequence, BEGIN.plusSeconds(second), event));
    }

    private static TrainingEvent telemetry(Map<String, Double> metrics) {
        return new TrainingEvent.Telemetry(1, metrics);
    }

    private static TrainingEvent epoch() {
        return new TrainingEvent.Epoch(1, 10, 1, Map.of(), Map.of(), Optional.empty(), Optional.empty());
    }

    private static TrainingEvent started(Map<String, String> environment) {
        return new TrainingEvent.Started(
                "id",
                "run",
                JsonNodeFactory.instance.objectNode(),
                environment,
                1,
                1,
                1,
                Optional.empty(),
                1,
                1,
                Optional.empty());
    }
}
