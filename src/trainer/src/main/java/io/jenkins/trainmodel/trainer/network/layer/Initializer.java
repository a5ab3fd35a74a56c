package io.jenkins.trainmodel.trainer.network.layer;

import io.jenkins.trainmodel.trainer.tensor.NamedTensor;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.CRC32;

/**
 * Gives parameters their first values. Every tensor has a generator of its own, seeded by the run's seed and the tensor's
 * name, and {@link java.util.Random} is specified to the bit: the same seed gives the same values on every machine.
 */
public final class Initializer {
    private final long seed;

    public Initializer(long seed) {
        this.seed = seed;
    }

    /** First values of these tensors, in their order; drawn when they are read. */
    public List<NamedTensor> initialize(List<TensorSpec> tensors) {
        return tensors.stream()
                .<NamedTensor>map(tensor -> new FirstValues(tensor, seedOf(tensor.name())))
                .toList();
    }

    private long seedOf(String name) {
        CRC32 checksum = new CRC32();
        checksum.update(ByteBuffer.allocate(Long.BYTES).putLong(seed).flip());
        checksum.update(name.getBytes(StandardCharsets.UTF_8));
        return seed ^ (checksum.getValue() << Short.SIZE);
    }
}
