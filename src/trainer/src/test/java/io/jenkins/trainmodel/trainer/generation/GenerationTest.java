package io.jenkins.trainmodel.trainer.generation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.trainmodel.trainer.data.token.ByteTokenizer;
import io.jenkins.trainmodel.trainer.data.token.Tokenizer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class GenerationTest {
    private static final Tokenizer BYTES = new ByteTokenizer();
    private static final int CONTEXT = 4;
    private static final int ALL = Integer.MAX_VALUE;

    private static String text(Generation generation, NextToken model, String prompt) {
        StringBuilder text = new StringBuilder();
        generation.run(model, BYTES, CONTEXT, prompt, text::append);
        return text.toString();
    }

    /** Takes one token for far likelier than all others. */
    private static float[] certain(int token) {
        float[] logits = new float[BYTES.size()];
        logits[token] = 10;
        return logits;
    }

    /** Writes these bytes one after another, then ends its text. */
    private static NextToken writing(byte[] bytes) {
        List<Integer> left = new ArrayList<>();
        for (byte value : bytes) {
            left.add(Byte.toUnsignedInt(value));
        }
        left.add(BYTES.endOfText());
        return tokens -> certain(left.remove(0));
    }

    private static NextToken writing(String text) {
        return writing(text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void shouldJoinCharactersOfSeveralTokens() {
        assertThat(text(new Generation(50, 0, ALL, 1), writing("Grüße, 世界 😀!"), ""))
                .isEqualTo("Grüße, 世界 😀!");
    }

    @Test
    void shouldMakeNoMoreThanIsWanted() {
        assertThat(text(new Generation(3, 0, ALL, 1), writing("abcdef"), "")).isEqualTo("abc");
    }

    /** A model can have learned what a terminal would obey. */
    @Test
    void shouldReplaceWhatATerminalWouldObeyAndWhatIsNoText() {
        assertThat(text(new Generation(50, 0, ALL, 1), writing("a\u001b[31mb\n\tc\u009b"), ""))
                .isEqualTo("a\uFFFD[31mb\n\tc\uFFFD");
        byte[] broken = {'a', (byte) 0xff, 'b', (byte) 0xe4, (byte) 0xb8};
        assertThat(text(new Generation(50, 0, ALL, 1), writing(broken), "")).isEqualTo("a\uFFFDb\uFFFD");
    }

    @Test
    void shouldShowTheModelNoMoreThanItsContext() {
        List<int[]> seen = new ArrayList<>();
        text(
                new Generation(3, 0, ALL, 1),
                tokens -> {
                    seen.add(tokens);
                    return certain('x');
                },
                "abcdef");

        assertThat(seen)
                .containsExactly(
                        new int[] {'c', 'd', 'e', 'f'}, new int[] {'d', 'e', 'f', 'x'}, new int[] {'e', 'f', 'x', 'x'});
    }

    @Test
    void shouldBeginANewTextWithoutAPrompt() {
        List<int[]> seen = new ArrayList<>();
        text(
                new Generation(1, 0, ALL, 1),
                tokens -> {
                    seen.add(tokens);
                    return certain('x');
                },
                "");

        assertThat(seen).containsExactly(new int[] {BYTES.endOfText()});
    }

    @Test
    void shouldDrawTheSameForTheSameSeed() {
        NextToken anything = tokens -> new float[BYTES.size()];

        String text = text(new Generation(40, 1, ALL, 7), anything, "");
        assertThat(text(new Generation(40, 1, ALL, 7), anything, "")).isEqualTo(text);
        assertThat(text(new Generation(40, 1, ALL, 8), anything, "")).isNotEqualTo(text);
    }

    @Test
    void shouldDrawFromTheLikeliestAlone() {
        NextToken three = tokens -> {
            float[] logits = new float[BYTES.size()];
            logits['a'] = 3;
            logits['b'] = 2.9f;
            logits['c'] = 2.8f;
            return logits;
        };

        assertThat(text(new Generation(200, 1, 2, 7), three, ""))
                .matches("[ab]{200}")
                .contains("a", "b");
        assertThat(text(new Generation(200, 1, 1, 7), three, "")).matches("a{200}");
    }

    @Test
    void shouldRefuseWhatMakesNoText() {
        assertThatThrownBy(() -> new Generation(0, 1, ALL, 1)).hasMessageContaining("at least one token");
        assertThatThrownBy(() -> new Generation(1, Double.NaN, ALL, 1)).hasMessageContaining("temperature");
    }
}
