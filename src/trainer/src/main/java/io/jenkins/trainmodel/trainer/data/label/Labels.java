package io.jenkins.trainmodel.trainer.data.label;

import java.nio.ByteBuffer;
import java.util.stream.IntStream;

/** The labels of all samples of a source, as they go into the loss. */
public sealed interface Labels {
    /** Bytes of one label. */
    int bytes();

    /** The samples that have a label. */
    int[] known();

    /** Copies one label to the target's position. */
    void copy(int row, ByteBuffer target);

    /** Class indices, written as int64; negative where a sample has no label. */
    record Classes(int[] indices) implements Labels {
        @Override
        public int bytes() {
            return Long.BYTES;
        }

        @Override
        public void copy(int row, ByteBuffer target) {
            target.putLong(indices[row]);
        }

        @Override
        public int[] known() {
            return IntStream.range(0, indices.length)
                    .filter(sample -> indices[sample] >= 0)
                    .toArray();
        }

        /** How many of the selected samples each class has. */
        public long[] counts(int[] selection, int classes) {
            long[] counts = new long[classes];
            for (int sample : selection) {
                counts[indices[sample]]++;
            }
            return counts;
        }
    }

    /** Values of a regression, written as float32; NaN where a sample has no label. */
    record Values(float[] values) implements Labels {
        @Override
        public int bytes() {
            return Float.BYTES;
        }

        @Override
        public void copy(int row, ByteBuffer target) {
            target.putFloat(values[row]);
        }

        @Override
        public int[] known() {
            return IntStream.range(0, values.length)
                    .filter(sample -> !Float.isNaN(values[sample]))
                    .toArray();
        }
    }
}
