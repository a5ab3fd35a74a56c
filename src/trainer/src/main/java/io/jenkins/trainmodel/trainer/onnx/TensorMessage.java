package io.jenkins.trainmodel.trainer.onnx;

import io.jenkins.trainmodel.trainer.protobuf.ProtobufMessage;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.util.List;

/** {@code TensorProto} of onnx.proto. Elements are as a runtime holds them: of a fixed width, little-endian. */
final class TensorMessage {
    private static final int AXIS = 1;
    private static final int TYPE = 2;
    private static final int NAME = 8;
    private static final int ELEMENTS = 9;
    private static final int ELEMENTS_ELSEWHERE = 13;
    private static final int PLACE = 14;

    /** Which types of elements there are here, and how onnx.proto numbers them. */
    enum Type {
        FLOAT(1),
        INT64(7);

        private final int number;

        Type(int number) {
            this.number = number;
        }

        int number() {
            return number;
        }
    }

    private TensorMessage() {}

    /** @param shape empty for a number without axes */
    static ProtobufMessage wholes(List<Long> shape, long... values) {
        ByteBuffer elements = ByteBuffer.allocate(values.length * Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        elements.asLongBuffer().put(LongBuffer.wrap(values));
        return of(Type.INT64, shape).data(ELEMENTS, elements.array());
    }

    /** @param shape empty for a number without axes */
    static ProtobufMessage numbers(List<Long> shape, float... values) {
        ByteBuffer elements = ByteBuffer.allocate(values.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        elements.asFloatBuffer().put(FloatBuffer.wrap(values));
        return of(Type.FLOAT, shape).data(ELEMENTS, elements.array());
    }

    static ProtobufMessage named(ProtobufMessage tensor, String name) {
        return tensor.text(NAME, name);
    }

    /** The beginning of one whose elements follow this message. */
    static ProtobufMessage before(Weight weight) {
        return named(of(Type.FLOAT, weight.shape()), weight.name()).announce(ELEMENTS, weight.bytes());
    }

    /** One whose elements lie in another file, from this byte on. */
    static ProtobufMessage elsewhere(Weight weight, String file, long offset) {
        return named(of(Type.FLOAT, weight.shape()), weight.name())
                .message(ELEMENTS_ELSEWHERE, entry("location", file))
                .message(ELEMENTS_ELSEWHERE, entry("offset", String.valueOf(offset)))
                .message(ELEMENTS_ELSEWHERE, entry("length", String.valueOf(weight.bytes())))
                .integer(PLACE, 1);
    }

    private static ProtobufMessage of(Type type, List<Long> shape) {
        ProtobufMessage tensor = new ProtobufMessage();
        shape.forEach(size -> tensor.integer(AXIS, size));
        return tensor.integer(TYPE, type.number());
    }

    /** {@code StringStringEntryProto}. */
    private static ProtobufMessage entry(String key, String value) {
        return new ProtobufMessage().text(1, key).text(2, value);
    }
}
