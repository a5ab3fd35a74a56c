package io.jenkins.trainmodel.trainer.onnx;

import io.jenkins.trainmodel.trainer.protobuf.ProtobufMessage;
import java.nio.ByteBuffer;

/** {@code ModelProto} of onnx.proto and the {@code GraphProto} in it. */
final class GraphMessage {
    /** The first version of the operators that has layer normalisation: whatever reads it or a newer one reads the file. */
    private static final int OPERATORS_VERSION = 17;
    /** The version of the format that came with those operators. */
    private static final int FORMAT_VERSION = 8;

    private static final int FORMAT = 1;
    private static final int PRODUCER = 2;
    private static final int GRAPH = 7;
    private static final int OPERATORS = 8;
    /** The field of {@code OperatorSetIdProto}. */
    private static final int VERSION = 2;

    /** Fields of {@code GraphProto}. */
    private static final int NODE = 1;

    private static final int NAME = 2;
    private static final int INITIALIZER = 5;
    private static final int INPUT = 11;
    private static final int OUTPUT = 12;

    private GraphMessage() {}

    /** A graph but for its weights. */
    static ProtobufMessage of(String name, OnnxGraph graph, ProtobufMessage input, ProtobufMessage output) {
        ProtobufMessage message = new ProtobufMessage();
        graph.operators().forEach(operator -> message.message(NODE, operator));
        message.text(NAME, name);
        graph.constants().forEach(constant -> message.message(INITIALIZER, constant));
        return message.message(INPUT, input).message(OUTPUT, output);
    }

    /** A weight of the graph, whose elements are elsewhere. */
    static byte[] weight(ProtobufMessage tensor) {
        return new ProtobufMessage().message(INITIALIZER, tensor).toBytes();
    }

    /** The beginning of a weight of the graph, whose elements follow. */
    static byte[] before(Weight weight) {
        byte[] tensor = TensorMessage.before(weight).toBytes();
        byte[] field = new ProtobufMessage()
                .announce(INITIALIZER, tensor.length + weight.bytes())
                .toBytes();
        return ByteBuffer.allocate(field.length + tensor.length)
                .put(field)
                .put(tensor)
                .array();
    }

    /** The beginning of a model, whose graph follows. */
    static byte[] model(long graphBytes) {
        return new ProtobufMessage()
                .integer(FORMAT, FORMAT_VERSION)
                .text(PRODUCER, "train-model")
                .message(OPERATORS, new ProtobufMessage().integer(VERSION, OPERATORS_VERSION))
                .announce(GRAPH, graphBytes)
                .toBytes();
    }
}
