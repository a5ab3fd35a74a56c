package io.jenkins.trainmodel.trainer.data.split;

import io.jenkins.trainmodel.trainer.data.random.SplitMix64;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/**
 * A 64-bit number for what a sample consists of: the same for the same features wherever the sample stands, and any two
 * that differ have, as good as certainly, two numbers. Labels are no part of it: a label that is corrected leaves its
 * sample where it was, and equal samples with contradictory labels stay together.
 */
public final class ContentNumber {
    private ContentNumber() {}

    /** Of raw bytes, such as a row of an IDX file or the hash of an image file. */
    public static long of(byte[] content) {
        long number = SplitMix64.mix(content.length);
        ByteBuffer bytes = ByteBuffer.wrap(content);
        while (bytes.remaining() >= Long.BYTES) {
            number = SplitMix64.mix(number ^ bytes.getLong());
        }
        while (bytes.hasRemaining()) {
            number = SplitMix64.mix(number ^ bytes.get());
        }
        return number;
    }

    /** How many of these numbers are there once more. */
    public static long repeated(LongStream contents) {
        long[] sorted = contents.sorted().toArray();
        return IntStream.range(1, sorted.length)
                .filter(place -> sorted[place] == sorted[place - 1])
                .count();
    }

    /** Of a column's name, for {@link #ofCell}. */
    public static long ofColumn(String name) {
        return of(name.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * A cell's share in the number of its row. The row's number is the sum over its cells, so that the order of the columns
     * does not matter.
     */
    public static long ofCell(long column, double value) {
        // 0.0 and -0.0 are the same number to everyone but their bits
        return SplitMix64.mix(column ^ SplitMix64.mix(Double.doubleToLongBits(value + 0.0)));
    }

    /** The share of a cell that holds a word. */
    public static long ofText(long column, String word) {
        return SplitMix64.mix(column ^ of(word.getBytes(StandardCharsets.UTF_8)));
    }
}
