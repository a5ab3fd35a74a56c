package io.jenkins.trainmodel.trainer.process;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.jenkins.trainmodel.event.Conclusion.Failed;
import io.jenkins.trainmodel.event.TrainingEvent.Epoch;
import io.jenkins.trainmodel.own.Loss;
import io.jenkins.trainmodel.trainer.custom.UserJars;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs that train by a loss of users' own; that they go on after a kill as if nothing had happened, {@link OwnCodeIT} shows. */
class OwnLossIT {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String CLASSPATH = "classpath=[libs/*.jar]";
    private static final String FOCAL = "training.loss={type: custom, part: focal}";

    @TempDir
    private Path folder;

    private CsvTraining training;
    private List<String> digits;

    /** Samples that a training sees, and those that none sees; either with the header. */
    private List<String> learned;

    private List<String> held;

    @BeforeEach
    void specify() throws Exception {
        training = new CsvTraining(folder);
        digits = CsvTraining.digits();
        int learnedLines = digits.size() - 300;
        learned = digits.subList(0, learnedLines);
        held = new ArrayList<>(digits.subList(learnedLines, digits.size()));
        held.add(0, digits.get(0));
        Files.write(folder.resolve("held.csv"), held);
    }

    private void mine(String body) throws Exception {
        UserJars.of(
                folder.resolve("libs/mine.jar"),
                Loss.class,
                "public String name() { return \"mine\"; }\npublic double of(Sample sample, float[] gradient) {\n"
                        + body + "\n}");
    }

    @Test
    void shouldTrainAndLeaveAModelThatIsAskedWithoutTheCodeAndMeasuredWithIt() throws Exception {
        Path jar = UserJars.example(folder.resolve("libs"));
        RunFolder run = training.trainHere("run", learned, 4, CLASSPATH, FOCAL);

        assertThat(CsvTraining.accuracy(run)).isGreaterThan(0.8);
        List<Epoch> epochs = run.events(Epoch.class);
        double loss = epochs.get(epochs.size() - 1).metrics().get("validation/loss");
        assertThat(CommandHere.run("verify", run.names().model()).exitsWith(0).out())
                .contains("parameters.safetensors", "model.pt", "validation/loss");
        assertThat(evaluate(run).at("/metrics/loss").asDouble()).isPositive().isNotEqualTo(loss);

        Files.delete(jar);
        assertThat(CommandHere.run("verify", run.names().model()).exitsWith(10).out())
                .contains("It was not evaluated: its loss is code of your own, and ", "libs");
        JsonNode measured = evaluate(run);
        assertThat(measured.at("/metrics").has("loss")).isFalse();
        assertThat(measured.at("/metrics/accuracy").asDouble()).isGreaterThan(0.8);
        assertThat(measured.at("/notes").toString()).contains("The loss was not measured: ");
        Path predictions = folder.resolve("predictions.csv");
        CommandHere.run("predict", run.root(), "--data", held(), "--out", predictions, "--device", "cpu")
                .exitsWith(0);
        assertThat(Files.readAllLines(predictions)).hasSize(held.size());
    }

    @Test
    void shouldKeepTheModelOfALossThatWeighsByWhatItHasSeen() throws Exception {
        UserJars.of(folder.resolve("libs/mine.jar"), Loss.class, """
            private long seen;
            public String name() { return "mine"; }
            public byte[] save() { return java.nio.ByteBuffer.allocate(8).putLong(seen).array(); }
            public void restore(byte[] saved) { seen = java.nio.ByteBuffer.wrap(saved).getLong(); }
            public double of(Sample sample, float[] gradient) {
                double weight = 1 + seen++ / 1000.0;
                double loss = 0;
                for (int output = 0; output < gradient.length; output++) {
                    double error = sample.outputs()[output] - (output == sample.label() ? 1 : 0);
                    loss += weight * error * error;
                    gradient[output] = (float) (2 * weight * error);
                }
                return loss;
            }
            """);
        RunFolder run = training.trainHere("run", digits, 2, CLASSPATH, "training.loss={type: custom, part: mine}");

        assertThat(CommandHere.run("verify", run.names().model()).exitsWith(0).out())
                .contains("parameters.safetensors", "model.pt", "validation/accuracy")
                .doesNotContain("validation/loss");
    }

    private Path held() {
        return folder.resolve("held.csv");
    }

    private JsonNode evaluate(RunFolder run) throws Exception {
        return JSON.readTree(
                CommandHere.run("evaluate", run.root(), "--data", held(), "--json", "--device", "cpu", "--threads", 1)
                        .exitsWith(0)
                        .out());
    }

    @Test
    void shouldBeToldWhenItFailsAndWhenItsDerivativesAreNotItsOwn() throws Exception {
        mine("if (sample.label() == 3)\nthrow new IllegalStateException(\"three\");\nreturn 0;");
        String sentence = "Code of your own has failed: the loss mine in user.Mine.of (Mine.java:5):"
                + " java.lang.IllegalStateException: three";
        String mine = "training.loss={type: custom, part: mine}";
        RunFolder run = training.run("failing");
        assertThat(training.attemptHere("failing", digits, 1, CLASSPATH, mine)
                        .exitsWith(1)
                        .err())
                .contains(sentence);
        assertThat(run.events(Failed.class))
                .extracting(Failed::reason)
                .singleElement()
                .asString()
                .startsWith(sentence);

        mine("gradient[0] = 1;\nreturn 2 * sample.outputs()[0];");
        assertThat(CommandHere.run("check", training.write(digits, 1), "--set", CLASSPATH, "--set", mine)
                        .exitsWith(0)
                        .out())
                .contains("the loss mine says of sample 0 that its derivative by output 0 is 1, and its values give 2");
    }

    @Test
    void shouldNameTheLinesOfWhatDoesNotGoTogether() throws Exception {
        UserJars.example(folder.resolve("libs"));
        Path spec = Specifications.write(folder, """
            classpath: [libs/*.jar]
            data: {type: csv, path: data.csv, label: digit}
            model: mlp
            training:
              labelSmoothing: 0.1
              classWeights: balanced
              loss: {type: custom, part: focal, options: {gamma: 0.5}}
            stopWhen: [maxEpochs: 1]
            """);
        Files.write(folder.resolve("data.csv"), digits);

        assertThat(CommandHere.run("check", spec).exitsWith(2).out())
                .contains(":5:", "label smoothing beside a loss of your own")
                .contains(":6:", "class weights beside a loss of your own")
                .contains(":7:", "`0.5`", "a number of at least 1");
    }
}
