package io.jenkins.trainmodel.trainer.onnx;

import io.jenkins.trainmodel.trainer.network.layer.Activation;
import io.jenkins.trainmodel.trainer.network.layer.ClassToken;
import io.jenkins.trainmodel.trainer.network.layer.EncoderBlock;
import io.jenkins.trainmodel.trainer.network.layer.LearnedPositions;
import io.jenkins.trainmodel.trainer.network.layer.SelfAttention;
import io.jenkins.trainmodel.trainer.network.layer.SequencePool;
import io.jenkins.trainmodel.trainer.network.layer.SinusoidalPositions;
import java.util.List;
import java.util.Optional;

/** The operators of layers that read a sequence as a whole. */
record SequenceOperators(NetworkGraph network, PlaceOperators places) {
    SequenceOperators(NetworkGraph network) {
        this(network, new PlaceOperators(network.graph()));
    }

    /** Tells which layers it has operators for. */
    void addTo(LayerOperators layers) {
        layers.put(SequencePool.class, this::pool)
                .put(ClassToken.class, this::classToken)
                .put(LearnedPositions.class, this::positions)
                .put(SinusoidalPositions.class, this::waves)
                .put(SelfAttention.class, this::attention)
                .put(EncoderBlock.class, this::block);
    }

    private OnnxGraph graph() {
        return network.graph();
    }

    private String pool(SequencePool layer, String prefix, Value x) {
        return switch (layer.how()) {
            case MEAN ->
                graph().add(
                                "ReduceMean",
                                List.of(x.name()),
                                Attribute.wholes("axes", 1),
                                Attribute.whole("keepdims", 0));
            case FIRST -> step(x, 0);
            case LAST -> step(x, -1);
            case ENDS ->
                graph().add(
                                "Concat",
                                List.of(
                                        halves(step(x, -1), x).get(0),
                                        halves(step(x, 0), x).get(1)),
                                Attribute.whole("axis", 1));
        };
    }

    /** @param number below 0: from the end */
    private String step(Value x, int number) {
        return graph().add("Gather", List.of(x.name(), graph().whole(number)), Attribute.whole("axis", 1));
    }

    private List<String> halves(String step, Value x) {
        int half = x.shape().get(1) / 2;
        return graph().addOf(2, "Split", List.of(step, graph().wholes(half, half)), Attribute.whole("axis", 1));
    }

    private String classToken(ClassToken layer, String prefix, Value x) {
        String batch = graph().add("Shape", List.of(x.name()), Attribute.whole("start", 0), Attribute.whole("end", 1));
        String shape =
                graph().add("Concat", List.of(batch, graph().wholes(1, layer.width())), Attribute.whole("axis", 0));
        String tokens = graph().add("Expand", List.of(network.parameter(prefix + "weight"), shape));
        return graph().add("Concat", List.of(tokens, x.name()), Attribute.whole("axis", 1));
    }

    private String positions(LearnedPositions layer, String prefix, Value x) {
        return sum(x.name(), places.rows(network.parameter(prefix + "weight"), places.steps(x)));
    }

    private String waves(SinusoidalPositions layer, String prefix, Value x) {
        String angles = places.angles(layer.width() / 2, places.steps(x));
        String sines = paired(graph().add("Sin", List.of(angles)));
        String cosines = paired(graph().add("Cos", List.of(angles)));
        String pairs = graph().add("Concat", List.of(sines, cosines), Attribute.whole("axis", 2));
        return sum(x.name(), graph().add("Reshape", List.of(pairs, graph().wholes(0, layer.width()))));
    }

    /** [steps, half] becomes [steps, half, 1]. */
    private String paired(String waves) {
        return graph().add("Unsqueeze", List.of(waves, graph().wholes(2)));
    }

    private String attention(SelfAttention layer, String prefix, Value x) {
        PlainOperators plain = new PlainOperators(network);
        String parts = plain.linear(
                x, prefix + SelfAttention.INNER + "_weight", Optional.of(prefix + SelfAttention.INNER + "_bias"));
        String joined = new AttentionOperators(graph(), layer.width(), layer.heads(), layer.rotary(), false)
                .attended(parts, places.steps(x));
        return plain.linear(
                x.of(joined),
                prefix + SelfAttention.OUTER + ".weight",
                Optional.of(prefix + SelfAttention.OUTER + ".bias"));
    }

    private String block(EncoderBlock layer, String prefix, Value x) {
        Value calm = network.add(layer.norm(), prefix + EncoderBlock.FIRST_NORM + ".", x);
        Value attended = network.add(layer.attention(), prefix + EncoderBlock.ATTENTION + ".", calm);
        Value between = x.of(sum(x.name(), attended.name()));
        Value again = network.add(layer.norm(), prefix + EncoderBlock.SECOND_NORM + ".", between);
        Value hidden = network.add(layer.first(), prefix + EncoderBlock.FIRST_LINEAR + ".", again);
        Value active = network.add(new Activation(Activation.Function.GELU), "", hidden);
        Value made = network.add(layer.second(), prefix + EncoderBlock.SECOND_LINEAR + ".", active);
        return sum(between.name(), made.name());
    }

    private String sum(String one, String other) {
        return graph().add("Add", List.of(one, other));
    }
}
