package io.jenkins.trainmodel.trainer.huggingface;

import io.jenkins.trainmodel.trainer.tensor.NamedTensor;
import io.jenkins.trainmodel.trainer.tensor.TensorType;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.List;

/**
 * A tensor of floating-point numbers as float32, made when it is read. Halves become exactly the same numbers; of
 * doubles the nearest are taken.
 */
record Float32Tensor(NamedTensor source) implements NamedTensor {
    private static final int BFLOAT16_SHIFT = 16;
    private static final int PIECE = 1 << 18;

    /** Whether numbers of this type can be had as float32. */
    static boolean takes(TensorType type) {
        return type == TensorType.F32 || type == TensorType.F16 || type == TensorType.BF16 || type == TensorType.F64;
    }

    @Override
    public String name() {
        return source.name();
    }

    @Override
    public TensorType type() {
        return TensorType.F32;
    }

    @Override
    public List<Long> shape() {
        return source.shape();
    }

    @Override
    public void read(long offset, ByteBuffer target) throws IOException {
        if (source.type() == TensorType.F32) {
            source.read(offset, target);
            return;
        }
        FloatBuffer floats = target.order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer();
        int size = source.type().bytes();
        ByteBuffer piece = ByteBuffer.allocate(PIECE).order(ByteOrder.LITTLE_ENDIAN);
        for (long next = offset / Float.BYTES * size; floats.hasRemaining(); next += piece.limit()) {
            source.read(next, piece.clear().limit((int) Math.min(piece.capacity(), (long) floats.remaining() * size)));
            convert(piece.flip(), floats);
        }
        target.position(target.limit());
    }

    private void convert(ByteBuffer data, FloatBuffer floats) {
        switch (source.type()) {
            case F16 -> {
                while (data.hasRemaining()) {
                    floats.put(ofHalf(data.getShort()));
                }
            }
            case BF16 -> {
                while (data.hasRemaining()) {
                    floats.put(Float.intBitsToFloat(data.getShort() << BFLOAT16_SHIFT));
                }
            }
            case F64 -> {
                while (data.hasRemaining()) {
                    floats.put((float) data.getDouble());
                }
            }
            default -> throw new IllegalStateException(name() + " holds no floating-point numbers");
        }
    }

    /** A number of IEEE 754 binary16: one bit sign, five of the exponent, ten of the fraction. */
    private static float ofHalf(short half) {
        int exponent = half >> 10 & 0x1F;
        int fraction = half & 0x3FF;
        float size = switch (exponent) {
            case 0 -> Math.scalb((float) fraction, -24);
            case 0x1F -> fraction == 0 ? Float.POSITIVE_INFINITY : Float.NaN;
            default -> Math.scalb((float) (fraction | 0x400), exponent - 25);
        };
        return half < 0 ? -size : size;
    }
}
