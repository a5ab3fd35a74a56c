package io.jenkins.trainmodel.trainer.process;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.jenkins.trainmodel.event.Conclusion.Tested;
import io.jenkins.trainmodel.event.TrainingEvent.Epoch;
import io.jenkins.trainmodel.own.Metric;
import io.jenkins.trainmodel.trainer.custom.UserJars;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Metrics of users' own beside the trainer's: on test data, and of a model whose training is over. */
class OwnMetricIT {
    private static final JsonMapper JSON = JsonMapper.builder().build();

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
        Files.write(folder.resolve("held.csv"), heldOut());
    }

    private List<String> heldOut() {
        List<String> held = new ArrayList<>(digits.subList(1400, digits.size()));
        held.add(0, digits.get(0));
        return held;
    }

    private RunFolder train(String... more) throws Exception {
        List<String> settings = new ArrayList<>(List.of("classpath=[libs/*.jar]"));
        settings.addAll(List.of(more));
        return training.trainHere("run", digits.subList(0, 1400), 3, settings.toArray(new String[0]));
    }

    @Test
    void shouldMeasureOnTestDataAndTheModelAgainAsLongAsTheCodeIsTheSame() throws Exception {
        RunFolder run = train(
                "data.validationPath=held.csv",
                "data.test=0.2",
                "training.customMetrics=[balanced-accuracy]",
                "gates=[{metric: test/balanced-accuracy, atLeast: 0.5}]");

        double tested = run.events(Tested.class).get(0).result().metrics().get("balanced-accuracy");
        assertThat(tested).isBetween(0.5, 1.0);
        assertThat(Files.readString(run.names().test())).contains("\"balanced-accuracy\"");
        double validated = last(run).get("validation/balanced-accuracy");
        assertThat(verify(run, 0)).contains("validation/balanced-accuracy");
        assertThat(evaluate(run).at("/metrics/balanced-accuracy").asDouble()).isEqualTo(validated);

        UserJars.repack(jar);
        String said =
                "Metrics of your own were not measured: own-parts.jar on the class path is another one than before";
        assertThat(verify(run, 0)).contains(said, "validation/accuracy").doesNotContain("validation/balanced-accuracy");
        JsonNode evaluated = evaluate(run);
        assertThat(evaluated.at("/metrics").has("balanced-accuracy")).isFalse();
        assertThat(evaluated.at("/notes").toString()).contains(said);
        Files.delete(jar);
        assertThat(verify(run, 0)).contains("Metrics of your own were not measured: ", "libs");
    }

    /** How often it has measured: what no second measurement could give. */
    @Test
    void shouldLeaveOutOfAComparisonWhatRemembersEarlierValidations() throws Exception {
        UserJars.of(
                folder.resolve("libs/mine.jar"),
                Metric.class,
                "public String name() { return \"mine\"; }\nbyte count;\n"
                        + "public void begin() { count++; }\npublic void add(Predictions predictions) {}\n"
                        + "public double value() { return count; }\n"
                        + "public byte[] save() { return new byte[] {count}; }\n"
                        + "public void restore(byte[] saved) { count = saved[0]; }");

        RunFolder run = train("data.test=0.2", "training.customMetrics=[mine]");

        assertThat(last(run)).containsEntry("validation/mine", 3.0);
        assertThat(run.events(Tested.class).get(0).result().metrics()).containsEntry("mine", 1.0);
        assertThat(verify(run, 0)).contains("validation/loss").doesNotContain("validation/mine");
    }

    @Test
    void shouldNameTheLineOfAMetricThatFailsWhereItIsTriedOrAskedAgain() throws Exception {
        Path flag = folder.resolve("fails");
        UserJars.of(
                folder.resolve("libs/mine.jar"),
                Metric.class,
                "public String name() { return \"mine\"; }\npublic void begin() {}\n"
                        + "public void add(Predictions predictions) {\n"
                        + "if (java.nio.file.Files.exists(java.nio.file.Path.of(\"" + flag + "\")))\n"
                        + "throw new IllegalStateException(\"no\"); }\npublic double value() { return Double.NaN; }");
        RunFolder run = train("data.test=0.2", "training.customMetrics=[mine]");
        assertThat(run.events(Tested.class).get(0).result().metrics()).doesNotContainKey("mine");

        Files.createFile(flag);
        String sentence = "Code of your own has failed: the metric mine in user.Mine.add (Mine.java:6):"
                + " java.lang.IllegalStateException: no";
        assertThat(CommandHere.run(evaluation(run)).exitsWith(1).err()).contains(sentence);
        assertThat(CommandHere.run("verify", run.names().model()).exitsWith(1).err())
                .contains(sentence);
        assertThat(check("training.customMetrics=[mine]").exitsWith(2).out()).contains(sentence);
        assertThat(check(
                                "training.customMetrics=[balanced-accuracy]",
                                "checkpoint={metric: validation/balanced-accuracy, mode: max}")
                        .exitsWith(0)
                        .out())
                .contains("all that is needed is measured: validation/balanced-accuracy");
    }

    private TrainerProcess.Result check(String... settings) throws Exception {
        List<Object> arguments =
                new ArrayList<>(List.of("check", training.write(digits, 1), "--set", "classpath=[libs/*.jar]"));
        for (String setting : settings) {
            arguments.addAll(List.of("--set", setting));
        }
        return CommandHere.run(arguments.toArray());
    }

    private static Map<String, Double> last(RunFolder run) throws Exception {
        List<Epoch> epochs = run.events(Epoch.class);
        return epochs.get(epochs.size() - 1).metrics();
    }

    private static String verify(RunFolder run, int exitCode) {
        return CommandHere.run("verify", run.names().model())
                .exitsWith(exitCode)
                .out();
    }

    private Object[] evaluation(RunFolder run) {
        return new Object[] {
            "evaluate", run.root(), "--data", folder.resolve("held.csv"), "--json", "--device", "cpu", "--threads", 1
        };
    }

    private JsonNode evaluate(RunFolder run) throws Exception {
        return JSON.readTree(CommandHere.run(evaluation(run)).exitsWith(0).out());
    }
}
