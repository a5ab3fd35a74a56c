package io.jenkins.trainmodel.trainer.process;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.jenkins.trainmodel.event.TrainingEvent.Epoch;
import io.jenkins.trainmodel.trainer.benchmark.ContestNetwork;
import io.jenkins.trainmodel.trainer.benchmark.EachNetworkOfTheCpu;
import io.jenkins.trainmodel.trainer.benchmark.Median;
import io.jenkins.trainmodel.trainer.estimate.PeakMemory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;

/**
 * What is told of a run before it, and what it then takes, for every network of the benchmark: time of an epoch, memory, disk. In
 * turns of an estimate and a run, each in a process of its own as users start it, so that whatever slows the machine slows both.
 * A row a network goes to {@code target/estimates.md}. Run by {@code mvn -Plarge verify}; {@code -Destimate.turns=1} takes a third of the time.
 */
class EstimateCheck {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Path RESULT = Path.of("target", "estimates.md");
    private static final int TURNS = Integer.getInteger("estimate.turns", 3);
    private static final int EPOCHS = 6;
    private static final int LONGEST_MINUTES = 20;
    private static final List<String> NOT_OF_USERS = List.of("-Xmx256m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1");

    @TempDir
    private Path folder;

    @BeforeAll
    static void begin() throws IOException {
        Files.createDirectories(RESULT.getParent());
        Files.deleteIfExists(RESULT);
        write("| network | an epoch: estimated / real | memory: estimated / real | disk: estimated / real |");
        write("| --- | --- | --- | --- |");
    }

    @AfterAll
    static void tell() throws IOException {
        System.out.println(Files.readString(RESULT));
    }

    /** An estimate and the run behind it. */
    private record Turn(JsonNode told, RunFolder run, long mostMemory) {
        /** The first epoch has the warming up in it, which the estimate leaves out. */
        double secondsOfEpoch() throws IOException {
            List<Epoch> epochs = run.events(Epoch.class);
            Epoch first = epochs.get(0);
            Epoch last = epochs.get(epochs.size() - 1);
            return (last.elapsedSeconds() - first.elapsedSeconds()) / (epochs.size() - 1);
        }

        double time() throws IOException {
            return told.path("epoch").path("seconds").asDouble() / secondsOfEpoch();
        }

        double memory() {
            return (double) told.path("memory").path("process").asLong() / mostMemory;
        }

        /** Of as many checkpoints as were kept. */
        double disk() throws IOException {
            JsonNode disk = told.path("disk");
            long kept;
            try (Stream<Path> children = Files.list(run.names().checkpoints())) {
                kept = children.count();
            }
            long expected = kept * disk.path("checkpoint").asLong()
                    + disk.path("modelPackage").asLong()
                    + disk.path("logs").asLong()
                    + disk.path("reports").asLong();
            try (Stream<Path> files = Files.walk(run.root())) {
                return (double) expected
                        / files.filter(Files::isRegularFile)
                                .mapToLong(file -> file.toFile().length())
                                .sum();
            }
        }
    }

    @ParameterizedTest
    @EachNetworkOfTheCpu
    void shouldComeTrue(ContestNetwork network) throws Exception {
        network.writeData(folder, network.steps());
        List<Turn> turns = new ArrayList<>();
        for (int turn = 0; turn < TURNS; turn++) {
            turns.add(turn(specification(network), turn));
        }

        double time = ratio(turns, Turn::time);
        double memory = ratio(turns, Turn::memory);
        double disk = ratio(turns, Turn::disk);
        write(String.format(Locale.ROOT, "| %s | %.2f | %.2f | %.3f |", network, time, memory, disk));
        assertThat(time).as("time of an epoch").isBetween(0.85, 1.15);
        assertThat(memory).as("memory").isBetween(0.8, 1.2);
        assertThat(disk).as("disk").isBetween(0.9, 1.1);
    }

    private Path specification(ContestNetwork network) throws IOException {
        return Specifications.write(
                folder, """
                data: %s
                model: %s
                training: {batchSize: %d, optimizer: {type: adam, learningRate: 0.00001}}
                stopWhen: [{maxEpochs: %d}]
                device: {type: cpu, threads: 1}
                """.formatted(network.data(), network.model(), network.batchSize(), EPOCHS));
    }

    private Turn turn(Path spec, int turn) throws Exception {
        JsonNode told = JSON.readTree(start("estimate", spec, "--json")
                .await(LONGEST_MINUTES)
                .exitsWith(0)
                .out());
        RunFolder run = new RunFolder(folder.resolve("run" + turn));
        TrainerProcess process = start("run", spec, "--out", run.root());
        long mostMemory = mostMemory(process.handle());
        process.await(LONGEST_MINUTES).exitsWith(0);
        return new Turn(told, run, mostMemory);
    }

    /** To the end of the process, whose own samples end before it writes its package and reports. */
    private static long mostMemory(ProcessHandle process) throws InterruptedException {
        long most = 0;
        while (process.isAlive()) {
            most = Math.max(
                    most,
                    PeakMemory.bytes(Path.of("/proc/" + process.pid() + "/status"))
                            .orElse(0));
            Thread.sleep(50);
        }
        return most;
    }

    private static TrainerProcess start(Object... arguments) throws IOException {
        return TrainerProcess.start(builder -> builder.command().removeAll(NOT_OF_USERS), arguments);
    }

    private interface Ratio {
        double of(Turn turn) throws IOException;
    }

    private static double ratio(List<Turn> turns, Ratio ratio) throws IOException {
        List<Double> ratios = new ArrayList<>();
        for (Turn turn : turns) {
            ratios.add(ratio.of(turn));
        }
        return Median.of(ratios, value -> value);
    }

    private static void write(String line) throws IOException {
        Files.writeString(RESULT, line + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }
}
