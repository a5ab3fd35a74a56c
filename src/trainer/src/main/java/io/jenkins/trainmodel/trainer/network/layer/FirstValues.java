package io.jenkins.trainmodel.trainer.network.layer;

import io.jenkins.trainmodel.trainer.tensor.NamedTensor;
import io.jenkins.trainmodel.trainer.tensor.TensorType;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.List;
import java.util.Random;
import java.util.function.DoubleSupplier;

/** A tensor whose values are drawn when it is read. From front to back is fast; before every step back all are drawn anew. */
final class FirstValues implements NamedTensor {
    private final TensorSpec tensor;
    private final long seed;
    private DoubleSupplier next = () -> 0;
    /** How many values were drawn from the supplier; none from one that is to be replaced. */
    private long drawn = Long.MAX_VALUE;

    FirstValues(TensorSpec tensor, long seed) {
        this.tensor = tensor;
        this.seed = seed;
    }

    @Override
    public String name() {
        return tensor.name();
    }

    @Override
    public TensorType type() {
        return tensor.type();
    }

    @Override
    public List<Long> shape() {
        return tensor.shape();
    }

    @Override
    public void read(long offset, ByteBuffer target) {
        long first = offset / Float.BYTES;
        if (first < drawn) {
            next = generator();
            drawn = 0;
        }
        for (; drawn < first; drawn++) {
            next.getAsDouble();
        }
        FloatBuffer values = target.order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer();
        drawn += values.remaining();
        while (values.hasRemaining()) {
            values.put((float) next.getAsDouble());
        }
        target.position(target.limit());
    }

    private DoubleSupplier generator() {
        Random random = new Random(seed);
        if (tensor.initialization() instanceof Initialization.Uniform uniform) {
            return () -> (2 * random.nextDouble() - 1) * uniform.bound();
        }
        if (tensor.initialization() instanceof Initialization.Normal normal) {
            return () -> random.nextGaussian() * normal.standardDeviation();
        }
        double value = ((Initialization.Constant) tensor.initialization()).value();
        return () -> value;
    }
}
