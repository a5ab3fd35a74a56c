package io.jenkins.trainmodel.trainer.data.token;

import java.nio.charset.StandardCharsets;

/** A token a byte of UTF-8, and 256 for the end of a document. Knows any text. */
public record ByteTokenizer() implements Tokenizer {
    static final String NAME = "byte";

    private static final int BYTES = 256;

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public int size() {
        return BYTES + 1;
    }

    @Override
    public int endOfText() {
        return BYTES;
    }

    @Override
    public int[] encode(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        int[] tokens = new int[bytes.length];
        for (int place = 0; place < bytes.length; place++) {
            tokens[place] = Byte.toUnsignedInt(bytes[place]);
        }
        return tokens;
    }

    @Override
    public byte[] bytes(int token) {
        if (token < 0 || token > BYTES) {
            throw new IndexOutOfBoundsException("no token " + token + " among " + size());
        }
        return token == BYTES ? new byte[0] : new byte[] {(byte) token};
    }

    @Override
    public String description() {
        return NAME;
    }
}
