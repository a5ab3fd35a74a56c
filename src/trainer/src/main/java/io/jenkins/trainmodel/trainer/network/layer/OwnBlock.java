package io.jenkins.trainmodel.trainer.network.layer;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.jenkins.trainmodel.part.PartSpec;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A whole network that a class of a user's own computes, as a block of DJL. Of its layers nothing is known but their parameters.
 * A description of it, as packages hold it, has no code: that is on the class path of the specification.
 */
public final class OwnBlock implements Layer {
    private final String part;
    private final String type;
    private final int outputs;
    private final List<DescribedTensor> tensors;
    private final Optional<Code> code;

    /**
     * Where the block comes from.
     *
     * @param part that gives it, with its options
     */
    public record Code(List<Path> classpath, PartSpec part) {
        public Code {
            classpath = List.copyOf(classpath);
        }
    }

    private OwnBlock(String part, String type, int outputs, List<DescribedTensor> tensors, Optional<Code> code) {
        if (part == null || type == null || tensors == null || tensors.isEmpty()) {
            throw new NetworkException("a network of a user's own needs the names of its part and class, and tensors");
        }
        this.part = part;
        this.type = type;
        this.outputs = outputs;
        this.tensors = List.copyOf(tensors);
        this.code = code;
    }

    /** Without its code. */
    @JsonCreator
    OwnBlock(
            @JsonProperty("part") String part,
            @JsonProperty("class") String type,
            @JsonProperty("outputs") int outputs,
            @JsonProperty("parameters") List<DescribedTensor> tensors) {
        this(part, type, outputs, tensors, Optional.empty());
    }

    /** @param type the name of the class that gives it */
    public static OwnBlock of(Code code, String type, int outputs, List<DescribedTensor> tensors) {
        return new OwnBlock(code.part().name(), type, outputs, tensors, Optional.of(code));
    }

    /** The block where it is the only layer of a network. */
    public static Optional<OwnBlock> in(Sequential network) {
        return network.layers().get(0).layer() instanceof OwnBlock block ? Optional.of(block) : Optional.empty();
    }

    /** The network of this block alone. */
    public Sequential alone() {
        return new Sequential(List.of(new Sequential.Child("network", this)));
    }

    /** The same with its code. */
    public OwnBlock with(Code where) {
        return new OwnBlock(part, type, outputs, tensors, Optional.of(where));
    }

    /** Where it comes from. */
    public Code code() {
        return code.orElseThrow(() ->
                new NetworkException("the description of the network " + part + " has no code without a class path"));
    }

    /** The name of the part that gives it. */
    @JsonProperty
    public String part() {
        return part;
    }

    /** The class of that part. */
    @JsonProperty("class")
    public String type() {
        return type;
    }

    @JsonProperty
    int outputs() {
        return outputs;
    }

    @JsonProperty("parameters")
    public List<DescribedTensor> described() {
        return tensors;
    }

    @Override
    public Cost cost(List<Integer> input) {
        return DescribedTensor.cost(tensors, outputs, input);
    }

    /** Their first values are those that the block gives them. */
    @Override
    public List<TensorSpec> tensors() {
        return tensors.stream()
                .map(tensor -> tensor.specified(new Initialization.Constant(0)))
                .toList();
    }

    /** They have the names that they have in the block, whatever holds it. */
    @Override
    public List<TensorSpec> tensorsWithin(String name) {
        return tensors();
    }

    /** Dropout can be in it, and what normalises by batches is where something is not trained. */
    @Override
    public boolean contains(Class<? extends Layer> kind) {
        return Layer.super.contains(kind)
                || kind == Dropout.class
                || kind == BatchNorm2d.class && tensors.stream().anyMatch(tensor -> !tensor.trainable());
    }
}
