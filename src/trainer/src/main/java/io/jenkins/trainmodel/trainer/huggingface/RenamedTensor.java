package io.jenkins.trainmodel.trainer.huggingface;

import io.jenkins.trainmodel.trainer.tensor.NamedTensor;
import io.jenkins.trainmodel.trainer.tensor.TensorType;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;

/** A tensor under another name. */
record RenamedTensor(String name, NamedTensor source) implements NamedTensor {
    @Override
    public TensorType type() {
        return source.type();
    }

    @Override
    public List<Long> shape() {
        return source.shape();
    }

    @Override
    public void read(long offset, ByteBuffer target) throws IOException {
        source.read(offset, target);
    }
}
