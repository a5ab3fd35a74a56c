package io.jenkins.trainmodel.trainer.network.layer;

import io.jenkins.trainmodel.trainer.tensor.TensorType;
import java.util.List;

/**
 * A parameter or buffer that a network has.
 *
 * @param name as PyTorch would name it, such as {@code layers.0.weight}
 * @param trainable a parameter that the optimizer changes; else a buffer, such as batch-norm statistics
 * @param linear whether it is the weight of a linear layer, [outputs, inputs], beside which an adapter can stand
 */
public record TensorSpec(
        String name,
        TensorType type,
        List<Long> shape,
        boolean trainable,
        Initialization initialization,
        boolean linear) {
    /** What is larger is a mistake in the description, and not worth an attempt. */
    private static final double LARGEST_BYTES = 0x1p40;

    public TensorSpec {
        shape = List.copyOf(shape);
        if (shape.stream().mapToDouble(Long::doubleValue).reduce(type.bytes(), (a, b) -> a * b) > LARGEST_BYTES) {
            throw new NetworkException(name + " of shape " + shape + " is larger than 1 TiB");
        }
    }

    static TensorSpec parameter(String name, Initialization initialization, long... shape) {
        return new TensorSpec(name, TensorType.F32, axes(shape), true, initialization, false);
    }

    static TensorSpec weight(String name, Initialization initialization, long outputs, long inputs) {
        return new TensorSpec(name, TensorType.F32, axes(outputs, inputs), true, initialization, true);
    }

    static TensorSpec buffer(String name, Initialization initialization, long... shape) {
        return new TensorSpec(name, TensorType.F32, axes(shape), false, initialization, false);
    }

    /** The same tensor, seen from the layer that holds its layer under {@code prefix}. */
    TensorSpec within(String prefix) {
        return new TensorSpec(prefix + "." + name, type, shape, trainable, initialization, linear);
    }

    public long elements() {
        return shape.stream().reduce(1L, Math::multiplyExact);
    }

    public long bytes() {
        return bytes(type, shape);
    }

    private static long bytes(TensorType type, List<Long> shape) {
        return Math.multiplyExact(shape.stream().reduce(1L, Math::multiplyExact), type.bytes());
    }

    private static List<Long> axes(long... shape) {
        return java.util.Arrays.stream(shape).boxed().toList();
    }
}
