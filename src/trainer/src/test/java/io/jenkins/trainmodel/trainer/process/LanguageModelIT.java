package io.jenkins.trainmodel.trainer.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.jenkins.trainmodel.event.Conclusion.Challenged;
import io.jenkins.trainmodel.event.Conclusion.Judged;
import io.jenkins.trainmodel.event.Provenance;
import io.jenkins.trainmodel.event.TrainingEvent;
import io.jenkins.trainmodel.gate.Comparison;
import io.jenkins.trainmodel.run.Manifest;
import io.jenkins.trainmodel.stop.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A language model from its text to a package that writes. */
class LanguageModelIT {
    @TempDir
    private static Path shared;

    @TempDir
    private Path folder;

    private static Path spec;
    private static RunFolder run;

    @BeforeAll
    static void train() throws Exception {
        String text = IntStream.range(0, 700)
                .mapToObj(number -> "the number of this line is " + number + "\n")
                .collect(Collectors.joining());
        Files.writeString(shared.resolve("text.txt"), text);
        spec = Files.writeString(shared.resolve("lines.yaml"), """
                data: {type: text, path: text.txt, context: 16}
                model: {type: gpt, layers: 1, heads: 2, width: 32, dropout: 0.05, position: rotary}
                training:
                  batchSize: 16
                  optimizer: {type: adamw, learningRate: 0.01, beta2: 0.99}
                  schedule: {type: constant, warmupSteps: 5}
                  validateEverySteps: 40
                stopWhen: [{maxSteps: 80}, {target: {metric: validation/perplexity, atMost: 1}}]
                reporting: {everySteps: 40, samples: ['the number', '<i>this'], sampleTokens: 12}
                checkpoint: {everyEpochs: 1000}
                device: {type: cpu, threads: 1, peakFlops: 1.0e+12}
                """);
        run = new RunFolder(shared.resolve("run"));
        CommandHere.run("run", spec, "--out", run.root()).exitsWith(0);
    }

    @Test
    void shouldMeasureWhatLanguageModelsAreJudgedBy() throws Exception {
        Map<String, Double> measured = run.events(TrainingEvent.Step.class).stream()
                .filter(step -> step.step() == 80)
                .findFirst()
                .orElseThrow()
                .metrics();

        assertThat(measured.get("validation/bitsPerByte")).isLessThan(2.5);
        assertThat(measured)
                .containsKeys(
                        "validation/accuracy",
                        "train/perplexity",
                        "throughput/tokensPerSecond",
                        "throughput/flopPerSecond");
        assertThat(measured.get("throughput/mfu"))
                .as("a share of what the specification says of the device")
                .isCloseTo(measured.get("throughput/flopPerSecond") / 1e12, within(1e-12));
        assertThat(run.events(TrainingEvent.Started.class).get(0).environment())
                .containsEntry("peakFlops", "1 TFLOP/s in float32, as the specification says");
        assertThat(measured.get("throughput/tokensPerSecond"))
                .isEqualTo(16 * measured.get("throughput/samplesPerSecond"));
        assertThat(Files.readString(run.names().model().resolve("README.md")))
                .contains("pipeline_tag: text-generation", "predicts the next token of a text", "train-model generate");
    }

    @Test
    void shouldBeMeasuredOnOtherText() throws Exception {
        Path other = Files.writeString(folder.resolve("other.txt"), "the number of this line is 1000\n".repeat(20));

        assertThat(CommandHere.run("evaluate", run.root(), "--data", other)
                        .exitsWith(0)
                        .out())
                .contains("perplexity", "bitsPerByte", "40 samples");
        assertThat(CommandHere.run("predict", run.root(), "--data", other, "--out", folder.resolve("x.csv"))
                        .exitsWith(2)
                        .err())
                .contains("holds a language model, which goes on with a text: use generate");
    }

    @Test
    void shouldSayWhatTheTextIsAndWhatANetworkMustBeat() throws Exception {
        Path example =
                Path.of("../../docs/examples/text/train.yaml").toAbsolutePath().normalize();
        assertThat(run.events(TrainingEvent.Started.class).get(0).environment().get("text"))
                .startsWith("text in tokens of the tokenizer byte (257 different ones), in windows of 16; ");
        assertThat(CommandHere.run("ngram", example, "--order", 3).exitsWith(0).out())
                .startsWith("order 3: 2.7763 bits per byte, perplexity 6.847 (100,672 tokens");
    }

    @Test
    void shouldWriteTheSameTextForTheSameSeed() throws Exception {
        Object[] command = {"generate", run.root(), "--prompt", "the number", "--tokens", 30, "--top-k", 3};
        String text = CommandHere.run(command).exitsWith(0).out();

        assertThat(text).startsWith("the number").hasSizeGreaterThan(35);
        assertThat(CommandHere.run(command).exitsWith(0).out()).isEqualTo(text);
    }

    @Test
    void shouldShowWhatItMakesOfPromptsAfterAnEpoch() throws Exception {
        assertThat(run.events(TrainingEvent.TextWritten.class))
                .singleElement()
                .satisfies(written -> assertThat(written.texts())
                        .extracting(TrainingEvent.TextWritten.Text::prompt)
                        .containsExactly("the number", "<i>this"));
        assertThat(Files.readString(run.names().root().resolve("report.html")))
                .contains("What the model writes", "<b>the number</b>", "<b>&lt;i&gt;this</b>");
    }

    @Test
    void shouldGiveTheRecordedMetricsAgain() throws Exception {
        assertThat(CommandHere.run("verify", run.root()).exitsWith(0).out()).contains("validation/bitsPerByte");
    }

    @Test
    void shouldEndWithTheSameBitsWhereItWasInterrupted() throws Exception {
        RunFolder parts = new RunFolder(folder.resolve("parts"));
        CommandHere.run("run", spec, "--out", parts.root(), "--set", "stopWhen.0.maxSteps=33")
                .exitsWith(0);
        CommandHere.run("run", spec, "--out", parts.root(), "--resume").exitsWith(0);

        assertThat(Files.mismatch(
                        parts.names().model().resolve("parameters.safetensors"),
                        run.names().model().resolve("parameters.safetensors")))
                .isEqualTo(-1);
    }

    @Test
    void shouldAccumulateAsManyBatchesAsTheTokensOfAStepTake() throws Exception {
        RunFolder byBatches = new RunFolder(folder.resolve("batches"));
        RunFolder byTokens = new RunFolder(folder.resolve("tokens"));
        Object[] few = {"--set=training.batchSize=8", "--set=checkpoint.everySteps=10"};
        trainFew(byBatches, few, "--set=stopWhen.0.maxSteps=30", "--set=training.accumulate=3");
        trainFew(byTokens, few, "--set=stopWhen.0.maxSteps=17", "--set=training.tokensPerStep=384");

        trainFew(byTokens, few, "--set=stopWhen.0.maxSteps=30", "--set=training.tokensPerStep=384", "--resume");

        TrainingEvent.Started started =
                byTokens.events(TrainingEvent.Started.class).get(0);
        assertThat(started.environment())
                .containsEntry("optimizerStep", "384 tokens (accumulate 3 × batchSize 8 × context 16)");
        assertThat(started.stepsPerEpoch())
                .isEqualTo(byBatches.events(TrainingEvent.Started.class).get(0).stepsPerEpoch());
        assertThat(Files.readString(byTokens.names().log()))
                .contains("an optimizer step takes 384 tokens (accumulate 3 × batchSize 8 × context 16)");
        assertThat(Files.mismatch(
                        byTokens.names().model().resolve("parameters.safetensors"),
                        byBatches.names().model().resolve("parameters.safetensors")))
                .isEqualTo(-1);
    }

    private static void trainFew(RunFolder run, Object[] few, Object... more) throws Exception {
        Stream<Object> command = Stream.of("run", spec, "--out", run.root(), "--set=reporting.samples=[]");
        CommandHere.run(Stream.of(command, Stream.of(few), Stream.of(more))
                        .flatMap(part -> part)
                        .toArray())
                .exitsWith(0);
    }

    @Test
    void shouldRefuseANegativeTemperature() throws Exception {
        assertThat(CommandHere.run("generate", run.root(), "--temperature", -1)
                        .exitsWith(2)
                        .err())
                .contains("--temperature: at least 0 is needed, not -1.0");
    }

    @Test
    void shouldRefuseTokensThatAreNotTheModels() throws Exception {
        Path model = copyOfTheModel();
        Files.writeString(model.resolve("tokenizer.json"), "{\"type\": \"gpt2\"}");
        Manifest.write(model);

        assertThat(CommandHere.run("generate", model).exitsWith(2).err())
                .contains("tokenizer.json: has 50257 tokens, and the network 257");
    }

    private Path copyOfTheModel() throws IOException {
        Path model = Files.createDirectories(folder.resolve("model"));
        try (Stream<Path> files = Files.list(run.names().model())) {
            for (Path file : files.toList()) {
                Files.copy(file, model.resolve(file.getFileName()));
            }
        }
        return model;
    }

    @Test
    void shouldChallengeAModelOnTheSameText() throws Exception {
        RunFolder next = new RunFolder(folder.resolve("next"));
        CommandHere.run(
                        "run",
                        spec,
                        "--out",
                        next.root(),
                        "--set=stopWhen.0.maxSteps=1",
                        "--set=training.optimizer.learningRate=1.0e-30",
                        "--set=reference=" + run.root(),
                        "--set=warmStart=parameters",
                        "--set=gates=[{challenge: validation/bitsPerByte, outcome: failure}]")
                .exitsWith(0);

        double measured = run.trainingJson()
                .at("/result/packaged/metrics/validation~1bitsPerByte")
                .asDouble();
        assertThat(next.events(Challenged.class).get(0).result()).satisfies(result -> {
            assertThat(result.comparison()).isEqualTo(Comparison.WITHIN_NOISE);
            assertThat(result.referenceValue()).isCloseTo(measured, within(1e-5));
        });
    }

    @Test
    void shouldBeginWithAModelOfOtherTokensAndNotBeComparedWithIt() throws Exception {
        RunFolder other = new RunFolder(folder.resolve("other"));
        CommandHere.run(
                        "run",
                        spec,
                        "--out",
                        other.root(),
                        "--set=data.tokenizer=character",
                        "--set=stopWhen.0.maxSteps=3",
                        "--set=reference=" + run.root(),
                        "--set=warmStart={from: parameters, reset: ['transformer.wte.*']}",
                        "--set=gates=[{challenge: validation/bitsPerByte}]")
                .exitsWith(Outcome.UNSTABLE.exitCode());

        assertThat(other.events(Provenance.Began.class).get(0).reset()).containsExactly("transformer.wte.weight");
        assertThat(other.events(Judged.class).get(0).gates().get(0).sentence())
                .contains("reads text in other tokens than this run");
    }

    @Test
    void shouldWriteNoFurtherWhereASignalAsksForTheEnd() throws Exception {
        Signals.assumeHeard("TERM");
        long last = run.events(TrainingEvent.Started.class).get(0).stepsPerEpoch();
        RunFolder stopped = new RunFolder(folder.resolve("stopped"));
        TrainerProcess process = TrainerProcess.start(
                "run",
                spec,
                "--out",
                stopped.root(),
                "--set=reporting={everySteps: " + last + ", sampleTokens: 1000, samples: [" + "a, ".repeat(20) + "]}");
        assertThat(stopped.await(process, TrainingEvent.Step.class, step -> step.step() == last))
                .isTrue();

        process.signal("TERM");
        process.await().exitsWith(12);

        assertThat(stopped.events(TrainingEvent.TextWritten.class).get(0).texts())
                .last()
                .satisfies(text -> assertThat(text.text()).endsWith("…"));
    }
}
