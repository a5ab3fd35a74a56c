package io.jenkins.trainmodel.trainer.data.token;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A token a character (Unicode code point). One more stands for all characters that are not known, and is read back as
 * U+FFFD; the last one ends a document.
 */
public final class CharacterTokenizer implements Tokenizer {
    static final String NAME = "character";

    private static final int REPLACEMENT = 0xFFFD;

    private final int[] characters;

    /** Of the characters of a text, which may hold them in any order and more than once. */
    public CharacterTokenizer(String characters) {
        this.characters = characters.codePoints().sorted().distinct().toArray();
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public int size() {
        return characters.length + 2;
    }

    private int unknown() {
        return characters.length;
    }

    @Override
    public int endOfText() {
        return characters.length + 1;
    }

    @Override
    public int[] encode(String text) {
        return text.codePoints().map(this::token).toArray();
    }

    private int token(int character) {
        int token = Arrays.binarySearch(characters, character);
        return token >= 0 ? token : unknown();
    }

    @Override
    public byte[] bytes(int token) {
        if (token < 0 || token >= size()) {
            throw new IndexOutOfBoundsException("no token " + token + " among " + size());
        }
        return token == endOfText()
                ? new byte[0]
                : Character.toString(token == unknown() ? REPLACEMENT : characters[token])
                        .getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public String description() {
        return NAME + ":" + new String(characters, 0, characters.length);
    }
}
