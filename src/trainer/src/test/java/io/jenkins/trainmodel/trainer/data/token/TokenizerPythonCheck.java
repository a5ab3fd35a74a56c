package io.jenkins.trainmodel.trainer.data.token;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.jenkins.trainmodel.trainer.engine.TestEngine;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tokens of files that Python makes here and now, against those of Python's tokenizers. */
class TokenizerPythonCheck {
    private static final Path SCRIPT = Path.of("src/python/tokenizer_files.py");
    private static final List<String> PARTS = List.of(
            "the ",
            "wind",
            "Mühle",
            " ",
            "  ",
            "\n",
            "don't",
            "漢字",
            "🙂",
            "\u0000",
            "<|endoftext|>",
            "</s>",
            "▁",
            "Ġ",
            "e\u0301",
            "İ",
            "123",
            "\t",
            "[SEP]",
            "<0x41>");
    private static final JsonMapper JSON = JsonMapper.builder().build();

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"byte-level", "byte-fallback", "unigram", "word-pieces"})
    void shouldCutTextAsPythonDoes(String kind) throws Exception {
        python("[]", "make", folder.toString());
        Path file = folder.resolve(kind).resolve(Tokenizers.FILE);
        Tokenizer tokenizer = HuggingFaceTokenizer.open(file, Optional.empty(), TestEngine.libraries());
        List<String> texts = texts();

        JsonNode answer = JSON.readTree(python(JSON.writeValueAsString(texts), "ask", file.toString()));

        assertThat(tokenizer.size()).isEqualTo(answer.path("size").asInt());
        for (int text = 0; text < texts.size(); text++) {
            int[] expected = JSON.convertValue(answer.path("tokens").get(text), int[].class);
            assertThat(tokenizer.encode(texts.get(text))).as(texts.get(text)).isEqualTo(expected);
        }
    }

    private static List<String> texts() {
        Random random = new Random(3);
        List<String> texts = new ArrayList<>();
        for (int text = 0; text < 200; text++) {
            StringBuilder joined = new StringBuilder();
            for (int part = 0; part < text % 30; part++) {
                joined.append(PARTS.get(random.nextInt(PARTS.size())));
            }
            texts.add(joined.toString());
        }
        return texts;
    }

    private String python(String input, String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of(System.getProperty("python"), SCRIPT.toString()));
        command.addAll(List.of(arguments));
        Path in = Files.writeString(folder.resolve("in.json"), input);
        Path errors = folder.resolve("errors.txt");
        Process process = new ProcessBuilder(command)
                .redirectInput(in.toFile())
                .redirectError(errors.toFile())
                .start();
        String output = new String(process.getInputStream().readAllBytes());
        assertThat(process.waitFor()).as(Files.readString(errors)).isZero();
        return output;
    }
}
