package io.jenkins.trainmodel.trainer.tensor;

import java.nio.ByteBuffer;
import java.util.List;

/** A tensor in host memory, as checkpoints and packages hold it. */
public interface NamedTensor {
    String name();

    TensorType type();

    /** The size of every axis; empty for a scalar. */
    List<Long> shape();

    /** The elements in row-major order, little-endian; at most 2 GiB. A new view, positioned at 0. */
    ByteBuffer data();

    /** Length of the data in bytes. */
    default long byteSize() {
        return shape().stream().reduce(1L, Math::multiplyExact) * type().bytes();
    }
}
