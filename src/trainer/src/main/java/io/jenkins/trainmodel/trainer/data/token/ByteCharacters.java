package io.jenkins.trainmodel.trainer.data.token;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * The printable character that stands for each byte in vocabularies of byte-level tokenizers (bytes_to_unicode of GPT-2):
 * printable ones of Latin-1 for themselves, all others by those from U+0100 on.
 */
public final class ByteCharacters {
    private static final int BYTES = 256;
    private static final char[] CHARACTERS = characters();

    private static final int[] VALUES = values();

    private ByteCharacters() {}

    private static int[] values() {
        int[] values = new int[2 * BYTES];
        Arrays.fill(values, -1);
        IntStream.range(0, BYTES).forEach(value -> values[CHARACTERS[value]] = value);
        return values;
    }

    private static char[] characters() {
        char[] characters = new char[BYTES];
        char next = BYTES;
        for (int value = 0; value < BYTES; value++) {
            characters[value] = isPrintable(value) ? (char) value : next++;
        }
        return characters;
    }

    private static boolean isPrintable(int value) {
        return value >= '!' && value <= '~' || value >= 0xA1 && value <= 0xAC || value >= 0xAE;
    }

    /** A character a byte. */
    public static String of(byte[] bytes) {
        StringBuilder text = new StringBuilder(bytes.length);
        IntStream.range(0, bytes.length).forEach(place -> text.append(CHARACTERS[Byte.toUnsignedInt(bytes[place])]));
        return text.toString();
    }

    /** The byte that a character stands for; -1: for none. */
    static int value(char character) {
        return character < VALUES.length ? VALUES[character] : -1;
    }
}
