package io.jenkins.trainmodel.trainer.data;

import java.nio.ByteBuffer;

/** The labels of all samples of a source, as they go into the loss. */
sealed interface Labels {
    int bytes();

    /** Copies one label to the target's position. */
    void copy(int row, ByteBuffer target);

    /** Class indices, written as int64. */
    record Classes(int[] indices) implements Labels {
        @Override
        public int bytes() {
            return Long.BYTES;
        }

        @Override
        public void copy(int row, ByteBuffer target) {
            target.putLong(indices[row]);
        }

        /** How many of the selected samples each class has. */
        long[] counts(int[] selection, int classes) {
            long[] counts = new long[classes];
            for (int sample : selection) {
                counts[indices[sample]]++;
            }
            return counts;
        }
    }

    /** Values of a regression, written as float32. */
    record Values(FloatRows values) implements Labels {
        @Override
        public int bytes() {
            return Float.BYTES;
        }

        @Override
        public void copy(int row, ByteBuffer target) {
            target.putFloat(values.get(row, 0));
        }
    }
}
