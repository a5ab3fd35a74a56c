package io.jenkins.trainmodel.trainer.learner.saved;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.pytorch.engine.PtSymbolBlock;
import ai.djl.pytorch.jni.IValue;
import ai.djl.pytorch.jni.IValueUtils;
import ai.djl.pytorch.jni.JniUtils;
import io.jenkins.trainmodel.trainer.engine.platform.EngineException;
import io.jenkins.trainmodel.trainer.learner.DeviceFailure;
import java.nio.file.Path;
import java.util.Optional;

/** The {@code model.pt} of a language model, asked for the token that follows. Used by one thread. */
public final class SavedLanguageModel implements AutoCloseable {
    private final PtNDManager manager;
    private final PtSymbolBlock module;

    /** @throws EngineException if the file is no TorchScript that the engine reads */
    public SavedLanguageModel(Path file, Device device) {
        manager = (PtNDManager) NDManager.newBaseManager(device, "PyTorch");
        try {
            module = JniUtils.loadModule(manager, file, true, new String[0], new String[0], false);
        } catch (ai.djl.engine.EngineException unreadable) {
            manager.close();
            throw new EngineException(
                    file + " cannot be loaded as a model: it is no TorchScript that the engine reads", unreadable);
        }
        JniUtils.enableInferenceMode(module);
        JniUtils.setGraphExecutorOptimize(false);
    }

    /**
     * The logits of the token that follows, one a token of the vocabulary.
     *
     * @param tokens at least one, and as many as the model's context at most
     */
    public float[] next(int[] tokens) {
        try (PtNDManager scope = (PtNDManager) manager.newSubManager()) {
            NDArray x = scope.create(tokens, new Shape(1, tokens.length));
            try (IValue input = IValue.from((PtNDArray) x);
                    IValue value = new DeviceFailure(manager.getDevice(), Optional.empty())
                            .translated(() -> IValueUtils.runMethod(module, "next", input));
                    NDArray logits = value.toTensor(scope)) {
                return logits.toFloatArray();
            }
        }
    }

    @Override
    public void close() {
        module.close();
        manager.close();
    }
}
