package io.jenkins.trainmodel.trainer.tokenizers.guest;

import ai.djl.huggingface.tokenizers.jni.TokenizersLibrary;
import io.jenkins.trainmodel.trainer.library.platform.MachinePlatform;
import io.jenkins.trainmodel.trainer.tokenizers.NativeTokenizers;
import io.jenkins.trainmodel.trainer.tokenizers.TextEncoder;

/**
 * A tokenizer in native memory, which it keeps until the process ends: a run has one. It calls DJL's native methods and not its class
 * HuggingFaceTokenizer, which unpacks the library by itself, cuts text at 512 tokens, and makes of every token seven arrays' worth of
 * what nobody asks for here.
 */
public final class NativeEncoder implements TextEncoder {
    private static final TokenizersLibrary LIBRARY = loaded();

    private final long tokenizer;

    /** @throws IllegalArgumentException if it is no {@code tokenizer.json} that the library knows */
    public NativeEncoder(String json) {
        try {
            tokenizer = LIBRARY.createTokenizerFromString(json);
            LIBRARY.disableTruncation(tokenizer);
            LIBRARY.disablePadding(tokenizer);
        } catch (RuntimeException none) {
            throw new IllegalArgumentException(none.getMessage(), none);
        }
    }

    /** The library of this class's own loader, which finds the files in its directory. */
    private static TokenizersLibrary loaded() {
        for (String name : NativeTokenizers.libraries(MachinePlatform.current())) {
            System.loadLibrary(name);
        }
        return TokenizersLibrary.LIB;
    }

    @Override
    public int[] encode(String text) {
        try {
            long encoding = LIBRARY.encode(tokenizer, text, false);
            try {
                return tokens(LIBRARY.getTokenIds(encoding));
            } finally {
                LIBRARY.deleteEncoding(encoding);
            }
        } catch (RuntimeException unknown) {
            throw new IllegalArgumentException(unknown.getMessage(), unknown);
        }
    }

    private static int[] tokens(long[] numbers) {
        int[] tokens = new int[numbers.length];
        for (int place = 0; place < numbers.length; place++) {
            tokens[place] = Math.toIntExact(numbers[place]);
        }
        return tokens;
    }
}
