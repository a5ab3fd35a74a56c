package io.jenkins.trainmodel.trainer.onnx;

import io.jenkins.trainmodel.trainer.network.Architecture;
import io.jenkins.trainmodel.trainer.protobuf.ProtobufMessage;
import io.jenkins.trainmodel.trainer.tensor.NamedTensor;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * A network as a graph of ONNX's operators. Its {@code input} and {@code output} are what {@code forward} of {@code model.pt}
 * takes and gives, for batches of any size and, where the network reads sequences, for other lengths.
 */
public final class OnnxModel implements OnnxExport {
    /** The file of a model package. */
    public static final String FILE = "model.onnx";

    /** The file beside it that holds the parameters where both together were too large for one. */
    public static final String PARAMETERS = "model.onnx.data";

    private static final String INPUT = "input";
    private static final String OUTPUT = "output";
    /** What a message of protocol buffers holds at most. */
    private static final long LARGEST_FILE = Integer.MAX_VALUE;

    private final Architecture network;
    private final OnnxGraph graph;

    private OnnxModel(Architecture network, OnnxGraph graph) {
        this.network = network;
        this.graph = graph;
    }

    /** @throws InexpressibleException if a layer has no operators */
    static OnnxModel of(Architecture network) {
        return new OnnxModel(network, NetworkGraph.of(network.network(), network.sampleShape(), INPUT, OUTPUT));
    }

    /**
     * Writes the file, and the one of its parameters where one file were too large.
     *
     * @param parameters every parameter and buffer of the network
     * @return the SHA-256 of each file that was written
     */
    public Map<Path, String> write(Path directory, List<NamedTensor> parameters) throws IOException {
        return write(directory, parameters, LARGEST_FILE);
    }

    /** @param largest bytes of a file with its parameters */
    Map<Path, String> write(Path directory, List<NamedTensor> parameters, long largest) throws IOException {
        Map<String, NamedTensor> byName =
                parameters.stream().collect(Collectors.toMap(NamedTensor::name, Function.identity()));
        return new OnnxFile(directory, graph, GraphMessage.of(network.family(), graph, input(), output()), byName)
                .write(largest);
    }

    private ProtobufMessage input() {
        boolean tokens = network.network().vocabulary().isPresent();
        boolean image = network.sampleShape().size() == 3;
        return ValueMessage.of(
                INPUT,
                tokens ? TensorMessage.Type.INT64 : TensorMessage.Type.FLOAT,
                axes(network.sampleShape(), network.readsSequences() && !image));
    }

    private ProtobufMessage output() {
        List<Integer> shape = network.cost().outputShape();
        return ValueMessage.of(OUTPUT, TensorMessage.Type.FLOAT, axes(shape, shape.size() > 1));
    }

    /** @param sequence whether the first axis of a sample is as long as what is given */
    private static List<ProtobufMessage> axes(List<Integer> sample, boolean sequence) {
        List<ProtobufMessage> axes = new ArrayList<>(List.of(ValueMessage.axis("batch")));
        sample.forEach(size -> axes.add(ValueMessage.axis(size)));
        if (sequence) {
            axes.set(1, ValueMessage.axis("length"));
        }
        return axes;
    }
}
