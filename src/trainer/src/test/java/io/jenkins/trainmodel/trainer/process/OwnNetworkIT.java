package io.jenkins.trainmodel.trainer.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.jenkins.trainmodel.event.TrainingEvent.CheckpointSaved;
import io.jenkins.trainmodel.event.TrainingEvent.Warning;
import io.jenkins.trainmodel.own.Network;
import io.jenkins.trainmodel.trainer.custom.UserJars;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs whose network is a block of users' own. */
class OwnNetworkIT {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final int EPOCHS = 5;
    private static final String CLASSPATH = "classpath=[libs/*.jar]";
    private static final String[] NETWORK = {
        CLASSPATH,
        "model={type: custom, part: residual-mlp, options: {width: 32, dropout: 0.2}}",
        "checkpoint.everySteps=40"
    };

    @TempDir
    private Path folder;

    private CsvTraining training;
    private List<String> digits;
    private Path jar;

    @BeforeEach
    void specify() throws Exception {
        training = new CsvTraining(folder);
        digits = CsvTraining.digits();
        jar = UserJars.example(folder.resolve("libs"));
    }

    @Test
    void shouldGoOnAfterAKillAsIfNothingHadHappenedAndLeaveAModelThatItsCodeOpens() throws Exception {
        RunFolder straight = training.trainHere("straight", digits, EPOCHS, NETWORK);
        assertThat(CsvTraining.accuracy(straight)).isGreaterThan(0.85);
        RunFolder killed = training.run("killed");
        TrainerProcess process = training.start(killed, digits, EPOCHS, NETWORK);
        assertThat(killed.await(process, CheckpointSaved.class, saved -> saved.epoch() > 1))
                .isTrue();
        process.kill();
        training.resumeHere(killed, digits, EPOCHS, NETWORK).exitsWith(0);
        killed.requireTheSameAs(straight, "killed and gone on");

        Path model = straight.names().model();
        assertThat(model.resolve("model.pt")).doesNotExist();
        assertThat(model.resolve("model.onnx")).doesNotExist();
        assertThat(JSON.readTree(model.resolve("architecture.json").toFile()).at("/network/layers/0/layer/class"))
                .hasToString("\"example.ResidualMlp\"");
        assertThat(Files.readString(model.resolve("README.md")))
                .contains("example.ResidualMlp", "own-parts.jar (SHA-256 ")
                .doesNotContain("model.pt");
        assertThat(CommandHere.run("verify", model).exitsWith(0).out())
                .contains("parameters.safetensors", "validation/loss");
        requireUse(straight, jar);

        Path moved = Files.move(
                jar, Files.createDirectories(folder.resolve("elsewhere")).resolve("own-parts.jar"));
        assertThat(CommandHere.run("verify", model).exitsWith(10).out())
                .contains("It was not evaluated: its network is code of your own, and ", "libs");
        assertThat(CommandHere.run("evaluate", straight.root(), "--data", data(), "--device", "cpu")
                        .exitsWith(2)
                        .err())
                .contains(
                        "is computed by code of your own, the class example.ResidualMlp, which cannot be had: ",
                        "libs");
    }

    private void requireUse(RunFolder run, Path code) throws Exception {
        JsonNode measured = JSON.readTree(CommandHere.run(
                        "evaluate",
                        run.root(),
                        "--data",
                        data(),
                        "--json",
                        "--device",
                        "cpu",
                        "--threads",
                        1,
                        "--classpath",
                        code)
                .exitsWith(0)
                .out());
        assertThat(measured.at("/metrics/accuracy").asDouble()).isGreaterThan(0.85);
        Path predictions = folder.resolve("predictions.csv");
        CommandHere.run(
                        "predict",
                        run.root(),
                        "--data",
                        data(),
                        "--out",
                        predictions,
                        "--device",
                        "cpu",
                        "--classpath",
                        code)
                .exitsWith(0);
        assertThat(Files.readAllLines(predictions)).hasSize(digits.size());
    }

    @Test
    void shouldBeginWithTheModelOfAnotherRunAndStopByItsRules() throws Exception {
        RunFolder first = training.trainHere("first", digits, 3, NETWORK);
        List<String> warm = new ArrayList<>(List.of(NETWORK));
        warm.add("reference={path: first}");
        warm.add("warmStart=parameters");
        warm.add("gates=[{metric: validation/accuracy, noWorseThan: reference, within: 0.5}]");
        warm.add("stopWhen.+={earlyStopping: {metric: validation/loss, patience: 1, restoreBest: true}}");
        RunFolder second = training.trainHere("second", digits, 3, warm.toArray(String[]::new));

        assertThat(CsvTraining.accuracy(second)).isGreaterThan(CsvTraining.accuracy(first) - 0.05);
        CommandHere.run("verify", second.names().model()).exitsWith(0);
        CommandHere.run("check", training.write(digits, 1), "--set", CLASSPATH, "--set", NETWORK[1])
                .exitsWith(0);
    }

    @Test
    void shouldBeToldOfParametersThatAreCutOffFromTheLossOnce() throws Exception {
        UserJars.of(folder.resolve("libs/mine.jar"), Network.class, """
                public String name() { return "mine"; }
                public ai.djl.nn.Block create(int[] sampleShape, int outputs) {
                    return new ai.djl.nn.SequentialBlock().add(ai.djl.nn.core.Linear.builder().setUnits(16).build())
                        .add(new ai.djl.nn.LambdaBlock(list ->
                            new ai.djl.ndarray.NDList(list.singletonOrThrow().stopGradient())))
                        .add(ai.djl.nn.core.Linear.builder().setUnits(outputs).build()); }
                """);
        String told =
                "parameters of the network that get no gradient and learn nothing: \"01Linear_weight\", \"01Linear_bias\";";
        String model = "model={type: custom, part: mine}";

        RunFolder run = training.trainHere("cut", digits, 2, CLASSPATH, model);
        assertThat(run.events(Warning.class))
                .extracting(Warning::message)
                .singleElement(STRING)
                .startsWith(told);
        assertThat(CommandHere.run("check", training.write(digits, 1), "--set", CLASSPATH, "--set", model)
                        .exitsWith(0)
                        .out())
                .contains(told);
    }

    @Test
    void shouldBeToldWhenItFailsAndWhenItsOptionsAreWrong() throws Exception {
        UserJars.of(
                folder.resolve("libs/mine.jar"),
                Network.class,
                "public String name() { return \"mine\"; }\npublic ai.djl.nn.Block create(int[] sampleShape, int outputs) {\n"
                        + "throw new IllegalStateException(\"no \" + sampleShape[0] + \" \" + outputs); }");

        assertThat(training.attemptHere("failing", digits, 1, CLASSPATH, "model={type: custom, part: mine}")
                        .exitsWith(1)
                        .err())
                .contains("Code of your own has failed: the network mine in user.Mine.create (Mine.java:4):"
                        + " java.lang.IllegalStateException: no 64 10");
        assertThat(CommandHere.run(
                                "check",
                                training.write(digits, 1),
                                "--set",
                                CLASSPATH,
                                "--set",
                                "model={type: custom, part: residual-mlp, options: {dropout: 2}}")
                        .exitsWith(2)
                        .out())
                .contains("`2.0`", "a number of at least 0 and below 1");
    }

    private Path data() {
        return folder.resolve("data.csv");
    }
}
