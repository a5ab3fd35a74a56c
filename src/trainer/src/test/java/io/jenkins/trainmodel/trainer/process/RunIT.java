package io.jenkins.trainmodel.trainer.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.jenkins.trainmodel.event.Conclusion.Finished;
import io.jenkins.trainmodel.event.TrainingEvent;
import io.jenkins.trainmodel.event.TrainingEvent.CheckpointSaved;
import io.jenkins.trainmodel.event.TrainingEvent.Epoch;
import io.jenkins.trainmodel.event.TrainingEvent.RuleEvaluated;
import io.jenkins.trainmodel.run.Manifest;
import io.jenkins.trainmodel.trainer.process.TrainerProcess.Result;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The example of the handwritten digits, from the command line to the verified model package. */
class RunIT {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final int PARAMETERS = 64 * 128 + 128 + 128 * 64 + 64 + 64 * 10 + 10;

    @TempDir
    private static Path folder;

    private static Path spec;
    private static RunFolder run;
    private static Result result;

    @BeforeAll
    static void trainTheExample() throws Exception {
        for (String file : List.of("train.yaml", "digits.csv")) {
            Files.copy(Specifications.EXAMPLE.resolve(file), folder.resolve(file));
        }
        spec = folder.resolve("train.yaml");
        run = new RunFolder(folder.resolve("run"));
        result = TrainerProcess.run("run", spec, "--out", run.root(), "--json").exitsWith(0);
    }

    @Test
    void shouldStopByTheTargetAndSayWhy() throws Exception {
        Finished finished = run.finished();

        assertThat(finished.fired().get(0).type()).isEqualTo("target");
        assertThat(finished.metrics().get("validation/accuracy")).isGreaterThanOrEqualTo(0.97);
        assertThat(result.err())
                .contains("epoch 1/100  loss ")
                .contains("outcome success. Target: validation/accuracy is ")
                .contains(", at least 0.97.")
                .contains("The model is in " + run.names().model());
        assertThat(Files.readString(run.names().log()))
                .contains("Stopped after " + finished.epoch() + " epochs of at most 100");
    }

    @Test
    void shouldPrintNothingButTheSummaryForPrograms() throws Exception {
        JsonNode summary = JSON.readTree(result.out());

        assertThat(summary).isEqualTo(JSON.readTree(run.names().reportJson().toFile()));
        assertThat(summary.path("outcome").asText()).isEqualTo("success");
        assertThat(summary.path("training").path("epochs").asInt())
                .isEqualTo(run.finished().epoch());
    }

    @Test
    void shouldWriteEveryEventOnce() throws Exception {
        run.requireWholeLog();
        int epochs = run.finished().epoch();
        assertThat(run.records().get(0).event()).isInstanceOf(TrainingEvent.Started.class);
        assertThat(run.events(Epoch.class)).hasSize(epochs);
        assertThat(run.events(RuleEvaluated.class)).hasSize(epochs);
        assertThat(run.events(CheckpointSaved.class)).hasSize(epochs);
        assertThat(run.events(Finished.class)).hasSize(1);
    }

    @Test
    void shouldTellWhereTheTimeOfAnEpochWent() throws Exception {
        Epoch first = run.events(Epoch.class).get(0);

        assertThat(first.phases()).containsKeys("dataWait", "forward", "backward", "update", "validation", "other");
        assertThat(first.phases().values().stream()
                        .mapToDouble(Double::doubleValue)
                        .sum())
                .as("seconds of all phases, and not of what came before training")
                .isBetween(0.9 * first.elapsedSeconds(), 1.1 * first.elapsedSeconds());
    }

    @Test
    void shouldLeaveACompleteModelPackage() throws Exception {
        Path model = run.names().model();

        assertThat(Manifest.verify(model)).isEmpty();
        assertThat(Manifest.read(model).files())
                .extracting(Manifest.Entry::path)
                .containsExactlyInAnyOrder(
                        "README.md",
                        "architecture.json",
                        "data-profile.json",
                        "metrics.csv",
                        "model.onnx",
                        "model.pt",
                        "optimizer.safetensors",
                        "parameters.safetensors",
                        "report.html",
                        "training.json");
        assertThat(SafetensorsHeader.read(model.resolve("parameters.safetensors"))
                        .values())
                .isEqualTo(PARAMETERS);
        assertThat(Files.readString(model.resolve("README.md"))).contains("validation/accuracy");
    }

    @Test
    void shouldLeaveReportsAndTensorBoardFiles() throws Exception {
        assertThat(Files.readString(run.names().reportHtml())).contains("<html").contains("digits");
        assertThat(Files.readAllLines(run.names().metricsCsv()))
                .hasSize(1 + run.finished().epoch())
                .first()
                .asString()
                .contains("epoch", "train/loss", "validation/accuracy");
        try (Stream<Path> files = Files.list(run.names().tensorboard())) {
            assertThat(files).allMatch(file -> file.getFileName().toString().startsWith("events.out.tfevents."));
        }
        assertThat(Files.readString(run.names().specification())).contains("\"batchSize\"");
        assertThat(new RunFolder(run.names().checkpoints()).content().keySet())
                .filteredOn(file -> file.endsWith("manifest.json"))
                .hasSizeBetween(3, 4);
    }

    @Test
    void shouldWriteNoTextWithAModelOfAnotherKind() throws Exception {
        assertThat(CommandHere.run("generate", run.root()).exitsWith(2).err())
                .contains("holds no language model, but one of the kind mlp");
    }

    @Test
    void shouldSayWhatHoldsNoModel() throws Exception {
        assertThat(CommandHere.run("generate", spec).exitsWith(2).err())
                .contains("is a file; name the directory of a run");
        assertThat(CommandHere.run("generate", spec.resolveSibling("nothing"))
                        .exitsWith(2)
                        .err())
                .contains("nothing", "is no valid model package");
    }

    @Test
    void shouldRefuseADirectoryThatHoldsARun() throws Exception {
        Map<String, String> before = run.content();

        Result refused = CommandHere.run("run", spec, "--out", run.root()).exitsWith(2);

        assertThat(refused.err()).contains("holds a run already").contains("--resume");
        assertThat(run.content()).isEqualTo(before);
    }

    @Test
    void shouldVerifyTheModelByEvaluatingItAgain() throws Exception {
        JsonNode verified = JSON.readTree(
                CommandHere.run("verify", run.root(), "--json").exitsWith(0).out());

        assertThat(verified.path("evaluated").asBoolean()).isTrue();
        assertThat(verified.path("problems")).isEmpty();
        assertThat(verified.path("checks")).isNotEmpty();
        CommandHere.run("verify", run.newestCheckpoint()).exitsWith(0);
    }

    @Test
    void shouldFindAFlippedBitInACopyOfTheModel() throws Exception {
        Path copy = copyOfModel("flipped");
        Path parameters = copy.resolve("parameters.safetensors");
        byte[] bytes = Files.readAllBytes(parameters);
        bytes[bytes.length / 2] ^= 4;
        Files.write(parameters, bytes);

        assertThat(CommandHere.run("verify", copy).exitsWith(11).out()).contains("parameters.safetensors");
    }

    @Test
    void shouldSayThatTheModelCannotBeEvaluatedWithoutItsData() throws Exception {
        Path copy = copyOfModel("moved");
        String text = Files.readString(copy.resolve("training.json"));
        Files.writeString(copy.resolve("training.json"), text.replace("digits.csv", "gone.csv"));
        Files.delete(copy.resolve(Manifest.FILE_NAME));
        Manifest.write(copy);

        assertThat(CommandHere.run("verify", copy).exitsWith(10).out())
                .contains("not evaluated")
                .contains("gone.csv");
        CommandHere.run("verify", folder.resolve("nothing")).exitsWith(2);
    }

    private static Path copyOfModel(String name) throws Exception {
        Path copy = Files.createDirectory(folder.resolve(name));
        try (Stream<Path> files = Files.list(run.names().model())) {
            for (Path file : files.toList()) {
                Files.copy(file, copy.resolve(file.getFileName()));
            }
        }
        return copy;
    }

    @Test
    void shouldWriteTheReportAgain() throws Exception {
        Path html = run.names().reportHtml();
        List<String> before = withoutTheTime(html);
        Files.delete(html);

        CommandHere.run("report", run.root()).exitsWith(0);

        assertThat(withoutTheTime(html)).isEqualTo(before);
    }

    /** The lines of a page but the one that says when it was written. */
    private static List<String> withoutTheTime(Path html) throws Exception {
        return Files.readAllLines(html).stream()
                .filter(line -> !line.contains("written 20"))
                .toList();
    }

    @Test
    void shouldStopAtTheSameEpochInABacktestOfItsOwnEvents() throws Exception {
        JsonNode replayed =
                JSON.readTree(CommandHere.run("backtest", spec, run.names().events(), "--json")
                        .exitsWith(0)
                        .out());

        assertThat(replayed.path("epoch").asInt()).isEqualTo(run.finished().epoch());
        assertThat(replayed.path("fired").get(0).asText()).isEqualTo("target");
    }

    @Test
    void shouldEstimateFromMeasuredSteps() throws Exception {
        JsonNode estimate = JSON.readTree(
                CommandHere.run("estimate", spec, "--json").exitsWith(0).out());

        assertThat(estimate.path("parameters").asInt()).isEqualTo(PARAMETERS);
        assertThat(estimate.path("stepsPerEpoch").asLong())
                .isEqualTo(run.events(TrainingEvent.Started.class).get(0).stepsPerEpoch())
                .isBetween(40L, 48L);
        assertThat(estimate.path("flopPerSecond").asDouble()).isPositive();
        assertThat(estimate.path("memory").path("parameters").asLong()).isEqualTo(4L * PARAMETERS);
        assertThat(estimate.path("memory").path("process").asLong()).isGreaterThan(50L << 20);
        assertThat(estimate.path("disk").path("checkpoint").asLong())
                .as("parameters and two moments of each, and some thousand bytes besides")
                .isBetween(3 * 4L * PARAMETERS, 3 * 4L * PARAMETERS + 30_000);
        assertThat(estimate.path("disk").path("logs").asLong()).isPositive();
        assertThat(estimate.path("disk").path("modelPackage").asLong())
                .as(
                        "model.pt, model.onnx and the parameters, two moments of each, reports, and what says where it comes from")
                .isCloseTo(
                        (3 + 2) * 4L * PARAMETERS
                                + estimate.path("disk").path("reports").asLong(),
                        within(100_000L));
    }
}
