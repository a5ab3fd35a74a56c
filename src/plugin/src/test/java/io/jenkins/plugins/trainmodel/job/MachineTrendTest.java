package io.jenkins.plugins.trainmodel.job;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.trainmodel.page.SampleMachine;
import io.jenkins.trainmodel.event.BottleneckFound;
import io.jenkins.trainmodel.report.MachineOfRun;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MachineTrendTest {
    private static final String EPYC = "AMD EPYC, 16 cores";

    private static Machine machine(String device, String host, int replicas, String bottleneck) {
        return new Machine(device, EPYC, host, replicas, bottleneck, 0.5);
    }

    private static JsonNode trend(Machine... machines) {
        List<SeriesEntry> entries = new ArrayList<>();
        for (Machine machine : machines) {
            entries.add(SampleEntry.entry(entries.size() + 1, Map.of("throughput/samplesPerSecond", 900.0), machine));
        }
        return new TrendModel(entries, Set.of(), TrendModel.MOST_CHARTS).json();
    }

    private static List<String> texts(JsonNode trend, String name) {
        List<String> texts = new ArrayList<>();
        trend.at("/runs").forEach(run -> texts.add(run.path(name).asText("")));
        return texts;
    }

    private static JsonNode chart(JsonNode trend, String title) {
        for (JsonNode chart : trend.at("/charts")) {
            if (chart.at("/title").asText().equals(title)) {
                return chart;
            }
        }
        throw new AssertionError("no chart " + title + " in " + trend.at("/charts"));
    }

    @Test
    void shouldMarkRunsOnAnotherDeviceThanTheKnownOneBefore() {
        JsonNode trend = trend(
                machine("gpu0 (NVIDIA L4)", "a", 1, ""),
                Machine.UNKNOWN,
                machine("gpu2 (NVIDIA L4)", "b", 1, ""),
                machine("gpu2 (NVIDIA A100)", "b", 1, ""),
                machine("gpu2 (NVIDIA A100)", "b", 2, ""),
                new Machine("gpu2 (NVIDIA A100)", "Xeon, 4 cores", "c", 2, "", 0));

        assertThat(texts(trend, "device"))
                .containsExactly(
                        "gpu0 (NVIDIA L4)",
                        "",
                        "gpu2 (NVIDIA L4)",
                        "gpu2 (NVIDIA A100)",
                        "gpu2 (NVIDIA A100), 2 processes",
                        "gpu2 (NVIDIA A100), 2 processes");
        assertThat(texts(trend, "deviceBefore"))
                .as("neither a number among GPUs of one kind nor a host's name makes a run slower")
                .containsExactly(
                        "", "", "", "gpu2 (NVIDIA L4)", "gpu2 (NVIDIA A100)", "gpu2 (NVIDIA A100), 2 processes");
        assertThat(texts(trend, "placeBefore")).last().isEqualTo("b, " + EPYC);
        assertThat(texts(trend, "place")).last().isEqualTo("c, Xeon, 4 cores");
        assertThat(chart(trend, "Throughput").at("/speed").asBoolean()).isTrue();
        assertThat(chart(trend, "Training time").at("/speed").asBoolean()).isTrue();
        assertThat(chart(trend, "Epochs").at("/speed").asBoolean()).isFalse();
    }

    @Test
    void shouldDrawTheBottlenecksWithGapsAndTellWhereTheyChange() {
        JsonNode trend = trend(
                machine("cpu", "a", 1, "data"),
                machine("cpu", "a", 1, ""),
                machine("cpu", "a", 1, "data"),
                machine("cpu", "a", 1, "compute"),
                machine("cpu", "a", 1, "quantum"));

        JsonNode chart = chart(trend, "Bottleneck");
        assertThat(chart.at("/words").toString())
                .isEqualTo("[\"data\",\"transfer\",\"memory\",\"computing\",\"overhead\",\"quantum\"]");
        assertThat(chart.at("/last").toString()).isEqualTo("[0,null,0,3,5]");
        assertThat(texts(trend, "bottleneck"))
                .containsExactly(
                        "waiting for data, 50 %", "", "waiting for data, 50 %", "computing, 50 %", "quantum, 50 %");
        assertThat(texts(trend, "bottleneckBefore")).containsExactly("", "", "", "data", "computing");
    }

    @Test
    void shouldDrawNoChartOfWhatNoRunHasTold() {
        assertThat(trend(Machine.UNKNOWN, machine("cpu", "a", 1, "")).at("/charts"))
                .extracting(chart -> chart.at("/title").asText())
                .containsExactly("Throughput", "Training time", "Epochs");
    }

    @Test
    void shouldTakeArithmeticFromTheStagesWhereARunHasNotMeasuredIt() {
        MachineOfRun machine =
                MachineOfRun.UNKNOWN.after(SampleMachine.found(BottleneckFound.DATA, "disk", "data", 0.25));

        Map<String, Double> told = SpeedColumns.beside(Map.of("train/loss", 0.1), machine);
        Map<String, Double> measured = SpeedColumns.beside(Map.of("throughput/flopPerSecond", 7e9), machine);

        assertThat(told)
                .containsEntry("train/loss", 0.1)
                .containsEntry("throughput/flopPerSecond", 0.25 * 51e12)
                .containsEntry("machine/arithmetic", 0.25);
        assertThat(measured).containsEntry("throughput/flopPerSecond", 7e9);
        assertThat(SpeedColumns.beside(Map.of("train/loss", 0.1), MachineOfRun.UNKNOWN))
                .containsOnlyKeys("train/loss");
        assertThat(SpeedColumns.beside(Map.of(), MachineOfRun.UNKNOWN.after(SampleMachine.unmeasured())))
                .containsOnlyKeys("throughput/flopPerSecond");
    }

    @Test
    void shouldDrawArithmeticWithGapsAndInItsUnits() {
        JsonNode trend = new TrendModel(
                        List.of(
                                SampleEntry.entry(
                                        1, Map.of("throughput/flopPerSecond", 5e12, "machine/arithmetic", 0.1)),
                                SampleEntry.entry(2, Map.of()),
                                SampleEntry.entry(3, Map.of("throughput/mfu", 0.4))),
                        Set.of(),
                        TrendModel.MOST_CHARTS)
                .json();

        assertThat(chart(trend, "FLOP per second").at("/unit").asText()).isEqualTo("flopPerSecond");
        assertThat(chart(trend, "FLOP per second").at("/last").toString()).isEqualTo("[5.0E12,null,null]");
        assertThat(chart(trend, "FLOP utilisation").at("/unit").asText()).isEqualTo("share");
        assertThat(chart(trend, "FLOP utilisation").at("/last").toString()).isEqualTo("[null,null,0.4]");
        assertThat(chart(trend, "Arithmetic, share of the peak").at("/last").toString())
                .isEqualTo("[0.1,null,null]");
    }

    @Test
    void shouldRememberTheMachineAndKnowNoneOfOlderEntries(@TempDir Path directory) throws Exception {
        SeriesFile series = new SeriesFile(directory.resolve("series.jsonl"));
        Machine machine = machine("gpu1 (NVIDIA L4)", "a", 4, "transfer");
        series.append(SampleEntry.entry(1, Map.of(), machine), 100);
        String line = Files.readString(directory.resolve("series.jsonl"));
        Files.writeString(directory.resolve("older.jsonl"), line.replaceFirst(",\"machine\":\\{[^}]*}", ""));

        assertThat(series.newest().orElseThrow().machine()).isEqualTo(machine);
        assertThat(line).doesNotContain("known", "hasBottleneck");
        assertThat(new SeriesFile(directory.resolve("older.jsonl")).newest().map(SeriesEntry::machine))
                .isEqualTo(Optional.of(Machine.UNKNOWN));
    }

    @Test
    void shouldBoundWhatAnAgentSays() {
        Machine machine = new Machine("x".repeat(10_000), null, "a\nb", -7, "\u001b[31m", Double.NaN);

        assertThat(machine.device().length()).isLessThanOrEqualTo(200);
        assertThat(machine.host()).doesNotContain("\n");
        assertThat(machine.bottleneck()).doesNotContain("\u001b");
        assertThat(machine.replicas()).isEqualTo(1);
        assertThat(machine.share()).isZero();
    }
}
