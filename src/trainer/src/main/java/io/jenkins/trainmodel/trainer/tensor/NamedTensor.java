package io.jenkins.trainmodel.trainer.tensor;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;

/** A tensor of any size, as checkpoints and packages hold it; wherever it lies, it is read in pieces. */
public interface NamedTensor {
    String name();

    TensorType type();

    /** The size of every axis; empty for a scalar. */
    List<Long> shape();

    /**
     * Copies elements, in row-major order and little-endian, until the target is full.
     *
     * @param offset of the first byte; offset and bytes of the target are those of whole elements
     * @throws IOException if they lie in a file that cannot be read
     */
    void read(long offset, ByteBuffer target) throws IOException;

    /** A copy of all elements, for a tensor that is small. Positioned at 0. */
    default ByteBuffer data() {
        ByteBuffer data = ByteBuffer.allocate(Math.toIntExact(byteSize())).order(ByteOrder.LITTLE_ENDIAN);
        try {
            read(0, data);
        } catch (IOException failure) {
            throw new UncheckedIOException("tensor " + name() + " cannot be read", failure);
        }
        return data.flip();
    }

    /** Length of the data in bytes. */
    default long byteSize() {
        return shape().stream().reduce(1L, Math::multiplyExact) * type().bytes();
    }
}
