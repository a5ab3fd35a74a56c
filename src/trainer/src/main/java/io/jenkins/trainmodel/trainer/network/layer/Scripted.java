package io.jenkins.trainmodel.trainer.network.layer;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.jenkins.trainmodel.trainer.torchscript.ScriptFile;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * A whole network whose code is that of a TorchScript file. Of its layers nothing is known but their parameters; what shapes it
 * takes and gives, the engine tells. A description of it, as packages hold it, has no code: that is in their {@code model.pt}.
 */
public final class Scripted implements Layer {
    private final int outputs;
    private final boolean normalises;
    private final List<DescribedTensor> entries;
    private final Optional<ScriptFile> file;

    private Scripted(int outputs, boolean normalises, List<DescribedTensor> entries, Optional<ScriptFile> file) {
        if (entries == null || entries.isEmpty()) {
            throw new NetworkException("a TorchScript needs tensors");
        }
        this.outputs = outputs;
        this.normalises = normalises;
        this.entries = List.copyOf(entries);
        this.file = file;
    }

    /** Without its code. */
    @JsonCreator
    Scripted(
            @JsonProperty("outputs") int outputs,
            @JsonProperty("normalises") boolean normalises,
            @JsonProperty("parameters") List<DescribedTensor> entries) {
        this(outputs, normalises, entries, Optional.empty());
    }

    /** The network of a file, which is taken to give so many outputs. */
    public static Scripted of(ScriptFile file, int outputs) {
        return new Scripted(outputs, file.normalises(), entries(file), Optional.of(file));
    }

    private static List<DescribedTensor> entries(ScriptFile file) {
        return file.changing().stream()
                .map(tensor -> new DescribedTensor(tensor.name(), tensor.type(), tensor.shape(), tensor.trainable()))
                .toList();
    }

    /** The file's network where it is the only layer of another one. */
    public static Optional<Scripted> in(Sequential network) {
        return network.layers().get(0).layer() instanceof Scripted script ? Optional.of(script) : Optional.empty();
    }

    /**
     * The same with a last layer for so many outputs: the layer of the last tensor, whose weight has the outputs first.
     *
     * @throws NetworkException if that is no layer of outputs
     */
    public Scripted withNewHead() {
        String head = head();
        List<DescribedTensor> all = entries.stream()
                .map(entry -> layerOf(entry.name()).equals(head) ? entry.withFirstAxis(outputs) : entry)
                .toList();
        return new Scripted(outputs, normalises, all, file);
    }

    /** The layer that holds the last tensor, such as {@code fc}. */
    public String head() {
        String head = layerOf(entries.get(entries.size() - 1).name());
        List<DescribedTensor> own = entries.stream()
                .filter(entry -> layerOf(entry.name()).equals(head))
                .toList();
        boolean linear = own.stream()
                .allMatch(entry -> entry.trainable()
                        && (entry.name().endsWith("bias") && entry.shape().size() == 1
                                || entry.name().endsWith("weight")
                                        && entry.shape().size() > 1));
        if (!linear
                || own.size() > 2
                || own.stream().noneMatch(entry -> entry.name().endsWith("weight"))) {
            throw new NetworkException("the last layer, "
                    + (head.isEmpty() ? "the module itself" : head)
                    + ", is none of a weight and a bias, so it cannot begin anew for other outputs; export a network whose last"
                    + " module is the linear layer of its outputs");
        }
        return head;
    }

    /**
     * The same with the code in a file.
     *
     * @throws NetworkException if the file has other parameters
     */
    public Scripted with(ScriptFile code) {
        if (!entries(code).equals(entries)) {
            throw new NetworkException(
                    "the parameters of " + code.path() + " are not those of the network that is described");
        }
        return new Scripted(outputs, normalises, entries, Optional.of(code));
    }

    /** The file with its code. */
    public ScriptFile file() {
        return file.orElseThrow(
                () -> new NetworkException("the description of a TorchScript has no code without its file"));
    }

    /** Names of parameters that its file keeps from being trained. */
    public Set<String> still() {
        return file.map(ScriptFile::still).orElse(Set.of());
    }

    @JsonProperty
    int outputs() {
        return outputs;
    }

    @JsonProperty
    boolean normalises() {
        return normalises;
    }

    @JsonProperty("parameters")
    List<DescribedTensor> entries() {
        return entries;
    }

    @Override
    public Cost cost(List<Integer> input) {
        return DescribedTensor.cost(entries, outputs, input);
    }

    @Override
    public List<TensorSpec> tensors() {
        Map<String, DescribedTensor> byName =
                entries.stream().collect(Collectors.toMap(DescribedTensor::name, Function.identity()));
        return entries.stream()
                .map(entry -> entry.specified(initialization(entry, byName)))
                .toList();
    }

    /** They have the names that they have in the file, whatever holds it. */
    @Override
    public List<TensorSpec> tensorsWithin(String name) {
        return tensors();
    }

    /** As PyTorch's linear, convolution and normalisation layers begin. */
    private static Initialization initialization(DescribedTensor entry, Map<String, DescribedTensor> byName) {
        String name = entry.name().substring(entry.name().lastIndexOf('.') + 1);
        if (entry.shape().size() > 1) {
            return Initialization.byFanIn(fanIn(entry));
        }
        if (name.equals("weight") || name.equals("running_var")) {
            return new Initialization.Constant(1);
        }
        Optional<DescribedTensor> weight = Optional.ofNullable(
                        byName.get(entry.name().substring(0, entry.name().length() - name.length()) + "weight"))
                .filter(other -> other.shape().size() > 1);
        return name.equals("bias") && weight.isPresent()
                ? Initialization.byFanIn(fanIn(weight.get()))
                : new Initialization.Constant(0);
    }

    /** Inputs of one output. */
    private static long fanIn(DescribedTensor entry) {
        return Math.max(1, entry.shape().stream().skip(1).reduce(1L, Math::multiplyExact));
    }

    private static String layerOf(String tensor) {
        return tensor.substring(0, Math.max(0, tensor.lastIndexOf('.')));
    }

    /** Dropout can be in it, and batch normalisation is where running statistics are. */
    @Override
    public boolean contains(Class<? extends Layer> kind) {
        return Layer.super.contains(kind) || kind == Dropout.class || kind == BatchNorm2d.class && normalises;
    }
}
