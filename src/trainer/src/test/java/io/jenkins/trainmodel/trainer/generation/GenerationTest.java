package io.jenkins.trainmodel.trainer.generation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.trainmodel.trainer.data.token.ByteTokenizer;
import io.jenkins.trainmodel.trainer.data.token.Tokenizer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class GenerationTest {
    private static final Tokenizer BYTES = new ByteTokenizer();
    private static final int CONTEXT = 4;
    private static final int ALL = Integer.MAX_VALUE;

    private static String text(Generation generation, NextToken model, String prompt) {
        StringBuilder text = new StringBuilder();
        generation.run(model, BYTES, CONTEXT, prompt, more -> {
            text.append(more);
            return true;
        });
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
                new Generation(4, 0, ALL, 1),
                tokens -> {
                    seen.add(tokens);
                    return certain('x');
                },
                "abcdef");

        assertThat(seen)
                .containsExactly(
                        new int[] {'c', 'd', 'e', 'f'},
                        new int[] {'e', 'f', 'x'},
                        new int[] {'e', 'f', 'x', 'x'},
                        new int[] {'x', 'x', 'x'});
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
    void shouldDrawFromNoMoreThanAreWantedWhereManyAreEqual() {
        NextToken equal = tokens -> {
            float[] logits = new float[BYTES.size()];
            Arrays.fill(logits, 'a', 'd', 3);
            return logits;
        };

        assertThat(text(new Generation(200, 1, 2, 7), equal, ""))
                .matches("[ab]{200}")
                .contains("a", "b");
    }

    @Test
    void shouldDrawNothingFromWhatIsNotFinite() {
        NextToken broken = tokens -> new float[] {1, Float.NaN, 2};

        assertThatThrownBy(() -> text(new Generation(1, 0, ALL, 1), broken, ""))
                .isInstanceOf(ArithmeticException.class)
                .hasMessageContaining("not finite");
        assertThatThrownBy(() -> text(new Generation(1, 1, 2, 1), broken, "")).hasMessageContaining("not finite");
    }

    /** Half of a character would be none. */
    @Test
    void shouldCutATextThatIsTooLongBetweenTwoCharacters() {
        BoundedText text = new BoundedText(10, () -> true);
        new Generation(1000, 0, ALL, 1).run(writing("😀".repeat(6)), BYTES, CONTEXT, "", text);

        assertThat(text).hasToString("😀😀😀😀…");
        BoundedText whole = new BoundedText(12, () -> true);
        new Generation(1000, 0, ALL, 1).run(writing("😀".repeat(6)), BYTES, CONTEXT, "", whole);
        assertThat(whole).hasToString("😀".repeat(6));
    }

    @Test
    void shouldMakeNothingMoreWhereNobodyWantsIt() {
        List<int[]> asked = new ArrayList<>();
        NextToken endless = tokens -> {
            asked.add(tokens);
            return certain('x');
        };
        BoundedText text = new BoundedText(1000, () -> asked.size() < 3);
        new Generation(1000, 0, ALL, 1).run(endless, BYTES, CONTEXT, "", text);

        assertThat(text).hasToString("xxx…");
        assertThat(asked).hasSize(3);
    }

    @Test
    void shouldRefuseWhatMakesNoText() {
        assertThatThrownBy(() -> new Generation(0, 1, ALL, 1)).hasMessageContaining("at least one token");
        assertThatThrownBy(() -> new Generation(1, Double.NaN, ALL, 1)).hasMessageContaining("temperature");
    }
}
