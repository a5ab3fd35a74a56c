package io.jenkins.trainmodel.trainer.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.trainmodel.event.EventReader;
import io.jenkins.trainmodel.event.TrainingEvent.Step;
import io.jenkins.trainmodel.metric.MetricNames;
import io.jenkins.trainmodel.run.RunDirectory;
import io.jenkins.trainmodel.spec.SpecWriter;
import io.jenkins.trainmodel.trainer.cli.TrainModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/**
 * How much faster two replicas train ResNet-18 than one process, each with one thread and pinned to a core of its own: see
 * docs/benchmarks.md. Both ways take turns.
 */
@EnabledOnOs(OS.LINUX)
class ReplicasBenchmark {
    private static final ContestNetwork NETWORK = ContestNetwork.RESNET18;
    private static final int STEPS = 12;
    private static final int STEPS_PER_READING = 4;
    private static final int EPOCHS = 2;
    private static final int TURNS = Integer.getInteger("turns", 3);
    private static final double LEAST_EFFICIENCY = 0.85;

    @TempDir
    private Path folder;

    @Test
    void shouldTrainNearlyTwiceAsFastOnTwoCores() throws Exception {
        NETWORK.writeData(folder, STEPS);
        Path spec = Files.writeString(
                folder.resolve("contest.json"),
                SpecWriter.toText(NETWORK.specification("{type: cpu, threads: 1}", "float32", EPOCHS, folder)));
        List<Double> alone = new ArrayList<>();
        List<Double> together = new ArrayList<>();
        for (int turn = 0; turn < TURNS; turn++) {
            alone.addAll(samplesPerSecond(spec, "alone-" + turn, 1));
            together.addAll(samplesPerSecond(spec, "together-" + turn, 2));
        }

        double efficiency = median(together) / median(alone) / 2;
        System.out.println("| network | samples/s: one process | two replicas | efficiency |");
        System.out.println("| --- | --- | --- | --- |");
        System.out.printf(
                Locale.ROOT,
                "| %s | %.1f | %.1f | %.2f |%n",
                NETWORK.pythonName(),
                median(alone),
                median(together),
                efficiency);
        assertThat(efficiency).isGreaterThanOrEqualTo(LEAST_EFFICIENCY);
    }

    private List<Double> samplesPerSecond(Path spec, String name, int replicas) throws Exception {
        Path out = folder.resolve(name);
        List<String> command = List.of(
                "taskset",
                "-c",
                "0",
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx1g",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                TrainModel.class.getName(),
                "run",
                spec.toString(),
                "--out",
                out.toString(),
                "--set=reporting.everySteps=" + STEPS_PER_READING,
                "--set=package.onnx=false",
                "--set=device.replicas=" + replicas);
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve(name + ".log").toFile())
                .start();
        try {
            pinOther(process, replicas);
            assertThat(process.waitFor())
                    .as(Files.readString(folder.resolve(name + ".log")))
                    .isZero();
        } finally {
            process.destroyForcibly();
        }
        return readings(new RunDirectory(out));
    }

    /** It inherits the core of the one that starts it. */
    private static void pinOther(Process leader, int replicas) throws Exception {
        while (replicas > 1 && leader.isAlive()) {
            for (ProcessHandle other : leader.toHandle().children().toList()) {
                assertThat(new ProcessBuilder("taskset", "-a", "-c", "-p", "1", Long.toString(other.pid()))
                                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                                .start()
                                .waitFor())
                        .isZero();
                return;
            }
            Thread.sleep(20);
        }
    }

    /** But for the first, in which processes wait for each other to begin. */
    private static List<Double> readings(RunDirectory run) throws IOException {
        List<Double> readings = new ArrayList<>();
        try (EventReader reader = EventReader.open(run.events())) {
            reader.forEachRemaining(entry -> {
                if (entry.event() instanceof Step step
                        && step.metrics().containsKey(MetricNames.SAMPLES_PER_SECOND)
                        && step.step() % STEPS > STEPS_PER_READING) {
                    readings.add(step.metrics().get(MetricNames.SAMPLES_PER_SECOND));
                }
            });
        }
        assertThat(readings).isNotEmpty();
        return readings;
    }

    private static double median(List<Double> values) {
        return values.stream().sorted().toList().get(values.size() / 2);
    }
}
