package io.jenkins.trainmodel.trainer.onnx;

import io.jenkins.trainmodel.run.Checksum;
import io.jenkins.trainmodel.trainer.disk.HashedFile;
import io.jenkins.trainmodel.trainer.protobuf.ProtobufMessage;
import io.jenkins.trainmodel.trainer.tensor.NamedTensor;
import io.jenkins.trainmodel.trainer.tensor.TensorPieces;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Writes a graph with its weights, which are read in pieces: never is one of them in memory as a whole.
 *
 * @param message the graph but for its weights
 * @param parameters of which the weights are made, by name
 */
record OnnxFile(Path directory, OnnxGraph graph, ProtobufMessage message, Map<String, NamedTensor> parameters) {
    /** Weights in a file of their own begin where pages of memory do, so that a runtime can map them. */
    private static final int PAGE = 4096;

    /**
     * Writes it to one file, or to two where that were larger than this.
     *
     * @return the SHA-256 of each file that was written
     */
    Map<Path, String> write(long largest) throws IOException {
        byte[] rest = message.toBytes();
        List<byte[]> beginnings =
                graph.weights().stream().map(GraphMessage::before).toList();
        long bytes = rest.length
                + beginnings.stream().mapToLong(beginning -> beginning.length).sum()
                + graph.weights().stream().mapToLong(Weight::bytes).sum();
        byte[] model = GraphMessage.model(bytes);
        return model.length + bytes <= largest ? whole(model, rest, beginnings) : apart(rest);
    }

    private Map<Path, String> whole(byte[] model, byte[] rest, List<byte[]> beginnings) throws IOException {
        HashedFile file = file(OnnxModel.FILE);
        try (file) {
            file.write(model);
            file.write(rest);
            TensorPieces pieces = new TensorPieces();
            for (int i = 0; i < beginnings.size(); i++) {
                file.write(beginnings.get(i));
                elements(graph.weights().get(i), pieces, file);
            }
        }
        return Map.of(directory.resolve(OnnxModel.FILE), file.digits());
    }

    private void elements(Weight weight, TensorPieces pieces, OutputStream target) throws IOException {
        pieces.forEach(weight.in(parameters), (offset, piece) -> target.write(piece.array(), 0, piece.limit()));
    }

    private Map<Path, String> apart(byte[] rest) throws IOException {
        List<byte[]> tensors = new ArrayList<>();
        long offset = 0;
        for (Weight weight : graph.weights()) {
            tensors.add(GraphMessage.weight(TensorMessage.elsewhere(weight, OnnxModel.PARAMETERS, offset)));
            offset += pages(weight.bytes());
        }
        long bytes = rest.length
                + tensors.stream().mapToLong(tensor -> tensor.length).sum();
        HashedFile model = file(OnnxModel.FILE);
        try (model) {
            model.write(GraphMessage.model(bytes));
            model.write(rest);
            for (byte[] tensor : tensors) {
                model.write(tensor);
            }
        }
        return Map.of(
                directory.resolve(OnnxModel.FILE), model.digits(), directory.resolve(OnnxModel.PARAMETERS), weights());
    }

    private String weights() throws IOException {
        HashedFile file = file(OnnxModel.PARAMETERS);
        try (file) {
            TensorPieces pieces = new TensorPieces();
            for (Weight weight : graph.weights()) {
                elements(weight, pieces, file);
                file.write(new byte[(int) (pages(weight.bytes()) - weight.bytes())]);
            }
        }
        return file.digits();
    }

    private static long pages(long bytes) {
        return (bytes + PAGE - 1) / PAGE * PAGE;
    }

    private HashedFile file(String name) {
        return new HashedFile(directory.resolve(name), Checksum.SHA_256);
    }
}
