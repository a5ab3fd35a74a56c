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
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/**
 * How much faster two replicas train ResNet-18 than one process, each with one thread and pinned to a core of its own: see
 * docs/benchmarks.md. Both ways take turns, and each turn is judged by itself, since a machine is faster at one time than at
 * another.
 */
@EnabledOnOs(OS.LINUX)
class ReplicasBenchmark {
    private static final ContestNetwork NETWORK = ContestNetwork.RESNET18;
    private static final int STEPS = 12;
    private static final int STEPS_PER_READING = 4;
    private static final int EPOCHS = 2;
    private static final int TURNS = Integer.getInteger("turns", 5);
    private static final double LEAST_EFFICIENCY = 0.85;

    /** In samples per second. */
    private record Turn(double alone, double together) {
        double efficiency() {
            return together / alone / 2;
        }
    }

    @TempDir
    private Path folder;

    @Test
    void shouldTrainNearlyTwiceAsFastOnTwoCores() throws Exception {
        NETWORK.writeData(folder, STEPS);
        Path spec = Files.writeString(
                folder.resolve("contest.json"),
                SpecWriter.toText(NETWORK.specification("{type: cpu, threads: 1}", "float32", EPOCHS, folder)));
        List<Turn> turns = new ArrayList<>();
        for (int turn = 0; turn < TURNS; turn++) {
            turns.add(new Turn(
                    samplesPerSecond(spec, "alone-" + turn, 1), samplesPerSecond(spec, "together-" + turn, 2)));
        }

        System.out.println("| network | samples/s: one process | two replicas | efficiency |");
        System.out.println("| --- | --- | --- | --- |");
        for (Turn turn : turns) {
            System.out.printf(
                    Locale.ROOT,
                    "| %s | %.1f | %.1f | %.2f |%n",
                    NETWORK.pythonName(),
                    turn.alone(),
                    turn.together(),
                    turn.efficiency());
        }
        assertThat(Median.of(turns, Turn::efficiency)).isGreaterThanOrEqualTo(LEAST_EFFICIENCY);
    }

    private double samplesPerSecond(Path spec, String name, int replicas) throws Exception {
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
            pinOthers(process);
            assertThat(process.exitValue())
                    .as(Files.readString(folder.resolve(name + ".log")))
                    .isZero();
        } finally {
            process.destroyForcibly();
        }
        return Median.of(readings(new RunDirectory(out)), reading -> reading);
    }

    /** It inherits the core of the one that starts it, which has started others before, and its threads inherit its own. */
    private static void pinOthers(Process leader) throws Exception {
        while (!leader.waitFor(200, TimeUnit.MILLISECONDS)) {
            for (ProcessHandle other : leader.toHandle().children().toList()) {
                new ProcessBuilder("taskset", "-a", "-c", "-p", "1", Long.toString(other.pid()))
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start()
                        .waitFor();
            }
        }
    }

    /** But for the first of an epoch, in which processes wait for each other to begin. */
    private static List<Double> readings(RunDirectory run) throws IOException {
        List<Double> readings = new ArrayList<>();
        try (EventReader reader = EventReader.open(run.events())) {
            reader.forEachRemaining(entry -> {
                if (entry.event() instanceof Step step
                        && step.metrics().containsKey(MetricNames.SAMPLES_PER_SECOND)
                        && (step.step() - 1) % STEPS >= STEPS_PER_READING) {
                    readings.add(step.metrics().get(MetricNames.SAMPLES_PER_SECOND));
                }
            });
        }
        assertThat(readings).isNotEmpty();
        return readings;
    }
}
