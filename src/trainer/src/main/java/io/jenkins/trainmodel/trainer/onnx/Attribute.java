package io.jenkins.trainmodel.trainer.onnx;

import io.jenkins.trainmodel.trainer.protobuf.ProtobufMessage;
import java.util.function.Consumer;

/**
 * A property of an operator that is no tensor ({@code AttributeProto} of onnx.proto).
 *
 * @param message as it is written
 */
record Attribute(ProtobufMessage message) {
    private static final int NAME = 1;
    private static final int FLOAT = 2;
    private static final int INT = 3;
    private static final int STRING = 4;
    private static final int TENSOR = 5;
    private static final int INTS = 8;
    private static final int TYPE = 20;

    /** How onnx.proto numbers the kinds. */
    private enum Kind {
        UNDEFINED,
        FLOAT,
        INT,
        STRING,
        TENSOR,
        GRAPH,
        FLOATS,
        INTS
    }

    static Attribute number(String name, double value) {
        return of(name, Kind.FLOAT, message -> message.fixed32(FLOAT, (float) value));
    }

    static Attribute whole(String name, long value) {
        return of(name, Kind.INT, message -> message.integer(INT, value));
    }

    static Attribute word(String name, String value) {
        return of(name, Kind.STRING, message -> message.text(STRING, value));
    }

    static Attribute tensor(String name, ProtobufMessage value) {
        return of(name, Kind.TENSOR, message -> message.message(TENSOR, value));
    }

    static Attribute wholes(String name, long... values) {
        return of(name, Kind.INTS, message -> {
            for (long value : values) {
                message.integer(INTS, value);
            }
        });
    }

    private static Attribute of(String name, Kind kind, Consumer<ProtobufMessage> value) {
        ProtobufMessage message = new ProtobufMessage().text(NAME, name);
        value.accept(message);
        return new Attribute(message.integer(TYPE, kind.ordinal()));
    }
}
