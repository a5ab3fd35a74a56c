package io.jenkins.trainmodel.trainer.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.jenkins.trainmodel.evaluation.TestResult;
import io.jenkins.trainmodel.event.Conclusion;
import io.jenkins.trainmodel.event.TrainingEvent;
import io.jenkins.trainmodel.gate.GateVerdict;
import io.jenkins.trainmodel.gate.GateVerdict.Answer;
import io.jenkins.trainmodel.report.TestResultJson;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A language model is measured once on text that neither trained nor chose it. */
class LanguageTestIT {
    private static final String SPEC = """
            data: {type: text, path: text.txt, context: 16, %s}
            model: {type: gpt, layers: 1, heads: 2, width: 16}
            training: {batchSize: 16, optimizer: {type: adamw, learningRate: 0.01}}
            stopWhen: [{maxEpochs: 2}]
            gates: [{metric: test/bitsPerByte, atMost: 6.5}, {metric: test/%s, atMost: 1.5, outcome: unstable}]
            device: {type: cpu, threads: 1}
            """;

    @TempDir
    private Path folder;

    private static String lines(int from, int to) {
        return IntStream.range(from, to)
                .mapToObj(number -> "the number of this line is " + number + "\n")
                .collect(Collectors.joining());
    }

    private Path write(String test, String metric) throws Exception {
        Files.writeString(folder.resolve("text.txt"), lines(0, 400));
        return Files.writeString(folder.resolve("lines.yaml"), SPEC.formatted(test, metric));
    }

    @Test
    void shouldMeasureTheKeptModelOnAsMuchAsEvaluateDoes() throws Exception {
        Path other = Files.writeString(folder.resolve("test.txt"), lines(1000, 1060));
        Path spec = write("testPath: test.txt", "perplexity");
        RunFolder run = new RunFolder(folder.resolve("run"));

        CommandHere.run("run", spec, "--out", run.root()).exitsWith(10);

        TestResult.LanguageModel test = (TestResult.LanguageModel)
                run.events(Conclusion.Tested.class).get(0).result();
        assertThat(run.events(Conclusion.Tested.class)).hasSize(1);
        assertThat(test.samples()).isEqualTo((60 * "the number of this line is 1000\n".length() + 1 - 1) / 16);
        assertThat(test.metrics()).containsOnlyKeys("loss", "perplexity", "bitsPerByte", "accuracy");
        assertThat(test.metrics().get("perplexity"))
                .isCloseTo(Math.exp(test.metrics().get("loss")), within(1e-9));
        assertThat(run.events(Conclusion.Judged.class).get(0).gates())
                .extracting(GateVerdict::answer)
                .containsExactly(Answer.HELD, Answer.FAILED);
        assertThat(TestResultJson.read(run.names().model().resolve("test.json")))
                .isEqualTo(test)
                .isEqualTo(TestResultJson.read(run.names().test()));
        assertThat(run.events(TrainingEvent.Epoch.class))
                .noneMatch(epoch -> epoch.metrics().keySet().stream().anyMatch(name -> name.startsWith("test/")));
        assertThat(Files.readString(run.names().root().resolve("report.html")))
                .contains("Test of the kept model, on 120 samples", "Test perplexity");
        String json = CommandHere.run("evaluate", run.root(), "--data", other, "--json")
                .exitsWith(0)
                .out();
        assertThat(json).contains("\"loss\":" + test.metrics().get("loss"));
        CommandHere.run("verify", run.names().model()).exitsWith(0);
    }

    @Test
    void shouldRefuseGatesOfATestThatNothingMeasures() throws Exception {
        assertThat(CommandHere.run("run", write("test: 0.2", "f1"), "--out", folder.resolve("run"))
                        .exitsWith(2)
                        .err())
                .contains("the metric `test/f1`", "test/perplexity");
        assertThat(CommandHere.run("run", write("validation: 0.2", "loss"), "--out", folder.resolve("run"))
                        .exitsWith(2)
                        .err())
                .contains("and the data keeps no samples for a test");
    }
}
