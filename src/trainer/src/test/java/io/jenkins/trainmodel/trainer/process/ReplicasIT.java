package io.jenkins.trainmodel.trainer.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.jenkins.trainmodel.event.TrainingEvent.CheckpointSaved;
import io.jenkins.trainmodel.event.TrainingEvent.Resumed;
import io.jenkins.trainmodel.event.TrainingEvent.Started;
import io.jenkins.trainmodel.event.TrainingEvent.Step;
import io.jenkins.trainmodel.event.TrainingEvent.Telemetry;
import io.jenkins.trainmodel.metric.MetricNames;
import io.jenkins.trainmodel.stop.Outcome;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Runs that several processes train together: they end where one ends, and end together. */
class ReplicasIT {
    /** Absolute; sums of float32 in another order. Learning rates are such that rounding does not grow from step to step. */
    private static final JsonMapper JSON = JsonMapper.builder().build();
    /** With the engine in it. */
    private static final long LEAST_OF_A_JVM = 50L << 20;

    private static final float TOLERANCE = 1e-4f;

    private static final int STEPS = 200;
    private static final String TWO = "--set=device.replicas=2";

    @TempDir
    private Path folder;

    /** 13 samples are no multiple of replicas, and neither is the last batch of an epoch. */
    private Path spec(String model, String optimizer, String stop) throws Exception {
        return Specifications.write(folder, """
                name: together
                data: {type: csv, path: %s, label: digit, scale: 0.0625, shape: [1, 16, 16]}
                model: %s
                training:
                  batchSize: 13
                  accumulate: 2
                  optimizer: %s
                  gradientClip: 1.0
                  metrics: [accuracy, f1]
                stopWhen: [%s]
                checkpoint: {everyEpochs: 1, keep: 2}
                reporting: {everySteps: 1}
                package: {onnx: false}
                device: {type: cpu, threads: 1}
                """.formatted(images(), model, optimizer, stop));
    }

    /** 400 of the digits, each pixel four times, since LeNet takes no smaller images. */
    private Path images() throws Exception {
        List<String> lines = new ArrayList<>();
        for (String line : CsvTraining.digits().subList(0, 401)) {
            String[] cells = line.split(",");
            StringBuilder enlarged = new StringBuilder();
            for (int pixel = 0; pixel < 256; pixel++) {
                String cell = cells[pixel / 32 * 8 + pixel % 16 / 2];
                enlarged.append(lines.isEmpty() ? cell + "_" + pixel : cell).append(',');
            }
            lines.add(enlarged.append(cells[64]).toString());
        }
        return Files.write(folder.resolve("images.csv"), lines);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{type: mlp, hidden: [32, 16]} | {type: sgd, learningRate: 0.02, momentum: 0.9} | 2",
                "{type: mlp, hidden: [32, 16]} | {type: adam, learningRate: 0.0005} | 3",
                "lenet | {type: sgd, learningRate: 0.01, momentum: 0.9} | 2",
                "lenet | {type: adam, learningRate: 0.0005} | 2"
            })
    void shouldEndWhereOneProcessEnds(String model, String optimizer, int replicas) throws Exception {
        Path spec = spec(model, optimizer, "{maxSteps: " + STEPS + "}");
        RunFolder alone = new RunFolder(folder.resolve("alone"));
        RunFolder together = new RunFolder(folder.resolve("together"));
        CommandHere.run("run", spec, "--out", alone.root()).exitsWith(0);

        TrainerProcess.run("run", spec, "--out", together.root(), "--set=device.replicas=" + replicas)
                .exitsWith(0);

        requireLike(alone, together);
        assertThat(together.events(Started.class).get(0).environment())
                .containsEntry("replicas", Integer.toString(replicas));
        assertThat(alone.events(Started.class).get(0).environment()).doesNotContainKey("replicas");
        CommandHere.run("verify", together.root()).exitsWith(0);
    }

    @Test
    void shouldEstimateWhatAllProcessesTake() throws Exception {
        Path spec = spec("{type: mlp, hidden: [32]}", "{type: adam, learningRate: 0.001}", "{maxEpochs: 2}");

        JsonNode one = JSON.readTree(
                TrainerProcess.run("estimate", spec, "--json").exitsWith(0).out());
        JsonNode two = JSON.readTree(
                TrainerProcess.run("estimate", spec, "--json", TWO).exitsWith(0).out());
        JsonNode checked = JSON.readTree(TrainerProcess.run("check", spec, "--json", TWO)
                        .exitsWith(0)
                        .out())
                .path("estimate");

        assertThat(one.path("processes").isNull()).isTrue();
        for (JsonNode told : List.of(two, checked)) {
            assertThat(told.path("processes").asInt()).isEqualTo(2);
            assertThat(told.at("/memory/process").asLong())
                    .isGreaterThan(one.at("/memory/process").asLong() + LEAST_OF_A_JVM);
            assertThat(told.path("stepsPerEpoch")).isEqualTo(one.path("stepsPerEpoch"));
        }
        assertThat(TrainerProcess.run("estimate", spec, TWO).exitsWith(0).out())
                .contains("for all 2 processes at their peak");
    }

    private static void requireLike(RunFolder alone, RunFolder together) throws Exception {
        requireLikeParameters(alone, together);
        requireLikeReadings(alone, together);
        assertThat(together.finished().metrics().get("train/f1"))
                .isCloseTo(alone.finished().metrics().get("train/f1"), within(0.01));
    }

    private static void requireLikeParameters(RunFolder alone, RunFolder together) throws Exception {
        assertThat(together.finished().step()).isEqualTo(alone.finished().step());
        List<ByteBuffer> expected = alone.tensors("");
        List<ByteBuffer> found = together.tensors("");
        assertThat(found).hasSameSizeAs(expected);
        for (int tensor = 0; tensor < expected.size(); tensor++) {
            assertThat(floats(found.get(tensor))).containsExactly(floats(expected.get(tensor)), within(TOLERANCE));
        }
    }

    private static void requireLikeReadings(RunFolder alone, RunFolder together) throws Exception {
        List<Step> steps = together.events(Step.class);
        List<Step> reference = alone.events(Step.class);
        assertThat(steps)
                .extracting(Step::step)
                .isEqualTo(reference.stream().map(Step::step).toList());
        for (int step = 0; step < steps.size(); step++) {
            for (String metric : List.of(MetricNames.TRAIN + "loss", MetricNames.GRADIENT_NORM)) {
                assertThat(steps.get(step).metrics().get(metric))
                        .as(metric + " of step " + (step + 1))
                        .isCloseTo(reference.get(step).metrics().get(metric), within((double) TOLERANCE));
            }
        }
    }

    private static float[] floats(ByteBuffer elements) {
        FloatBuffer data = elements.asFloatBuffer();
        float[] values = new float[data.remaining()];
        data.get(values);
        return values;
    }

    /** Whose mean is over the weights of the whole batch, and 13 samples do not hold all classes alike. */
    @Test
    void shouldWeighClassesAsOneProcessDoes() throws Exception {
        Path spec = spec("{type: mlp, hidden: [16]}", "{type: adam, learningRate: 0.0005}", "{maxSteps: 40}");
        String weights = "--set=training.classWeights=[1, 9, 2, 8, 3, 7, 4, 6, 5, 0.5]";
        RunFolder alone = new RunFolder(folder.resolve("alone"));
        RunFolder together = new RunFolder(folder.resolve("together"));
        CommandHere.run("run", spec, "--out", alone.root(), weights).exitsWith(0);

        TrainerProcess.run("run", spec, "--out", together.root(), weights, TWO).exitsWith(0);

        requireLike(alone, together);
    }

    @Test
    void shouldFindTheBatchSizeOfAllProcesses() throws Exception {
        Path spec = spec("{type: mlp, hidden: [16]}", "{type: adam, learningRate: 0.0005}", "{maxSteps: 10}");
        RunFolder run = new RunFolder(folder.resolve("run"));

        TrainerProcess.run("run", spec, "--out", run.root(), "--set=training.batchSize=auto", "--set=device.replicas=3")
                .exitsWith(0);

        Started started = run.events(Started.class).get(0);
        assertThat(started.environment().get("batchSize")).contains(" was chosen: ");
        assertThat(started.specification().at("/training/batchSize").asInt()).isGreaterThanOrEqualTo(4);
        CommandHere.run("verify", run.root()).exitsWith(0);
    }

    /** Batch normalisation, with batches that are too small for all replicas. */
    @Test
    void shouldNormalizeEveryShareByItself() throws Exception {
        Path spec = Specifications.batchNormalized(folder, 2);
        RunFolder run = new RunFolder(folder.resolve("run"));

        TrainerProcess.run("run", spec, "--out", run.root(), "--set=device.replicas=3")
                .exitsWith(0);

        assertThat(run.finished().metrics().get("train/loss")).isFinite();
        CommandHere.run("verify", run.root()).exitsWith(0);
    }

    @Test
    void shouldEndTogetherWithAReplicaThatDiesAndGoOnWithAnotherNumber() throws Exception {
        Path spec = spec("{type: mlp, hidden: [32, 16]}", "{type: adam, learningRate: 0.001}", "{maxEpochs: 6}");
        RunFolder alone = new RunFolder(folder.resolve("alone"));
        CommandHere.run("run", spec, "--out", alone.root()).exitsWith(0);
        RunFolder run = new RunFolder(folder.resolve("run"));
        TrainerProcess process = begin(spec, run, "--set=device.replicas=3");
        List<ProcessHandle> replicas = replicas(process);
        assertThat(replicas).hasSize(2);
        double seconds = Stream.concat(Stream.of(process.handle()), replicas.stream())
                .flatMap(one -> one.info().totalCpuDuration().stream())
                .mapToDouble(spent -> spent.toMillis() / 1e3)
                .sum();

        replicas.get(1).destroyForcibly();

        process.await().exitsWith(11);
        List<Telemetry> samples = run.events(Telemetry.class);
        assertThat(samples.get(samples.size() - 1).metrics().get("process/cpuSeconds"))
                .as("processor time of all")
                .isGreaterThanOrEqualTo(seconds - 0.1);
        assertThat(run.finished().outcome()).isEqualTo(Outcome.FAILURE);
        assertThat(run.finished().resumable()).isTrue();
        assertThat(run.finished().reason())
                .contains("(process " + replicas.get(1).pid() + ") has ended with exit code 137")
                .contains("the run can go on with --resume");
        assertThat(replicas).noneMatch(ProcessHandle::isAlive);

        TrainerProcess.run("run", spec, "--out", run.root(), "--resume", TWO, "--set=stopWhen.0.maxEpochs=5")
                .exitsWith(0);
        CommandHere.run("run", spec, "--out", run.root(), "--resume").exitsWith(0);

        assertThat(run.events(Resumed.class)).hasSize(2);
        requireLikeParameters(alone, run);
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void shouldEndWhereAReplicaIsFrozen() throws Exception {
        Path spec = spec("{type: mlp, hidden: [32]}", "{type: adam, learningRate: 0.001}", "{maxEpochs: 100000}");
        RunFolder run = new RunFolder(folder.resolve("run"));
        TrainerProcess process = begin(spec, run, TWO, "--set=device.replicaTimeout=6s");
        ProcessHandle replica = replicas(process).get(0);

        assertThat(new ProcessBuilder("kill", "-STOP", Long.toString(replica.pid()))
                        .start()
                        .waitFor())
                .isZero();

        process.await().exitsWith(11);
        assertThat(run.finished().reason())
                .isEqualTo("replica 2 of 2 (process " + replica.pid()
                        + ") has not answered for 6s and was ended, and the training with it;"
                        + " the run can go on with --resume");
        assertThat(run.finished().resumable()).isTrue();
        assertThat(replica.isAlive()).isFalse();
    }

    @Test
    void shouldLeaveNoProcessBehindWhenTheLeaderIsKilled() throws Exception {
        Path spec = spec("{type: mlp, hidden: [32]}", "{type: adam, learningRate: 0.001}", "{maxEpochs: 100000}");
        RunFolder run = new RunFolder(folder.resolve("run"));
        Path temporary = Files.createDirectory(folder.resolve("tmp"));
        TrainerProcess process = TrainerProcess.start(
                List.of("-Djava.io.tmpdir=" + temporary),
                builder -> {},
                "run",
                spec,
                "--out",
                run.root(),
                "--set=device.replicas=3");
        assertThat(run.await(process, CheckpointSaved.class, saved -> true)).isTrue();
        List<ProcessHandle> replicas = replicas(process);
        assertThat(replicas).hasSize(2);

        process.kill();

        long last = TrainerProcess.lastMoment(TrainerProcess.LONGEST_MINUTES);
        while (replicas.stream().anyMatch(ProcessHandle::isAlive) || !isWithoutReplicas(temporary)) {
            assertThat(System.nanoTime()).as("replicas are still there").isLessThan(last);
            Thread.sleep(50);
        }
        TrainerProcess.run("run", spec, "--out", run.root(), "--resume", TWO, "--set=stopWhen.0.maxEpochs=3")
                .exitsWith(0);
    }

    private static boolean isWithoutReplicas(Path temporary) throws Exception {
        try (Stream<Path> files = Files.list(temporary)) {
            return files.noneMatch(file -> file.getFileName().toString().startsWith("train-model-replicas"));
        }
    }

    private TrainerProcess begin(Path spec, RunFolder run, String... more) throws Exception {
        TrainerProcess process =
                TrainerProcess.start(Stream.concat(Stream.of("run", spec, "--out", run.root()), Stream.of(more))
                        .toArray());
        assertThat(run.await(process, CheckpointSaved.class, saved -> true)).isTrue();
        return process;
    }

    private static List<ProcessHandle> replicas(TrainerProcess process) {
        return process.handle().children().sorted().toList();
    }
}
