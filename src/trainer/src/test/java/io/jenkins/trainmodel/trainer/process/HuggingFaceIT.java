package io.jenkins.trainmodel.trainer.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.jenkins.trainmodel.event.TrainingEvent;
import io.jenkins.trainmodel.run.DurableFiles;
import io.jenkins.trainmodel.run.Manifest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Models of the Hugging Face layout, from a package that has one to a run that begins with it. */
class HuggingFaceIT {
    private static final String HERE = "--set=model={type: huggingface, path: source, dropout: 0.1}";

    @TempDir
    private static Path shared;

    @TempDir
    private Path folder;

    private static RunFolder first;

    @BeforeAll
    static void train() throws Exception {
        first = new RunFolder(shared.resolve("first"));
        CommandHere.run("run", specification(shared), "--out", first.root()).exitsWith(0);
    }

    private static Path specification(Path folder) throws IOException {
        String text = IntStream.range(0, 500)
                .mapToObj(number -> "the number of this line is " + number + "\n")
                .collect(Collectors.joining());
        Files.writeString(folder.resolve("text.txt"), text);
        return Files.writeString(folder.resolve("lines.yaml"), """
                data: {type: text, path: text.txt, context: 16}
                model: {type: gpt, layers: 2, heads: 2, width: 16}
                training: {batchSize: 16, optimizer: {type: adamw, learningRate: 0.01}}
                stopWhen: [{maxSteps: 20}]
                reporting: {tensorboard: false}
                device: {type: cpu, threads: 1}
                """);
    }

    private static Path written() {
        return first.names().model().resolve("huggingface");
    }

    /** The model in a directory of its own. */
    private Path source() throws IOException {
        Path source = Files.createDirectories(folder.resolve("source"));
        try (Stream<Path> files = Files.list(written())) {
            for (Path file : files.toList()) {
                Files.copy(file, source.resolve(file.getFileName()));
            }
        }
        return source;
    }

    @Test
    void shouldPackWhatTransformersOpens() throws Exception {
        assertThat(written()).isDirectoryContaining(file -> file.endsWith("model.safetensors"));
        assertThat(Manifest.read(first.names().model()).files())
                .extracting(Manifest.Entry::path)
                .contains("huggingface/config.json", "huggingface/tokenizer.json", "huggingface/model.safetensors");
        assertThat(Files.readString(first.names().model().resolve("README.md")))
                .contains("AutoModelForCausalLM.from_pretrained(\"huggingface\")");
        CommandHere.run("verify", first.root()).exitsWith(0);
    }

    @Test
    void shouldFindAnotherModelInTheFolder() throws Exception {
        Path copy = folder.resolve("model");
        try (Stream<Path> files = Files.walk(first.names().model())) {
            for (Path file : files.toList()) {
                Files.copy(file, copy.resolve(first.names().model().relativize(file)));
            }
        }
        Path weights = copy.resolve("huggingface/model.safetensors");
        byte[] bytes = Files.readAllBytes(weights);
        bytes[bytes.length - 3] ^= 1;
        Files.write(weights, bytes);
        Manifest.write(copy);

        assertThat(CommandHere.run("verify", copy).exitsWith(11).out())
                .contains("in huggingface/ is not that of parameters.safetensors");
    }

    @Test
    void shouldBeginWithTheModel() throws Exception {
        source();
        RunFolder next = new RunFolder(folder.resolve("next"));
        CommandHere.run(
                        "run",
                        specification(folder),
                        "--out",
                        next.root(),
                        HERE,
                        "--set=stopWhen.0.maxSteps=1",
                        "--set=training.optimizer.learningRate=1.0e-9",
                        "--set=model.freeze=['transformer.wte.*']")
                .exitsWith(0);

        String loss = "/result/packaged/metrics/validation~1loss";
        assertThat(next.trainingJson().at(loss).asDouble())
                .isCloseTo(first.trainingJson().at(loss).asDouble(), within(1e-5));
        assertThat(next.trainingJson().at("/specification/model/layers").asInt())
                .isEqualTo(2);
        assertThat(Files.readString(next.names().model().resolve("README.md")))
                .contains("It began with the parameters of the Hugging Face model in")
                .contains(next.trainingJson().at("/specification/model/sha256").asText("no fingerprint"))
                .contains("Left as they were: `transformer.wte.*`.");
        assertThat(next.events(TrainingEvent.Warning.class))
                .extracting(TrainingEvent.Warning::message)
                .anyMatch(message -> message.startsWith("Nobody knows which samples the model of the directory "));
    }

    @Test
    void shouldGoOnWithoutTheDirectoryAndEndWithTheSameBits() throws Exception {
        Path source = source();
        Path spec = specification(folder);
        RunFolder whole = new RunFolder(folder.resolve("whole"));
        CommandHere.run("run", spec, "--out", whole.root(), HERE).exitsWith(0);
        RunFolder parts = new RunFolder(folder.resolve("parts"));
        CommandHere.run("run", spec, "--out", parts.root(), HERE, "--set=stopWhen.0.maxSteps=7")
                .exitsWith(0);
        DurableFiles.deleteTree(source);

        CommandHere.run("run", spec, "--out", parts.root(), HERE, "--resume").exitsWith(0);

        assertThat(Files.mismatch(
                        parts.names().model().resolve("parameters.safetensors"),
                        whole.names().model().resolve("parameters.safetensors")))
                .isEqualTo(-1);
        assertThat(CommandHere.run("check", spec, HERE).exitsWith(2).out()).contains("there is no directory " + source);
    }

    @Test
    void shouldSayBothSizesWhereTokensAreOthersAndBeginThemAnew() throws Exception {
        source();
        Path spec = specification(folder);
        Object[] run = {
            "run",
            spec,
            "--out",
            folder.resolve("run"),
            HERE,
            "--set=data.tokenizer=character",
            "--set=stopWhen.0.maxSteps=1"
        };
        assertThat(CommandHere.run(run).exitsWith(2).err())
                .containsPattern("it has 257 tokens, and the tokenizer character makes \\d\\d\\.");

        Object[] anew = Stream.concat(Stream.of(run), Stream.of("--set=model.reset=['transformer.wte.*']"))
                .toArray();
        CommandHere.run(anew).exitsWith(0);

        assertThat(CommandHere.run("run", spec, "--out", folder.resolve("long"), HERE, "--set=data.context=32")
                        .exitsWith(2)
                        .err())
                .contains("it has 16 places, and data.context is 32.");
    }
}
