package io.jenkins.trainmodel.trainer.onnx;

import io.jenkins.trainmodel.trainer.protobuf.ProtobufMessage;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * The operators of a network in the order in which they compute, and the tensors that they take. An operator that stands
 * already with the same inputs is not added again: so what blocks have in common, such as a mask, is computed once.
 */
final class OnnxGraph {
    /** Fields of {@code NodeProto} of onnx.proto. */
    private static final int INPUT = 1;

    private static final int OUTPUT = 2;
    private static final int OPERATOR = 4;
    private static final int ATTRIBUTE = 5;

    private final List<ProtobufMessage> operators = new ArrayList<>();
    private final Map<ByteBuffer, List<String>> outputs = new HashMap<>();
    private final List<ProtobufMessage> tensors = new ArrayList<>();
    private final Map<ByteBuffer, String> constants = new HashMap<>();
    private final Map<String, Weight> weights = new LinkedHashMap<>();

    /** Adds an operator of one output, and gives this one's name. */
    String add(String operator, List<String> inputs, Attribute... attributes) {
        return addOf(1, operator, inputs, attributes).get(0);
    }

    /** Adds an operator of several outputs, and gives their names. */
    List<String> addOf(int count, String operator, List<String> inputs, Attribute... attributes) {
        ProtobufMessage node = new ProtobufMessage();
        inputs.forEach(input -> node.text(INPUT, input));
        node.text(OPERATOR, operator);
        for (Attribute attribute : attributes) {
            node.message(ATTRIBUTE, attribute.message());
        }
        return outputs.computeIfAbsent(ByteBuffer.wrap(node.toBytes()), same -> {
            String name = operator + "_" + operators.size();
            List<String> names = IntStream.range(0, count)
                    .mapToObj(number -> number == 0 ? name : name + "." + number)
                    .toList();
            names.forEach(output -> node.text(OUTPUT, output));
            operators.add(node);
            return names;
        });
    }

    /** Gives what stands under one name under another one as well, by which the graph's users know it. */
    void give(String value, String name) {
        operators.add(new ProtobufMessage()
                .text(INPUT, value)
                .text(OPERATOR, "Identity")
                .text(OUTPUT, name));
    }

    /** A tensor that is made of parameters; gives its name. */
    String weight(Weight weight) {
        weights.put(weight.name(), weight);
        return weight.name();
    }

    /** A vector of whole numbers, such as a shape. */
    String wholes(long... values) {
        return constant(TensorMessage.wholes(List.of((long) values.length), values));
    }

    /** A whole number without axes. */
    String whole(long value) {
        return constant(TensorMessage.wholes(List.of(), value));
    }

    /** A vector of numbers. */
    String numbers(float... values) {
        return constant(TensorMessage.numbers(List.of((long) values.length), values));
    }

    /** A number without axes. */
    String number(double value) {
        return constant(TensorMessage.numbers(List.of(), (float) value));
    }

    private String constant(ProtobufMessage tensor) {
        return constants.computeIfAbsent(ByteBuffer.wrap(tensor.toBytes()), same -> {
            String name = "constant_" + constants.size();
            tensors.add(TensorMessage.named(tensor, name));
            return name;
        });
    }

    /** {@code NodeProto} of every operator. */
    List<ProtobufMessage> operators() {
        return operators;
    }

    /** {@code TensorProto} of every constant. */
    List<ProtobufMessage> constants() {
        return tensors;
    }

    List<Weight> weights() {
        return List.copyOf(weights.values());
    }
}
