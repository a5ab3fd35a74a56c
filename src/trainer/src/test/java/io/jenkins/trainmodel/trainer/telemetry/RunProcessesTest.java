package io.jenkins.trainmodel.trainer.telemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.jenkins.trainmodel.report.CostMeter;
import io.jenkins.trainmodel.trainer.nvidia.FakeDriver;
import io.jenkins.trainmodel.trainer.nvidia.GpuDriver;
import io.jenkins.trainmodel.trainer.nvidia.GpuProcess;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** What a run's processes take, those of a program that it has started included. */
@Timeout(60)
@EnabledOnOs(OS.LINUX)
class RunProcessesTest {
    /** Counts, and then tells the processor time of the shell. */
    private static final String BUSY = "i=0; while [ $i -lt 300000 ]; do i=$((i+1)); done; times";

    private static final Pattern MINUTES = Pattern.compile("(\\d+)m([0-9.]+)s");

    @TempDir
    private Path folder;

    private static double seconds(RunProcesses processes) {
        return processes.times().get(CostMeter.CPU_SECONDS);
    }

    /** What others have taken beside this process and its children that have ended. */
    private static double beside(RunProcesses processes) {
        double own = seconds(RunProcesses.with(List::of));
        return seconds(processes) - own;
    }

    /** Takes so much processor time itself. */
    private static void compute(double seconds) {
        double end = seconds(RunProcesses.own()) + seconds;
        while (seconds(RunProcesses.own()) < end) {
            Thread.onSpinWait();
        }
    }

    private static double told(String times) {
        Matcher minutes = MINUTES.matcher(times);
        assertThat(minutes.find()).as(times).isTrue();
        return 60 * Double.parseDouble(minutes.group(1)) + Double.parseDouble(minutes.group(2));
    }

    @Test
    void shouldCountAProgramThatHasEndedBetweenTwoLooks() throws Exception {
        RunProcesses processes =
                RunProcesses.with(() -> ProcessHandle.current().descendants().toList());
        double before = seconds(processes);

        Process program = new ProcessBuilder("sh", "-c", "sh -c '" + BUSY + "'").start();
        double taken = told(new String(program.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
        program.waitFor();

        assertThat(taken).isPositive();
        assertThat(seconds(processes) - before).isGreaterThanOrEqualTo(taken - 0.03);
    }

    /** Whoever is left by whoever has started it is counted as it was seen last. */
    @Test
    void shouldKeepWhatWasSeenOfAProcessThatNobodyWaitsFor() throws Exception {
        Path output = folder.resolve("output");
        new ProcessBuilder("sh", "-c", "sh -c 'echo $$; " + BUSY + "; exec sleep 60' & exit 0")
                .redirectOutput(output.toFile())
                .start()
                .waitFor();
        List<String> said = Files.readAllLines(output);
        while (said.size() < 3) {
            Thread.sleep(10);
            said = Files.readAllLines(output);
        }
        ProcessHandle left = ProcessHandle.of(Long.parseLong(said.get(0))).orElseThrow();
        double taken = told(said.get(1));
        RunProcesses processes = RunProcesses.with(() -> left.isAlive() ? List.of(left) : List.of());

        assertThat(beside(processes)).isBetween(taken - 0.03, taken + 1);
        left.destroyForcibly();
        left.onExit().get();
        // a sum that has lost it is as large again by then, and only what lies beside this process tells
        compute(2 * taken + 0.1);

        assertThat(beside(processes)).isGreaterThanOrEqualTo(taken - 0.03);
    }

    private static GpuProcess own() {
        return new GpuProcess((int) ProcessHandle.current().pid(), 1);
    }

    @Test
    void shouldCountGpusThatTheProcessesHold() throws Exception {
        FakeDriver driver = FakeDriver.of(3)
                .shows(0, new GpuProcess(1, 1))
                .says(0, Map.of(GpuDriver.POWER, 100.0))
                .shows(1, own())
                .says(1, Map.of(GpuDriver.POWER, 300.5));
        GpuUse use = new GpuUse(driver, RunProcesses.own());
        Map<String, Double> metrics = new TreeMap<>();

        Thread.sleep(50);
        use.read(metrics);

        assertThat(metrics.get(CostMeter.GPU_SECONDS)).isGreaterThanOrEqualTo(0.05);
        assertThat(metrics.get(CostMeter.GPU_JOULES) / metrics.get(CostMeter.GPU_SECONDS))
                .isCloseTo(300.5, within(1e-6));
    }

    @Test
    void shouldBelieveCountersOfEnergy() throws Exception {
        FakeDriver driver =
                FakeDriver.of(1).shows(0, own()).says(0, Map.of(GpuDriver.POWER, 0.0, GpuDriver.ENERGY, 5e9));
        GpuUse use = new GpuUse(driver, RunProcesses.own());
        Map<String, Double> metrics = new TreeMap<>();

        use.read(metrics);
        assertThat(metrics).doesNotContainKey(CostMeter.GPU_JOULES);
        driver.says(0, Map.of(GpuDriver.POWER, 0.0, GpuDriver.ENERGY, 5e9 + 250));
        use.read(metrics);
        driver.says(0, Map.of(GpuDriver.POWER, 0.0, GpuDriver.ENERGY, 40.0));
        use.read(metrics);

        assertThat(metrics.get(CostMeter.GPU_JOULES)).isEqualTo(250);
    }

    @Test
    void shouldGoOnCountingGpusBehindAnAnswerThatFailed() throws Exception {
        FakeDriver driver = FakeDriver.of(1).shows(0, own()).fails("no answer");
        GpuUse use = new GpuUse(driver, RunProcesses.own());
        Map<String, Double> metrics = new TreeMap<>();

        Thread.sleep(50);
        use.read(metrics);
        assertThat(metrics).isEmpty();
        driver.answers();
        use.read(metrics);

        assertThat(metrics.get(CostMeter.GPU_SECONDS)).isGreaterThanOrEqualTo(0.05);
    }

    @Test
    void shouldSayNothingOfGpusThatNobodyHoldsOrThatAreNotThere() {
        Map<String, Double> metrics = new TreeMap<>();
        new GpuUse(FakeDriver.of(1), RunProcesses.own()).read(metrics);
        new GpuUse(FakeDriver.of(0), RunProcesses.own()).read(metrics);

        assertThat(metrics).isEmpty();
    }
}
