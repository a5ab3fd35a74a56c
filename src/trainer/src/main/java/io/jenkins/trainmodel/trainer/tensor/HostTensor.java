package io.jenkins.trainmodel.trainer.tensor;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.List;

/** A tensor whose elements lie in a buffer of this process. The length of the buffer fits type and shape. */
public final class HostTensor implements NamedTensor {
    private final String name;
    private final TensorType type;
    private final List<Long> shape;
    private final ByteBuffer elements;

    /**
     * @param elements little-endian, from position to limit; it is kept, not copied
     * @throws IllegalArgumentException if their length is not what type and shape say
     */
    public HostTensor(String name, TensorType type, List<Long> shape, ByteBuffer elements) {
        this.name = name;
        this.type = type;
        this.shape = List.copyOf(shape);
        this.elements = elements.slice().order(ByteOrder.LITTLE_ENDIAN);
        if (byteSize() != this.elements.limit()) {
            throw new IllegalArgumentException("Tensor " + name + " of type " + type + " and shape " + shape + " needs "
                    + byteSize() + " bytes, not " + this.elements.limit());
        }
    }

    /** A tensor as it is now; of one that is small. */
    public static HostTensor copyOf(NamedTensor tensor) {
        return new HostTensor(tensor.name(), tensor.type(), tensor.shape(), tensor.data());
    }

    /** A tensor of type F32 with these values. */
    public static HostTensor of(String name, List<Long> shape, float... values) {
        ByteBuffer bytes = ByteBuffer.allocate(Math.multiplyExact(values.length, Float.BYTES))
                .order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(FloatBuffer.wrap(values));
        return new HostTensor(name, TensorType.F32, shape, bytes);
    }

    /** A scalar of type I64, such as a step count. */
    public static HostTensor scalar(String name, long value) {
        ByteBuffer bytes = ByteBuffer.allocate(Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        return new HostTensor(name, TensorType.I64, List.of(), bytes.putLong(0, value));
    }

    /** A vector of type F64 with these values. */
    public static HostTensor vector(String name, double... values) {
        ByteBuffer bytes = ByteBuffer.allocate(Math.multiplyExact(values.length, Double.BYTES))
                .order(ByteOrder.LITTLE_ENDIAN);
        bytes.asDoubleBuffer().put(values);
        return new HostTensor(name, TensorType.F64, List.of((long) values.length), bytes);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public TensorType type() {
        return type;
    }

    @Override
    public List<Long> shape() {
        return shape;
    }

    @Override
    public void read(long offset, ByteBuffer target) {
        int begin = Math.toIntExact(offset);
        int count = target.remaining();
        target.put(target.position(), elements, begin, count).position(target.limit());
    }

    @Override
    public String toString() {
        return name + " " + type + shape;
    }
}
