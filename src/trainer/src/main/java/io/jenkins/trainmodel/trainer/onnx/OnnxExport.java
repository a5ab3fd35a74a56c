package io.jenkins.trainmodel.trainer.onnx;

import io.jenkins.trainmodel.trainer.network.Architecture;

/** What runtimes of ONNX get of a trained network. */
public sealed interface OnnxExport permits OnnxModel, OnnxExport.LeftOut {
    /** Nobody wants it. */
    OnnxExport NONE = new LeftOut("");

    /**
     * Nothing.
     *
     * @param reason why, as a part of a sentence such as "its code is that of a TorchScript file"; empty where nobody asks
     */
    record LeftOut(String reason) implements OnnxExport {}

    /** For this network. */
    static OnnxExport of(Architecture network) {
        try {
            return OnnxModel.of(network);
        } catch (InexpressibleException layer) {
            return new LeftOut(layer.getMessage());
        }
    }
}
