package io.jenkins.trainmodel.trainer.data.text;

import io.jenkins.trainmodel.trainer.data.random.SplitMix64;
import java.io.IOException;
import java.util.Arrays;

/**
 * Cuts a document into sections of some kilobytes, at the ends of lines that their own content chooses, one of 64. What is
 * added to or removed from a text therefore changes the sections there, and no others: they keep their side of the split
 * (A. Muthitacharoen, B. Chen, D. Mazières, "A low-bandwidth network file system", 2001, section 3.1).
 */
final class Sections {
    private static final int LEAST = 1 << 10;
    static final int MOST = 64 << 10;

    private static final int ONE_LINE_OF = 64;
    private static final int CONTINUATION_MASK = 0xC0;
    private static final int CONTINUATION = 0x80;

    private final TextSink sink;
    private final byte[] section = new byte[MOST];
    private int size;
    private long line;

    Sections(TextSink sink) {
        this.sink = sink;
    }

    void add(byte[] text, int from, int count) throws IOException {
        for (int place = from; place < from + count; place++) {
            add(text[place]);
        }
    }

    private void add(byte one) throws IOException {
        if (size == MOST) {
            cut(beforeLastCharacter());
        }
        section[size++] = one;
        line = line * 31 + one;
        if (one == '\n') {
            if (size >= LEAST && Long.remainderUnsigned(SplitMix64.mix(line), ONE_LINE_OF) == 0) {
                cut(size);
            }
            line = 0;
        }
    }

    /** What is not UTF-8 is cut anywhere; whoever reads it says so. */
    private int beforeLastCharacter() {
        int place = size - 1;
        while (place > size - 4 && (section[place] & CONTINUATION_MASK) == CONTINUATION) {
            place--;
        }
        return place;
    }

    private void cut(int length) throws IOException {
        sink.section(Arrays.copyOf(section, length));
        System.arraycopy(section, length, section, 0, size - length);
        size -= length;
    }

    void endOfDocument() throws IOException {
        if (size > 0) {
            cut(size);
        }
        line = 0;
        sink.endOfDocument();
    }
}
