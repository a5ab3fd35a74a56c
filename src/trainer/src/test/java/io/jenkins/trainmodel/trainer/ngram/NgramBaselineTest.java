package io.jenkins.trainmodel.trainer.ngram;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.jenkins.trainmodel.spec.data.Text;
import io.jenkins.trainmodel.spec.data.TokenizerSpec;
import io.jenkins.trainmodel.trainer.data.LoadedData;
import io.jenkins.trainmodel.trainer.data.file.LoadProgress;
import io.jenkins.trainmodel.trainer.data.text.TextData;
import io.jenkins.trainmodel.trainer.data.text.TokenFile;
import io.jenkins.trainmodel.trainer.data.text.TokenWindows;
import io.jenkins.trainmodel.trainer.engine.TestEngine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What n-gram models make of a validation text. */
class NgramBaselineTest {
    @TempDir
    private Path folder;

    private LoadedData load(TokenizerSpec tokenizer, int context, String train, String validation) throws IOException {
        Path trainFile = Files.writeString(folder.resolve("train.txt"), train);
        Path held = Files.writeString(folder.resolve("held.txt"), validation);
        Text spec = new Text(
                trainFile,
                Optional.of(tokenizer),
                context,
                Optional.empty(),
                "text",
                0.2,
                Optional.of(held),
                Optional.empty(),
                Optional.empty());
        return new TextData(spec, folder.resolve("cache"), TestEngine.libraries(), LoadProgress.NONE)
                .load(1, Optional.empty());
    }

    /** Too few tuples for discounts of their own, so 0.5 is taken from what occurred once. */
    @Test
    void shouldMixCountsWithWhatShorterTuplesSay() throws IOException {
        // The training text is a, a, b and its end; so are the tokens that are predicted, from the second on.
        NgramBaseline.Result result = NgramBaseline.of(load(new TokenizerSpec.Bytes(), 3, "aab", "aab"), 2);
        double alone = (1 - 0.5 + 3 * 0.5 / 257) / 3;
        double afterA = (1 - 0.5 + 2 * 0.5 * alone) / 2;
        double afterB = 1 - 0.5 + 0.5 * alone;
        double bits = -(2 * Math.log(afterA) + Math.log(afterB)) / Math.log(2);
        assertThat(result.bits()).isCloseTo(bits, within(1e-9));
        assertThat(result.tokens()).isEqualTo(3);
        assertThat(result.bytes()).isEqualTo(2);
        assertThat(result.bitsPerByte()).isCloseTo(bits / 2, within(1e-9));
        assertThat(result.perplexity()).isCloseTo(Math.pow(2, bits / 3), within(1e-9));
    }

    @Test
    void shouldGiveAllThatCanFollowAProbabilityOfOneTogether() throws IOException {
        String train = "abcabbcabacbbabccabaabcab".repeat(3) + "aaacb";
        double sum = 0;
        // The end of the text, and a character that the training text has not, are what else can follow.
        for (String next : List.of("a", "b", "c", "x", "")) {
            sum += probability(train, "ab", next);
        }
        assertThat(sum).isCloseTo(1, within(1e-9));
    }

    /** Of three copies few tuples are there once or twice, by which the formulas of the discounts give numbers below 0. */
    @Test
    void shouldLeaveSomethingForWhatATextWithCopiesHasNot() throws IOException {
        String train = "the cat sat on the mat and the dog ran to the sea. ".repeat(3)
                + "a big red fox and a cub in the den saw an old hen go by.";
        double sum = probability(train, "en", "?") + probability(train, "en", "");
        for (int character : train.chars().distinct().toArray()) {
            double one = probability(train, "en", Character.toString(character));
            assertThat(one).isPositive();
            sum += one;
        }
        assertThat(sum).isCloseTo(1, within(1e-9));
        assertThat(NgramBaseline.of(load(new TokenizerSpec.Characters(), 3, train, "enx, ends"), 3)
                        .bitsPerByte())
                .isFinite();
    }

    private double probability(String train, String before, String next) throws IOException {
        LoadedData data = load(new TokenizerSpec.Characters(), 1, train, before + next);
        TokenFile text = ((TokenWindows) data.validation()).tokens();
        KneserNey model = new KneserNey(
                ((TokenWindows) data.train()).tokens(),
                3,
                data.tokenizer().orElseThrow().size());
        return Math.pow(2, -model.bits(text, 2, 3));
    }

    @Test
    void shouldMeasureOrdersThatTheTokenizersTokensAllow() throws IOException {
        LoadedData bytes = load(new TokenizerSpec.Bytes(), 4, "abacadaeaf", "abacadaeaf");
        LoadedData pieces = load(new TokenizerSpec.Gpt2(), 1, "a b a c", "a b a c");
        assertThat(NgramBaseline.orders(bytes, List.of())).containsExactly(3, 5);
        assertThat(NgramBaseline.orders(pieces, List.of())).containsExactly(3);
        assertThat(NgramBaseline.of(pieces, 3).bits()).isFinite();
        assertThat(NgramBaseline.orders(bytes, List.of(6, 2))).containsExactly(6, 2);
        assertThatThrownBy(() -> NgramBaseline.orders(pieces, List.of(3, 5)))
                .hasMessage("order 5 is not from 1 to 3, which is the most for 50257 different tokens");
    }

    @Test
    void shouldKnowTextThatRepeatsItselfBetterTheLongerItsTuplesAre() throws IOException {
        LoadedData data = load(new TokenizerSpec.Bytes(), 8, "abacadaeaf".repeat(200), "abacadaeaf".repeat(20));
        double two = NgramBaseline.of(data, 2).bitsPerByte();
        double three = NgramBaseline.of(data, 3).bitsPerByte();
        assertThat(three).isLessThan(two / 2).isBetween(0.0, 0.5);
        assertThatThrownBy(() -> NgramBaseline.of(data, 7))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("order 7 is not from 1 to 6");
    }
}
