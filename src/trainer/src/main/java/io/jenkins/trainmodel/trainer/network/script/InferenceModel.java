package io.jenkins.trainmodel.trainer.network.script;

import io.jenkins.trainmodel.trainer.network.Architecture;
import io.jenkins.trainmodel.trainer.tensor.NamedTensor;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Writes {@code model.pt}: a trained network in one file that {@code torch.jit.load} and DJL open. Its {@code forward}
 * takes float32 of shape [batch, sample shape…] and gives logits [batch, classes], or values [batch, 1]. It computes in
 * float32, whatever precision it was trained in, and {@code named_parameters()} has the names of the parameter files.
 */
public final class InferenceModel {
    private InferenceModel() {}

    /**
     * Writes the file's content and leaves the stream open.
     *
     * @param tensors every parameter and buffer of the architecture
     */
    public static void write(Architecture architecture, List<NamedTensor> tensors, OutputStream target)
            throws IOException {
        ScriptObject module = NetworkScript.of(
                architecture.network(),
                tensors.stream().collect(Collectors.toMap(NamedTensor::name, Function.identity())),
                Casts.FLOAT32);
        ScriptArchive.write(module, "model", target);
    }
}
