package io.jenkins.trainmodel.trainer.data.text;

import java.nio.charset.StandardCharsets;
import java.util.BitSet;

/** The characters of the sections that train. */
final class Vocabulary implements TextSink {
    private final BitSet validating;
    private final BitSet characters = new BitSet();
    private int section;

    /** @param validating the sections that do not count */
    Vocabulary(BitSet validating) {
        this.validating = validating;
    }

    @Override
    public void section(byte[] text) {
        if (!validating.get(section++)) {
            new String(text, StandardCharsets.UTF_8).codePoints().forEach(characters::set);
        }
    }

    @Override
    public void endOfDocument() {
        // characters know no documents
    }

    /** All of them, in ascending order. */
    String characters() {
        return characters.stream()
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }
}
