package io.jenkins.trainmodel.trainer.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.Device;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.trainmodel.trainer.data.token.Tokenizer;
import io.jenkins.trainmodel.trainer.data.token.Tokenizers;
import io.jenkins.trainmodel.trainer.engine.TestEngine;
import io.jenkins.trainmodel.trainer.learner.saved.SavedLanguageModel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Whether transformers and this trainer compute the same of the same files, in both directions. Run by the profile
 * huggingface, which must name a Python with torch and transformers.
 */
class TransformersCheck {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Path SCRIPT =
            Path.of("src/test/huggingface/transformers_model.py").toAbsolutePath();
    private static final int CONTEXT = 16;
    private static final double LOGITS = 1e-4;
    private static final String UNTIED = "{\"vocab_size\": 257, \"n_positions\": 24, \"n_embd\": 16, \"n_head\": 4,"
            + " \"n_layer\": 2, \"tie_word_embeddings\": false}";
    private static final List<String> TEXTS =
            List.of("", "Hello,  world's\n\n\t 2024 tests!", "Zürich – 漢字 🙂🙃 don't <|x|>", " leading and trailing ");

    @TempDir
    private Path folder;

    private static Device device;

    @BeforeAll
    static void loadEngine() {
        device = TestEngine.load().device();
    }

    private JsonNode python(String input, Object... arguments) throws Exception {
        String python = System.getProperty("huggingface.python", "");
        assertThat(python).as("-Dhuggingface.python names no Python").isNotEmpty();
        List<String> command = new ArrayList<>(List.of(python, SCRIPT.toString()));
        Arrays.stream(arguments).map(Object::toString).forEach(command::add);
        Path in = Files.writeString(folder.resolve("in.json"), input);
        Path out = folder.resolve("out.json");
        Path err = folder.resolve("err.txt");
        Process process = new ProcessBuilder(command)
                .redirectInput(in.toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile())
                .start();
        assertThat(process.waitFor()).as(Files.readString(err)).isZero();
        return JSON.readTree(out.toFile());
    }

    private JsonNode ask(Path model, List<int[]> rows, List<String> texts) throws Exception {
        ObjectNode wanted = JSON.createObjectNode();
        ArrayNode tokens = wanted.putArray("tokens");
        rows.forEach(row -> tokens.add(JSON.valueToTree(row)));
        wanted.set("texts", JSON.valueToTree(texts));
        return python(wanted.toString(), "ask", model);
    }

    private RunFolder train(String data, String model, String more) throws Exception {
        String text = IntStream.range(0, 400)
                .mapToObj(number -> "the number of this line is " + number + "\n")
                .collect(Collectors.joining());
        Files.writeString(folder.resolve("text.txt"), text);
        Files.writeString(folder.resolve("held.txt"), text.substring(0, 2000));
        Path spec = Files.writeString(folder.resolve("lines.yaml"), """
                data: {type: text, path: text.txt, validationPath: held.txt, %s}
                model: {%s}
                training: {batchSize: 8, %s}
                stopWhen: [{maxSteps: 40}]
                device: {type: cpu, threads: 1}
                """.formatted(data, model, more));
        RunFolder run = new RunFolder(folder.resolve("run"));
        TrainerProcess.run("run", spec, "--out", run.root()).exitsWith(0);
        return run;
    }

    private static List<int[]> rows(int vocabulary) {
        return IntStream.range(0, 3)
                .mapToObj(row -> IntStream.range(0, CONTEXT - row)
                        .map(place -> (31 * row + 17 * place * place + place) % vocabulary)
                        .toArray())
                .toList();
    }

    private static void requireSameLogits(JsonNode answer, Path script, List<int[]> rows) {
        requireSame(answer.path("logits"), script, rows);
    }

    private static void requireSame(JsonNode logitsThere, Path script, List<int[]> rows) {
        try (SavedLanguageModel own = new SavedLanguageModel(script, device)) {
            for (int row = 0; row < rows.size(); row++) {
                for (int place = 0; place < rows.get(row).length; place++) {
                    float[] logits = own.next(Arrays.copyOf(rows.get(row), place + 1));
                    JsonNode there = logitsThere.get(row).get(place);
                    assertThat(there.size()).isEqualTo(logits.length);
                    for (int token = 0; token < logits.length; token++) {
                        assertThat((double) logits[token])
                                .as("row %d, place %d, token %d", row, place, token)
                                .isCloseTo(there.get(token).asDouble(), within(LOGITS));
                    }
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"[c_attn, '*.mlp.*']", "['*']"})
    void shouldLeaveAdaptersThatGiveTheMergedModelBesideItsBase(String targets) throws Exception {
        python("", "make", folder.resolve("saved"), UNTIED);

        RunFolder run = train(
                "tokenizer: byte, context: " + CONTEXT,
                "type: huggingface, path: saved",
                "optimizer: {type: adamw, learningRate: 0.01}, lora: {rank: 3, alpha: 4, targets: " + targets + "}");

        Path model = run.names().model();
        List<int[]> rows = rows(257);
        ObjectNode wanted = JSON.createObjectNode();
        wanted.set("tokens", JSON.valueToTree(rows));
        JsonNode answer = python(wanted.toString(), "adapted", folder.resolve("saved"), model.resolve("adapter"));
        requireSame(answer.path("formula"), model.resolve("model.pt"), rows);
        if (answer.has("peft")) {
            requireSame(answer.path("peft"), model.resolve("model.pt"), rows);
        }
        assertThat(answer.path("formula"))
                .isNotEqualTo(ask(folder.resolve("saved"), rows, List.of()).path("logits"));
    }

    private static void requireLoaded(JsonNode answer) {
        assertThat(answer.path("class").asText()).isEqualTo("GPT2LMHeadModel");
        answer.path("loading").forEach(names -> assertThat(names).isEmpty());
    }

    @ParameterizedTest
    @ValueSource(strings = {"byte", "character", "gpt2"})
    void shouldOpenWhatARunHasLeft(String tokenizer) throws Exception {
        boolean tied = !tokenizer.equals("character");
        RunFolder run = train(
                "tokenizer: " + tokenizer + ", context: " + CONTEXT,
                "type: gpt, layers: 2, heads: 2, width: 16, dropout: 0.1, tieWeights: " + tied,
                "optimizer: {type: adamw, learningRate: 0.01}");
        Path model = run.names().model();
        Tokenizer tokens = new Tokenizers(TestEngine.libraries()).read(model);
        List<int[]> windows = windows(tokens.encode(Files.readString(folder.resolve("held.txt"))), tokens.endOfText());

        List<int[]> rows = rows(tokens.size());
        JsonNode answer = ask(model.resolve("huggingface"), rows, TEXTS);
        requireLoaded(answer);
        requireSameLogits(answer, model.resolve("model.pt"), rows);
        requireSameTokens(answer, tokens, tokenizer);

        double loss = StreamSupport.stream(
                        ask(model.resolve("huggingface"), windows, List.of())
                                .path("losses")
                                .spliterator(),
                        false)
                .mapToDouble(JsonNode::asDouble)
                .average()
                .orElseThrow();
        JsonNode recorded = run.trainingJson().at("/result/packaged/metrics");
        assertThat(loss).isCloseTo(recorded.path("validation/loss").asDouble(), within(1e-4));
        assertThat(Math.exp(loss))
                .isCloseTo(recorded.path("validation/perplexity").asDouble(), within(1e-2));
    }

    /** Windows follow each other without gap, each with the token behind it as the last label. */
    private static List<int[]> windows(int[] text, int endOfText) {
        int[] all = Arrays.copyOf(text, text.length + 1);
        all[text.length] = endOfText;
        return IntStream.rangeClosed(0, (all.length - 1) / CONTEXT - 1)
                .mapToObj(window -> Arrays.copyOfRange(all, window * CONTEXT, (window + 1) * CONTEXT + 1))
                .toList();
    }

    private static void requireSameTokens(JsonNode answer, Tokenizer tokens, String name) {
        assertThat(answer.path("end").asInt()).isEqualTo(tokens.endOfText());
        for (int place = 0; place < TEXTS.size(); place++) {
            String text = TEXTS.get(place);
            int[] there = StreamSupport.stream(answer.path("texts").get(place).spliterator(), false)
                    .mapToInt(JsonNode::asInt)
                    .toArray();
            assertThat(there).as(name + " of " + text).containsExactly(tokens.encode(text));
            if (!name.equals("character")) {
                assertThat(answer.path("back").get(place).asText()).isEqualTo(text);
            }
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    "n_layer": 2
                    "n_layer": 1, "tie_word_embeddings": false, "n_inner": 20, "activation_function": "gelu"
                    "n_layer": 2, "layer_norm_epsilon": 0.01, "dtype": "bfloat16", "shard": "20KB"
                    "n_layer": 1, "dtype": "float16", "bare": true, "activation_function": "relu"
                    """)
    void shouldComputeWhatTransformersHasSaved(String config) throws Exception {
        Path saved = folder.resolve("saved");
        python(
                "",
                "make",
                saved,
                "{\"vocab_size\": 257, \"n_positions\": 24, \"n_embd\": 16, \"n_head\": 4, " + config + "}");

        RunFolder run = train(
                "tokenizer: byte, context: " + CONTEXT,
                "type: huggingface, path: saved",
                "optimizer: {type: sgd, learningRate: 1.0e-12}");

        List<int[]> rows = rows(257);
        JsonNode answer = ask(saved, rows, List.of());
        requireSameLogits(answer, run.names().model().resolve("model.pt"), rows);
        JsonNode again = ask(run.names().model().resolve("huggingface"), rows, List.of());
        requireLoaded(again);
        requireSameLogits(again, run.names().model().resolve("model.pt"), rows);
    }
}
