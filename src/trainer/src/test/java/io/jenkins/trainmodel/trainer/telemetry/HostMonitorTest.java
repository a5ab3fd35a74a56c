package io.jenkins.trainmodel.trainer.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.trainmodel.trainer.nvidia.FakeDriver;
import io.jenkins.trainmodel.trainer.nvidia.GpuDriver;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(30)
class HostMonitorTest {
    private static final Duration SOON = Duration.ofMillis(20);

    @TempDir
    Path runDirectory;

    private final Heard heard = new Heard();

    @Test
    void shouldSampleTheMachine() throws Exception {
        Map<String, Double> sample;
        try (HostMonitor monitor = HostMonitor.start(runDirectory, Duration.ofMillis(300), RunProcesses.own(), heard)) {
            assertThat(monitor).isNotNull();
            sample = heard.next();
        }

        assertThat(sample)
                .containsKeys(
                        "host/cpu",
                        "host/memory",
                        "process/cpu",
                        "process/rss",
                        "disk/free",
                        "disk/readBytesPerSecond",
                        "disk/writeBytesPerSecond");
        assertThat(sample.get("host/cpu")).isBetween(0.0, 1.0);
        assertThat(sample.get("process/cpu")).isBetween(0.0, 1.0);
        assertThat(sample.get("process/rss")).isBetween(10e6, 1e12);
        assertThat(sample.get("host/memory")).isGreaterThan(sample.get("process/rss") / 2);
        assertThat(sample.get("disk/free")).isPositive();
        assertThat(heard.warnings).isEmpty();
    }

    @Test
    void shouldSeeThatTheProcessIsBusy() throws Exception {
        double wanted = 0.2 / Runtime.getRuntime().availableProcessors();
        double busiest = 0;
        try (HostMonitor monitor = HostMonitor.start(runDirectory, Duration.ofMillis(400), RunProcesses.own(), heard)) {
            assertThat(monitor).isNotNull();
            // as long as it takes: where other processes compute, too, the first sample may come late
            long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
            double ignored = 0;
            while (busiest <= wanted && System.nanoTime() < end) {
                ignored += Math.sqrt(end);
                Map<String, Double> sample = heard.samples.poll();
                busiest = sample == null ? busiest : Math.max(busiest, sample.get("process/cpu"));
            }
            assertThat(ignored).isPositive();
        }

        assertThat(busiest).isGreaterThan(wanted);
    }

    @Test
    void shouldLeaveOutASensorThatFailsAfterOneWarning() throws Exception {
        Sensor broken = sensor("tachometer", metrics -> {
            throw new IOException("no such file");
        });
        Sensor working = sensor("clock", metrics -> metrics.put("clock", 1.0));

        try (HostMonitor monitor = HostMonitor.start(SOON, heard, List.of(broken, working))) {
            assertThat(monitor).isNotNull();
            for (int sample = 0; sample < 5; sample++) {
                assertThat(heard.next()).containsOnlyKeys("clock");
            }
        }

        assertThat(heard.warnings).hasSize(1);
        assertThat(heard.warnings.get(0)).contains("tachometer").contains("no such file");
    }

    @Test
    void shouldSayNothingOfValuesThatAreNotFinite() throws Exception {
        Sensor odd = sensor("odd", metrics -> metrics.putAll(Map.of("nan", Double.NaN, "good", 2.0)));

        try (HostMonitor monitor = HostMonitor.start(SOON, heard, List.of(odd))) {
            assertThat(monitor).isNotNull();
            assertThat(heard.next()).containsOnlyKeys("good");
        }
    }

    @Test
    void shouldFallSilentAtOnceWhenClosed() throws Exception {
        Sensor working = sensor("clock", metrics -> metrics.put("clock", 1.0));
        HostMonitor monitor = HostMonitor.start(SOON, heard, List.of(working));
        heard.next();

        long start = System.nanoTime();
        monitor.close();

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(1));
        heard.samples.clear();
        assertThat(heard.samples.poll(100, TimeUnit.MILLISECONDS)).isNull();
    }

    @Test
    void shouldReadTheGpusOfTheDriver() throws Exception {
        GpuSensor gpu = new GpuSensor(FakeDriver.of(2).says(1, Map.of(GpuDriver.POWER, 200.5)));

        try (HostMonitor monitor = HostMonitor.start(SOON, heard, List.of(gpu))) {
            assertThat(monitor).isNotNull();
            assertThat(heard.next()).containsOnlyKeys("gpu/1/power").containsEntry("gpu/1/power", 200.5);
        }
    }

    @Test
    void shouldLeaveOutGpusWhoseDriverFails() throws Exception {
        GpuSensor gpu = new GpuSensor(FakeDriver.of(1).fails("the NVIDIA driver gave no answer within 100 ms"));
        Sensor working = sensor("clock", metrics -> metrics.put("clock", 1.0));

        try (HostMonitor monitor = HostMonitor.start(SOON, heard, List.of(gpu, working))) {
            assertThat(monitor).isNotNull();
            assertThat(heard.next()).containsOnlyKeys("clock");
        }

        assertThat(heard.warnings).hasSize(1);
        assertThat(heard.warnings.get(0)).contains("GPU").contains("no answer within 100 ms");
    }

    @Test
    void shouldBeSilentAboutGpusThatAreNotThere() throws Exception {
        List<Sensor> sensors =
                List.of(new GpuSensor(FakeDriver.of(0)), sensor("clock", metrics -> metrics.put("clock", 1.0)));

        try (HostMonitor monitor = HostMonitor.start(SOON, heard, sensors)) {
            assertThat(monitor).isNotNull();
            heard.next();
            assertThat(heard.next()).containsOnlyKeys("clock");
        }

        assertThat(heard.warnings).isEmpty();
    }

    @FunctionalInterface
    private interface Reading {
        void read(Map<String, Double> metrics) throws IOException;
    }

    private static Sensor sensor(String name, Reading reading) {
        return new Sensor() {
            @Override
            public String name() {
                return name;
            }

            @Override
            public void read(Map<String, Double> metrics) throws IOException {
                reading.read(metrics);
            }
        };
    }

    private static final class Heard implements TelemetryListener {
        private final BlockingQueue<Map<String, Double>> samples = new LinkedBlockingQueue<>();
        private final List<String> warnings = new CopyOnWriteArrayList<>();

        @Override
        public void sampled(Map<String, Double> metrics) {
            samples.add(metrics);
        }

        @Override
        public void warned(String message) {
            warnings.add(message);
        }

        private Map<String, Double> next() throws InterruptedException {
            Map<String, Double> sample = samples.poll(20, TimeUnit.SECONDS);
            assertThat(sample).as("a sample; warnings: %s", warnings).isNotNull();
            return sample;
        }
    }
}
