package io.jenkins.trainmodel.trainer.tensor;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;

/**
 * A tensor whose elements are in memory.
 *
 * @param elements row-major and little-endian, from position 0 to the limit
 */
public record MemoryTensor(String name, TensorType type, List<Long> shape, ByteBuffer elements) implements NamedTensor {

    /** Checks that there are as many elements as the shape says. */
    public MemoryTensor {
        shape = List.copyOf(shape);
        long expected = shape.stream().reduce(1L, Math::multiplyExact) * type.bytes();
        if (elements.limit() != expected) {
            throw new IllegalArgumentException("tensor " + name + " of shape " + shape + " and type " + type + " has "
                    + expected + " bytes, not " + elements.limit());
        }
    }

    /** A tensor of float32. */
    public static MemoryTensor of(String name, List<Long> shape, float... values) {
        ByteBuffer elements = littleEndian(values.length * Float.BYTES);
        elements.asFloatBuffer().put(values);
        return new MemoryTensor(name, TensorType.F32, shape, elements);
    }

    /** A scalar of int64, such as a step count. */
    public static MemoryTensor scalar(String name, long value) {
        ByteBuffer elements = littleEndian(Long.BYTES);
        elements.putLong(0, value);
        return new MemoryTensor(name, TensorType.I64, List.of(), elements);
    }

    private static ByteBuffer littleEndian(int bytes) {
        return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    @Override
    public ByteBuffer data() {
        return elements.duplicate().rewind().order(ByteOrder.LITTLE_ENDIAN);
    }
}
