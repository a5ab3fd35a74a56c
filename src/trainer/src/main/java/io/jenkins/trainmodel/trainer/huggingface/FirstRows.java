package io.jenkins.trainmodel.trainer.huggingface;

import io.jenkins.trainmodel.trainer.tensor.NamedTensor;
import io.jenkins.trainmodel.trainer.tensor.TensorType;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;

/**
 * The first rows of a matrix.
 *
 * @param rows at most as many as it has
 */
record FirstRows(NamedTensor source, long rows) implements NamedTensor {
    @Override
    public String name() {
        return source.name();
    }

    @Override
    public TensorType type() {
        return source.type();
    }

    @Override
    public List<Long> shape() {
        return List.of(rows, source.shape().get(1));
    }

    @Override
    public void read(long offset, ByteBuffer target) throws IOException {
        source.read(offset, target);
    }
}
