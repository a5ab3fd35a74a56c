package io.jenkins.trainmodel.trainer.data.text;

import java.nio.charset.StandardCharsets;
import java.util.BitSet;

/** The characters of the sections that train. */
final class Vocabulary implements TextSink {
    private final BitSet others;
    private final BitSet characters = new BitSet();
    private int section;

    /** @param others the sections that do not count */
    Vocabulary(BitSet others) {
        this.others = others;
    }

    @Override
    public void section(byte[] text) {
        if (!others.get(section++)) {
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
