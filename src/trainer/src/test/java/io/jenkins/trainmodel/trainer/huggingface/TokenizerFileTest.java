package io.jenkins.trainmodel.trainer.huggingface;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.jenkins.trainmodel.trainer.data.token.ByteTokenizer;
import io.jenkins.trainmodel.trainer.data.token.CharacterTokenizer;
import io.jenkins.trainmodel.trainer.data.token.Gpt2Tokenizer;
import io.jenkins.trainmodel.trainer.data.token.Tokenizer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TokenizerFileTest {
    @TempDir
    private Path folder;

    private JsonNode file(Tokenizer tokenizer) throws IOException {
        Path file = folder.resolve("tokenizer.json");
        TokenizerFile.of(tokenizer).orElseThrow().content().writeTo(file);
        return JsonMapper.builder().build().readTree(file.toFile());
    }

    /** The numbers and pairs that stand in the released vocab.json and merges.txt of GPT-2. */
    @Test
    void shouldFindThePairsOfGpt2Again() throws IOException {
        JsonNode file = file(new Gpt2Tokenizer());

        JsonNode vocabulary = file.at("/model/vocab");
        assertThat(vocabulary.size()).isEqualTo(50_256);
        assertThat(vocabulary.path("!").intValue()).isZero();
        assertThat(vocabulary.path("Ġ").intValue()).isEqualTo(220);
        assertThat(vocabulary.path("Ġthe").intValue()).isEqualTo(262);
        JsonNode merges = file.at("/model/merges");
        assertThat(merges.size()).isEqualTo(50_000);
        assertThat(List.of(0, 1, 2, 3, 6))
                .extracting(place -> merges.get(place).asText())
                .containsExactly("Ġ t", "Ġ a", "h e", "i n", "Ġt he");
        assertThat(file.at("/added_tokens/0/id").intValue()).isEqualTo(50_256);
        assertThat(file.at("/pre_tokenizer/use_regex").booleanValue()).isTrue();
    }

    @Test
    void shouldGiveEveryByteATokenAndJoinNone() throws IOException {
        JsonNode file = file(new ByteTokenizer());

        assertThat(file.at("/model/vocab").size()).isEqualTo(256);
        assertThat(file.at("/model/vocab/A").intValue()).isEqualTo(65);
        assertThat(file.at("/model/vocab/Ċ").intValue()).isEqualTo(10);
        assertThat(file.at("/model/merges")).isEmpty();
        assertThat(file.at("/added_tokens/0/id").intValue()).isEqualTo(256);
    }

    @Test
    void shouldKnowCharactersByTheirNumbers() throws IOException {
        JsonNode file = file(new CharacterTokenizer("😀\nba"));

        assertThat(file.at("/model/vocab").properties())
                .extracting(entry -> entry.getKey() + entry.getValue())
                .containsExactly("\n0", "a1", "b2", "😀3", "<unk>4");
        assertThat(file.at("/added_tokens/0/id").intValue()).isEqualTo(5);
    }

    @Test
    void shouldRefuseATokenThatNoPairMakes() throws IOException {
        assertThatThrownBy(() -> BytePairs.of(List.of("a", "b", "c", "abc")).all())
                .hasMessageContaining("the token 3 is not joined of two: [a, b, c]");
    }
}
