package io.jenkins.trainmodel.trainer.data.text;

import io.jenkins.trainmodel.spec.data.Text.SplitUnit;
import io.jenkins.trainmodel.trainer.data.random.SplitMix64;
import io.jenkins.trainmodel.trainer.data.split.ContentNumber;
import java.util.BitSet;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/** What a text consists of: a number for the content of every section and every document. */
final class Scan implements TextSink {
    /** With fewer documents a share of them is far from the share of the text that is asked for. */
    static final int MANY_DOCUMENTS = 50;

    private final LongStream.Builder sections = LongStream.builder();
    private final LongStream.Builder documents = LongStream.builder();
    private final IntStream.Builder sectionsOfDocuments = IntStream.builder();
    private long document;
    private int sectionsOfDocument;
    private int documentCount;

    @Override
    public void section(byte[] text) {
        long content = ContentNumber.of(text);
        sections.add(content);
        document = SplitMix64.mix(document ^ content);
        sectionsOfDocument++;
    }

    @Override
    public void endOfDocument() {
        if (sectionsOfDocument > 0) {
            documents.add(document);
            sectionsOfDocuments.add(sectionsOfDocument);
            documentCount++;
        }
        document = 0;
        sectionsOfDocument = 0;
    }

    /** Documents that are not empty. */
    int documents() {
        return documentCount;
    }

    /** What is split where the specification leaves that open. */
    SplitUnit usualUnit() {
        return documentCount >= MANY_DOCUMENTS ? SplitUnit.DOCUMENT : SplitUnit.SECTION;
    }

    /** Of every unit its content. Can be asked only once the text is over, and so once. */
    Units units(SplitUnit unit) {
        int[] counts = sectionsOfDocuments.build().toArray();
        return unit == SplitUnit.DOCUMENT
                ? new Units(documents.build().toArray(), counts)
                : new Units(
                        sections.build().toArray(),
                        IntStream.of(counts)
                                .flatMap(count -> IntStream.range(0, count).map(one -> 1))
                                .toArray());
    }

    /**
     * What stands on one side of the split as a whole.
     *
     * @param contents their content numbers
     * @param sections how many sections each has
     */
    record Units(long[] contents, int[] sections) {
        /** The sections of the selected units. */
        BitSet sectionsOf(int[] selection) {
            BitSet selected = new BitSet();
            IntStream.of(selection).forEach(selected::set);
            BitSet found = new BitSet();
            int first = 0;
            for (int unit = 0; unit < sections.length; unit++) {
                if (selected.get(unit)) {
                    found.set(first, first + sections[unit]);
                }
                first += sections[unit];
            }
            return found;
        }
    }
}
