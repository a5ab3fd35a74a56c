package io.jenkins.trainmodel.trainer.generation;

import io.jenkins.trainmodel.trainer.data.token.Tokenizer;
import io.jenkins.trainmodel.trainer.data.token.UnknownTextException;
import java.util.Arrays;
import java.util.Random;
import java.util.function.Predicate;

/**
 * How text goes on from a prompt.
 *
 * @param tokens how many are made, unless the model ends its text before
 * @param temperature by which logits are divided; 0: the likeliest token is always taken
 * @param topK so many of the likeliest tokens may be drawn
 * @param seed of what is drawn
 */
public record Generation(int tokens, double temperature, int topK, long seed) {
    public Generation {
        if (tokens < 1 || topK < 1 || !(temperature >= 0 && temperature < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("a generation needs at least one token, one token to draw from, and a"
                    + " temperature of at least 0, not " + tokens + ", " + topK + " and " + temperature);
        }
    }

    /**
     * Makes text.
     *
     * @param model what is likely
     * @param context the tokens that the model sees at most
     * @param prompt what the text goes on from; where it is empty, a new text begins
     * @param text is told what follows the prompt, as it comes, and answers whether more of it is wanted
     * @throws UnknownTextException if the tokenizer has no token for a part of the prompt
     * @throws ArithmeticException if what the model says is not finite
     */
    public void run(NextToken model, Tokenizer tokenizer, int context, String prompt, Predicate<String> text) {
        TokenChoice choice = new TokenChoice(temperature, topK, new Random(seed));
        TextStream stream = new TextStream();
        int[] seen = beginning(tokenizer, prompt, context);
        boolean wanted = true;
        for (int made = 0; wanted && made < tokens; made++) {
            int token = choice.from(model.after(seen));
            if (token == tokenizer.endOfText()) {
                break;
            }
            wanted = text.test(stream.add(tokenizer.bytes(token)));
            seen = with(seen, token, context);
        }
        if (wanted) {
            text.test(stream.end());
        }
    }

    /** A text without a beginning begins as texts do: behind the end of another one. */
    private static int[] beginning(Tokenizer tokenizer, String prompt, int context) {
        int[] tokens = tokenizer.encode(prompt);
        return tokens.length == 0
                ? new int[] {tokenizer.endOfText()}
                : Arrays.copyOfRange(tokens, Math.max(0, tokens.length - context), tokens.length);
    }

    /** Where the context is full, its later half stays: a model that keeps what it has read then goes on from there. */
    private static int[] with(int[] tokens, int next, int context) {
        int from = tokens.length < context ? 0 : tokens.length - context / 2;
        int[] longer = Arrays.copyOfRange(tokens, from, tokens.length + 1);
        longer[longer.length - 1] = next;
        return longer;
    }
}
