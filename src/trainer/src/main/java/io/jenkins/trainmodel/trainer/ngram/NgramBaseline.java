package io.jenkins.trainmodel.trainer.ngram;

import io.jenkins.trainmodel.trainer.data.LoadedData;
import io.jenkins.trainmodel.trainer.data.Samples;
import io.jenkins.trainmodel.trainer.data.problem.DataException;
import io.jenkins.trainmodel.trainer.data.text.TokenWindows;
import io.jenkins.trainmodel.trainer.data.token.Tokenizer;
import java.util.List;

/** What an n-gram model makes of the validation text of a run: of the very tokens that the run's network predicts. */
public final class NgramBaseline {
    private static final List<Integer> USUAL = List.of(3, 5);

    private NgramBaseline() {}

    /**
     * The result.
     *
     * @param order tokens in the longest tuple
     * @param tokens how many were predicted
     * @param bytes of text that these are
     * @param bits that they take
     */
    public record Result(int order, long tokens, long bytes, double bits) {
        /** Bits a byte of text; less is better. */
        public double bitsPerByte() {
            return bits / bytes;
        }

        /** exp of the mean loss of a token in nats. */
        public double perplexity() {
            return Math.pow(2, bits / tokens);
        }
    }

    /**
     * The orders to measure: those that are asked for, or else those that are usual and possible with these tokens.
     *
     * @throws DataException if the data is no text
     * @throws IllegalArgumentException if one that is asked for is not possible, see {@link KneserNey}
     */
    public static List<Integer> orders(LoadedData data, List<Integer> wanted) {
        windows(data.train());
        int tokens = data.tokenizer().orElseThrow().size();
        wanted.forEach(order -> KneserNey.require(order, tokens));
        return wanted.isEmpty()
                ? USUAL.stream()
                        .filter(order -> order <= KneserNey.largestOrder(tokens))
                        .toList()
                : wanted;
    }

    /**
     * Counts the training text and measures on the validation text.
     *
     * @throws DataException if the data is no text
     * @throws IllegalArgumentException if there is no such order, see {@link KneserNey}
     */
    public static Result of(LoadedData data, int order) {
        TokenWindows train = windows(data.train());
        TokenWindows validation = windows(data.validation());
        Tokenizer tokenizer = data.tokenizer().orElseThrow();
        KneserNey model = new KneserNey(train.tokens(), order, tokenizer.size());
        long end = 1 + (long) validation.size() * validation.context();
        long bytes = 0;
        for (long place = 1; place < end; place++) {
            bytes += tokenizer.bytes(validation.tokens().at(place)).length;
        }
        return new Result(order, end - 1, bytes, model.bits(validation.tokens(), 1, end));
    }

    private static TokenWindows windows(Samples samples) {
        if (samples instanceof TokenWindows windows) {
            return windows;
        }
        throw new DataException("n-grams are counted in text, and the data of the specification is none");
    }
}
