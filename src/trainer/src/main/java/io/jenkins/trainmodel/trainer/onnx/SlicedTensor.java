package io.jenkins.trainmodel.trainer.onnx;

import io.jenkins.trainmodel.trainer.onnx.Weight.Slice;
import io.jenkins.trainmodel.trainer.tensor.NamedTensor;
import io.jenkins.trainmodel.trainer.tensor.TensorType;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;

/**
 * A tensor whose elements lie in others, which are read where they lie.
 *
 * @param sources for every slice of the weight the parameter that it is of, of float32
 */
record SlicedTensor(Weight weight, List<NamedTensor> sources) implements NamedTensor {
    @Override
    public String name() {
        return weight.name();
    }

    @Override
    public TensorType type() {
        return TensorType.F32;
    }

    @Override
    public List<Long> shape() {
        return weight.shape();
    }

    @Override
    public void read(long offset, ByteBuffer target) throws IOException {
        int limit = target.limit();
        long passed = offset;
        for (int i = 0; i < sources.size(); i++) {
            Slice slice = weight.slices().get(i);
            long bytes = slice.count() * Float.BYTES;
            if (passed < bytes && target.position() < limit) {
                int piece = (int) Math.min(limit - target.position(), bytes - passed);
                target.limit(target.position() + piece);
                sources.get(i).read(slice.first() * Float.BYTES + passed, target);
            }
            passed = Math.max(0, passed - bytes);
        }
        target.limit(limit);
    }
}
