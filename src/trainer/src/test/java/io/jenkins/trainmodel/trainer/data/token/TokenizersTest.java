package io.jenkins.trainmodel.trainer.data.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.trainmodel.trainer.engine.TestEngine;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Text that becomes tokens and text again. */
class TokenizersTest {
    private static final String TEXT = "Größe: 10 € – 漢字, 🙂\n\ttabs and  spaces";

    @TempDir
    private Path folder;

    static Stream<Tokenizer> tokenizers() {
        return Stream.of(new ByteTokenizer(), new CharacterTokenizer(TEXT), new Gpt2Tokenizer());
    }

    static String decoded(Tokenizer tokenizer, int[] tokens) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        IntStream.of(tokens).forEach(token -> bytes.writeBytes(tokenizer.bytes(token)));
        return bytes.toString(StandardCharsets.UTF_8);
    }

    @ParameterizedTest
    @MethodSource("tokenizers")
    void shouldGiveBackTheText(Tokenizer tokenizer) {
        int[] tokens = tokenizer.encode(TEXT);
        assertThat(decoded(tokenizer, tokens)).isEqualTo(TEXT);
        assertThat(IntStream.of(tokens)).allMatch(token -> token >= 0 && token < tokenizer.size());
        assertThat(tokenizer.bytes(tokenizer.endOfText())).isEmpty();
        assertThatThrownBy(() -> tokenizer.bytes(tokenizer.size())).isInstanceOf(IndexOutOfBoundsException.class);
    }

    @Test
    void shouldRefuseAFileThatIsNotThereOrTooLarge() throws IOException {
        assertThatThrownBy(() -> new Tokenizers(TestEngine.libraries()).read(folder))
                .hasMessageContaining(": holds no tokenizer.json");
        try (RandomAccessFile large =
                new RandomAccessFile(folder.resolve(Tokenizers.FILE).toFile(), "rw")) {
            large.setLength((128L << 20) + 1);
        }
        assertThatThrownBy(() -> new Tokenizers(TestEngine.libraries()).read(folder))
                .hasMessageContaining("is larger than 128 MiB");
    }

    @Test
    void shouldCutTextAsGpt2Does() {
        // as tiktoken's encoding "gpt2" does, special tokens being text
        assertThat(new Gpt2Tokenizer().encode("Hello world, <|endoftext|>"))
                .containsExactly(15496, 995, 11, 1279, 91, 437, 1659, 5239, 91, 29);
    }

    @ParameterizedTest
    @MethodSource("tokenizers")
    void shouldBeTheSameAfterItsFile(Tokenizer tokenizer) throws IOException {
        Tokenizers.write(tokenizer, folder);
        Tokenizer read = new Tokenizers(TestEngine.libraries()).read(folder);
        assertThat(read.description()).isEqualTo(tokenizer.description());
        assertThat(read.encode(TEXT)).isEqualTo(tokenizer.encode(TEXT));
        assertThat(Tokenizers.of(tokenizer.description()).encode(TEXT)).isEqualTo(tokenizer.encode(TEXT));
    }

    @ParameterizedTest
    @MethodSource("tokenizers")
    void shouldRefuseAFileThatHoldsNone(Tokenizer tokenizer) throws IOException {
        Files.writeString(folder.resolve(Tokenizers.FILE), "{\"type\": \"of another " + tokenizer.name() + "\"}");
        assertThatThrownBy(() -> new Tokenizers(TestEngine.libraries()).read(folder))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("no tokenizer");
    }
}
