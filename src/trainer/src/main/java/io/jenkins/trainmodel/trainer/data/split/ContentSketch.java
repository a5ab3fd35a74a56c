package io.jenkins.trainmodel.trainer.data.split;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Base64;
import java.util.OptionalDouble;
import java.util.stream.LongStream;

/**
 * By what it can be recognised which samples a model has learned, without keeping them: their smallest content numbers. As
 * these numbers are as good as random, the smallest are a fair draw (A. Broder, "On the resemblance and containment of
 * documents", 1997).
 *
 * @param smallest distinct, ascending, at most {@value #MOST}; all there are if they are fewer
 */
public record ContentSketch(long[] smallest) {
    /** With so many, a hundredth of the samples that is on the wrong side is as good as never overlooked. */
    private static final int MOST = 1024;

    /** Of the selected samples. */
    public static ContentSketch of(long[] contents, int[] selection) {
        return new ContentSketch(Arrays.stream(selection)
                .mapToLong(sample -> contents[sample])
                .sorted()
                .distinct()
                .limit(MOST)
                .toArray());
    }

    /** Big-endian, in Base64. */
    public String toText() {
        ByteBuffer bytes = ByteBuffer.allocate(smallest.length * Long.BYTES);
        bytes.asLongBuffer().put(smallest);
        return Base64.getEncoder().encodeToString(bytes.array());
    }

    /**
     * Reads what {@link #toText()} gave.
     *
     * @throws IllegalArgumentException if it is nothing of that kind
     */
    public static ContentSketch ofText(String text) {
        ByteBuffer bytes = ByteBuffer.wrap(Base64.getDecoder().decode(text));
        long[] numbers = new long[bytes.remaining() / Long.BYTES];
        bytes.asLongBuffer().get(numbers);
        return new ContentSketch(
                LongStream.of(numbers).sorted().distinct().limit(MOST).toArray());
    }

    /** The share of samples that are among those of this sketch; empty if none of them can be judged. */
    OptionalDouble shareOf(long[] contents) {
        long[] judged = LongStream.of(contents).filter(this::canJudge).toArray();
        return LongStream.of(judged)
                .mapToDouble(content -> Arrays.binarySearch(smallest, content) >= 0 ? 1 : 0)
                .average();
    }

    private boolean canJudge(long content) {
        return smallest.length < MOST || content <= smallest[smallest.length - 1];
    }
}
