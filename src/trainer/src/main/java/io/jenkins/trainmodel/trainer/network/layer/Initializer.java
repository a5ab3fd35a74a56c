package io.jenkins.trainmodel.trainer.network.layer;

import io.jenkins.trainmodel.trainer.tensor.HostTensor;
import io.jenkins.trainmodel.trainer.tensor.NamedTensor;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.DoubleSupplier;
import java.util.zip.CRC32;

/**
 * Gives parameters their first values. Every tensor has a generator of its own, seeded by the run's seed and the tensor's
 * name, and {@link Random} is specified to the bit: the same seed gives the same values on every machine.
 */
public final class Initializer {
    private final long seed;

    public Initializer(long seed) {
        this.seed = seed;
    }

    /** First values of these tensors, in their order. */
    public List<NamedTensor> initialize(List<TensorSpec> tensors) {
        return tensors.stream().map(this::initialize).toList();
    }

    private NamedTensor initialize(TensorSpec tensor) {
        float[] values = new float[Math.toIntExact(tensor.elements())];
        Random random = new Random(seedOf(tensor.name()));
        if (tensor.initialization() instanceof Initialization.Uniform uniform) {
            fill(values, () -> (2 * random.nextDouble() - 1) * uniform.bound());
        } else if (tensor.initialization() instanceof Initialization.Normal normal) {
            fill(values, () -> random.nextGaussian() * normal.standardDeviation());
        } else if (tensor.initialization() instanceof Initialization.Constant constant) {
            Arrays.fill(values, (float) constant.value());
        }
        return HostTensor.of(tensor.name(), tensor.shape(), values);
    }

    private static void fill(float[] values, DoubleSupplier next) {
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) next.getAsDouble();
        }
    }

    private long seedOf(String name) {
        CRC32 checksum = new CRC32();
        checksum.update(ByteBuffer.allocate(Long.BYTES).putLong(seed).flip());
        checksum.update(name.getBytes(StandardCharsets.UTF_8));
        return seed ^ (checksum.getValue() << Short.SIZE);
    }
}
