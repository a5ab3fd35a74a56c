package io.jenkins.trainmodel.trainer.data.csv;

import java.util.BitSet;

/** Which rows of a file became samples: a bit a row. */
final class RowNumbers {
    private static final int NONE = -1;

    private final BitSet leftOut = new BitSet();
    /** Where the search for a sample begins: the sample asked for last, and its row. */
    private int sample;

    private int rowOfSample = NONE;
    private int rows;

    /** A row was read. */
    void next() {
        leftOut.set(rows++);
    }

    /** That row is a sample. */
    void keep() {
        leftOut.clear(rows - 1);
    }

    /** The number of a sample's row, from 1. Whoever asks for samples in their order gets each at once. */
    synchronized String nameOf(int number) {
        if (number < sample || rowOfSample == NONE) {
            sample = 0;
            rowOfSample = leftOut.nextClearBit(0);
        }
        while (sample < number) {
            rowOfSample = leftOut.nextClearBit(rowOfSample + 1);
            sample++;
        }
        return Integer.toString(rowOfSample + 1);
    }
}
