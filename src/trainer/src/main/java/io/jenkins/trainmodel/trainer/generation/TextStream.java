package io.jenkins.trainmodel.trainer.generation;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/**
 * Characters from tokens that need not hold whole ones. What a model says is not trusted: bytes that are no UTF-8 and
 * control characters, which a terminal would obey, become replacement characters; line ends and tabs stay.
 */
final class TextStream {
    private static final char REPLACEMENT = '\uFFFD';

    private final CharsetDecoder decoder = StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPLACE)
            .onUnmappableCharacter(CodingErrorAction.REPLACE);
    private byte[] rest = {};

    /** The characters that are complete with these bytes. */
    String add(byte[] bytes) {
        return decode(bytes, false);
    }

    /** What is left at the end. */
    String end() {
        return decode(new byte[0], true);
    }

    private String decode(byte[] bytes, boolean end) {
        ByteArrayOutputStream both = new ByteArrayOutputStream();
        both.writeBytes(rest);
        both.writeBytes(bytes);
        ByteBuffer input = ByteBuffer.wrap(both.toByteArray());
        CharBuffer output = CharBuffer.allocate(input.remaining() + 1);
        decoder.decode(input, output, end);
        rest = new byte[input.remaining()];
        input.get(rest);
        StringBuilder text = new StringBuilder(output.flip());
        for (int i = 0; i < text.length(); i++) {
            if (Character.isISOControl(text.charAt(i)) && text.charAt(i) != '\n' && text.charAt(i) != '\t') {
                text.setCharAt(i, REPLACEMENT);
            }
        }
        return text.toString();
    }
}
