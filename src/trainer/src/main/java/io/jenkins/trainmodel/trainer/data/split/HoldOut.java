package io.jenkins.trainmodel.trainer.data.split;

import io.jenkins.trainmodel.trainer.data.file.SourceFile;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.OptionalDouble;
import java.util.stream.LongStream;

/**
 * Which samples train and which validate, told by content.
 *
 * @param drawn whether a share was held out; false: validation data of its own
 * @param learned the samples that train
 * @param validating content numbers of the samples that validate or test
 */
public record HoldOut(boolean drawn, ContentSketch learned, long[] validating) {

    /** Counts the selected samples as ones that judge a model, too. */
    public HoldOut and(long[] contents, int[] selection) {
        long[] tested =
                Arrays.stream(selection).mapToLong(sample -> contents[sample]).toArray();
        return new HoldOut(
                drawn,
                learned,
                LongStream.concat(Arrays.stream(validating), Arrays.stream(tested))
                        .toArray());
    }

    /** SHA-256 of the validation samples' content numbers in ascending order, in lower-case hexadecimal. */
    public String fingerprint() {
        long[] sorted = validating.clone();
        Arrays.sort(sorted);
        ByteBuffer bytes = ByteBuffer.allocate(Math.multiplyExact(sorted.length, Long.BYTES));
        bytes.asLongBuffer().put(sorted);
        return HexFormat.of().formatHex(SourceFile.sha256().digest(bytes.array()));
    }

    /** The share of the validation samples that another model has learned, estimated; empty: nothing can be said. */
    public OptionalDouble shareLearnedBy(ContentSketch other) {
        return other.shareOf(validating);
    }
}
