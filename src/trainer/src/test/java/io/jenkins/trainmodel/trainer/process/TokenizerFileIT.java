package io.jenkins.trainmodel.trainer.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.trainmodel.event.TrainingEvent;
import io.jenkins.trainmodel.run.DurableFiles;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A tokenizer.json of the user's, from the text to the package and to what is made of it. */
class TokenizerFileIT {
    private static final String RESOURCES = "/io/jenkins/trainmodel/trainer/data/token/";

    @TempDir
    private Path folder;

    private Path spec;

    @BeforeEach
    void writeSpecification() throws IOException {
        String text = IntStream.range(0, 500)
                .mapToObj(number -> "the cold wind " + number + " turns over the field\n")
                .collect(Collectors.joining());
        Files.writeString(folder.resolve("text.txt"), text);
        copy("byte-level", folder.resolve("tokens.json"));
        spec = Files.writeString(folder.resolve("lines.yaml"), """
                data: {type: text, path: text.txt, context: 16, tokenizer: {type: huggingface, path: tokens.json}}
                model: {type: gpt, layers: 1, heads: 2, width: 16}
                training: {batchSize: 16, optimizer: {type: adamw, learningRate: 0.01}}
                stopWhen: [{maxSteps: 12}]
                reporting: {tensorboard: false, samples: ['the cold'], sampleTokens: 5}
                device: {type: cpu, threads: 1}
                """);
    }

    private static void copy(String kind, Path target) throws IOException {
        try (InputStream file = TokenizerFileIT.class.getResourceAsStream(RESOURCES + kind + "/tokenizer.json")) {
            Files.copy(file, target, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private RunFolder run(String name, String... more) throws Exception {
        RunFolder run = new RunFolder(folder.resolve(name));
        Object[] arguments = Stream.concat(Stream.of("run", spec, "--out", run.root()), Stream.of(more))
                .toArray();
        CommandHere.run(arguments).exitsWith(0);
        return run;
    }

    @Test
    void shouldTravelWithTheModel() throws Exception {
        RunFolder first = run("first", "--set=stopWhen.0={maxEpochs: 1}");

        Path model = first.names().model();
        assertThat(model.resolve("tokenizer.json")).hasSameBinaryContentAs(folder.resolve("tokens.json"));
        assertThat(model.resolve("huggingface/tokenizer.json")).hasSameBinaryContentAs(folder.resolve("tokens.json"));
        assertThat(model.resolve("tokenizer_config.json")).content().contains("\"eos_token\" : \"<|endoftext|>\"");
        assertThat(first.events(TrainingEvent.TextWritten.class).get(0).texts())
                .singleElement()
                .satisfies(text -> assertThat(text.text()).isNotBlank());
        assertThat(TrainerProcess.run("generate", model, "--prompt", "the cold", "--tokens", 8, "--temperature", 0)
                        .exitsWith(0)
                        .out())
                .startsWith("the cold wind");

        Files.delete(folder.resolve("tokens.json"));
        copy("byte-level", folder.resolve("unused.json"));
        assertThat(CommandHere.run(
                                "run",
                                spec,
                                "--out",
                                folder.resolve("next"),
                                "--set=data.tokenizer=huggingface",
                                "--set=model={type: huggingface, path: first/model/huggingface}",
                                "--set=stopWhen.0.maxSteps=1")
                        .exitsWith(0)
                        .err())
                .isEmpty();
    }

    @Test
    void shouldBeTakenFromThePackageThatARunBeginsWith() throws Exception {
        RunFolder first = run("first");
        Files.delete(folder.resolve("tokens.json"));
        String begun = "--set=model={type: package, path: first}";

        RunFolder next = run("next", begun, "--set=data.tokenizer=null", "--set=training.lora={rank: 2}");

        assertThat(next.names().model().resolve("tokenizer.json"))
                .hasSameBinaryContentAs(first.names().model().resolve("tokenizer.json"));
        assertThat(next.names().model().resolve("adapter/adapter_model.safetensors"))
                .exists();
        assertThat(next.events(TrainingEvent.Warning.class))
                .extracting(TrainingEvent.Warning::message)
                .noneMatch(message -> message.contains("token"));
        assertThat(refuse(begun, "--set=data.tokenizer=byte"))
                .contains(
                        "by the tokenizer byte with 257 tokens, and the text of the run lines by huggingface (SHA-256")
                .containsPattern("by huggingface \\(.*\\) with \\d+ tokens; leave tokenizer out of the data");
        DurableFiles.deleteTree(first.root());
        run(
                "next",
                begun,
                "--set=data.tokenizer=null",
                "--set=training.lora={rank: 2}",
                "--resume",
                "--set=stopWhen.0.maxSteps=14");
    }

    private String refuse(String... more) throws Exception {
        Object[] arguments = Stream.concat(Stream.of("run", spec, "--out", folder.resolve("refused")), Stream.of(more))
                .toArray();
        return CommandHere.run(arguments).exitsWith(2).err();
    }

    @Test
    void shouldBeBytesAsTheModelHasThemWhereNothingElseIsSaid() throws Exception {
        run("first", "--set=data.tokenizer=byte");
        String begun = "--set=model={type: package, path: first}";

        RunFolder next = run("next", begun, "--set=data.tokenizer=null");

        assertThat(next.trainingJson().at("/specification/data/tokenizer/type").asText())
                .isEqualTo("byte");
        assertThat(refuse(begun, "--set=data.tokenizer=huggingface"))
                .contains("data.tokenizer is huggingface without path, and the text of the model in ")
                .contains(" was cut by byte; leave tokenizer out to take that");
    }

    @Test
    void shouldGoOnWithoutTheFileToTheSameBitsAndRefuseAnother() throws Exception {
        RunFolder whole = run("whole");
        RunFolder parts = run("parts", "--set=stopWhen.0.maxSteps=7");
        copy("unigram", folder.resolve("tokens.json"));

        assertThat(CommandHere.run("run", spec, "--out", parts.root(), "--resume")
                        .exitsWith(2)
                        .err())
                .contains("is cut into tokens by the tokenizer huggingface (SHA-256 and end of text ");
        DurableFiles.deleteTree(folder.resolve("tokens.json"));
        CommandHere.run("run", spec, "--out", parts.root(), "--resume").exitsWith(0);

        assertThat(parts.names().model().resolve("parameters.safetensors"))
                .hasSameBinaryContentAs(whole.names().model().resolve("parameters.safetensors"));
    }

    @Test
    void shouldSayWhichPromptHasNoTokens() throws Exception {
        String text = IntStream.range(0, 2000)
                .mapToObj(number ->
                        Integer.toBinaryString(number).replace("0", "the ").replace("1", "wind ") + "\n")
                .collect(Collectors.joining());
        Files.writeString(folder.resolve("text.txt"), text);
        copy("words", folder.resolve("tokens.json"));
        Path run = folder.resolve("run");

        assertThat(CommandHere.run("run", spec, "--out", run).exitsWith(2).err())
                .contains("reporting.samples: the tokenizer huggingface has no token for \"cold\" (");
        run("run", "--set=stopWhen.0.maxSteps=1", "--set=reporting.samples=['the wind']");
        assertThat(CommandHere.run("generate", run, "--prompt", "cold")
                        .exitsWith(2)
                        .err())
                .contains("--prompt: the tokenizer huggingface has no token for \"cold\" (");
    }
}
