package io.jenkins.trainmodel.trainer.data.token;

import com.knuddels.jtokkit.Encodings;
import com.knuddels.jtokkit.api.Encoding;
import com.knuddels.jtokkit.api.EncodingType;
import com.knuddels.jtokkit.api.IntArrayList;

/**
 * The byte-pair encoding of GPT-2 (Radford et al., "Language models are unsupervised multitask learners", 2019, section 2.2),
 * with its 50,257 tokens. Knows any text; what reads like a special token is text.
 */
public final class Gpt2Tokenizer implements Tokenizer {
    static final String NAME = "gpt2";

    private static final int END_OF_TEXT = 50_256;

    /** Read from the library when text is first encoded or decoded: a fifth of a second, once. */
    private static final class Pairs {
        private static final Encoding ENCODING =
                Encodings.newLazyEncodingRegistry().getEncoding(EncodingType.R50K_BASE);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public int size() {
        return END_OF_TEXT + 1;
    }

    @Override
    public int endOfText() {
        return END_OF_TEXT;
    }

    @Override
    public int[] encode(String text) {
        return Pairs.ENCODING.encodeOrdinary(text).toArray();
    }

    @Override
    public byte[] bytes(int token) {
        if (token < 0 || token > END_OF_TEXT) {
            throw new IndexOutOfBoundsException("no token " + token + " among " + size());
        }
        if (token == END_OF_TEXT) {
            return new byte[0];
        }
        IntArrayList one = new IntArrayList(1);
        one.add(token);
        return Pairs.ENCODING.decodeBytes(one);
    }

    @Override
    public String description() {
        return NAME;
    }
}
