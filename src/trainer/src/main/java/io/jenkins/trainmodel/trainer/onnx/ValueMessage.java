package io.jenkins.trainmodel.trainer.onnx;

import io.jenkins.trainmodel.trainer.protobuf.ProtobufMessage;
import java.util.List;

/** {@code ValueInfoProto} of onnx.proto: what goes into a graph, or comes out of it. */
final class ValueMessage {
    private static final int NAME = 1;
    private static final int TYPE = 2;
    /** Fields of {@code TypeProto}, its {@code Tensor} and {@code TensorShapeProto}. */
    private static final int TENSOR = 1;

    private static final int ELEMENTS = 1;
    private static final int SHAPE = 2;
    private static final int AXIS = 1;
    private static final int SIZE_OF_AXIS = 1;
    private static final int NAME_OF_AXIS = 2;

    private ValueMessage() {}

    static ProtobufMessage of(String name, TensorMessage.Type type, List<ProtobufMessage> axes) {
        ProtobufMessage shape = new ProtobufMessage();
        axes.forEach(axis -> shape.message(AXIS, axis));
        ProtobufMessage tensor =
                new ProtobufMessage().integer(ELEMENTS, type.number()).message(SHAPE, shape);
        return new ProtobufMessage().text(NAME, name).message(TYPE, new ProtobufMessage().message(TENSOR, tensor));
    }

    /** An axis of this size. */
    static ProtobufMessage axis(int size) {
        return new ProtobufMessage().integer(SIZE_OF_AXIS, size);
    }

    /** An axis that is as long as what is given. */
    static ProtobufMessage axis(String name) {
        return new ProtobufMessage().text(NAME_OF_AXIS, name);
    }
}
