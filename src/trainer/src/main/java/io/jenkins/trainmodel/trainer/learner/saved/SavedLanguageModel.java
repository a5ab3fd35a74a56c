package io.jenkins.trainmodel.trainer.learner.saved;

import ai.djl.Device;
import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.pytorch.engine.PtSymbolBlock;
import ai.djl.pytorch.jni.IValue;
import ai.djl.pytorch.jni.IValueUtils;
import ai.djl.pytorch.jni.JniUtils;
import io.jenkins.trainmodel.trainer.engine.platform.EngineException;
import io.jenkins.trainmodel.trainer.learner.module.DeviceFailure;
import io.jenkins.trainmodel.trainer.learner.module.KeyValueCache;
import java.nio.file.Path;
import java.util.Optional;

/** The {@code model.pt} of a language model, asked for the token that follows. Used by one thread. */
public final class SavedLanguageModel implements AutoCloseable {
    private final PtNDManager manager;
    private final PtSymbolBlock module;
    private final KeyValueCache cache;

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
        cache = new KeyValueCache(manager, module, this::call);
    }

    /** See {@link KeyValueCache#next}. */
    public float[] next(int[] tokens) {
        return cache.next(tokens);
    }

    private IValue call(String method, IValue... arguments) {
        return new DeviceFailure(manager.getDevice(), Optional.empty())
                .translated(() -> IValueUtils.runMethod(module, method, arguments));
    }

    @Override
    public void close() {
        cache.close();
        module.close();
        manager.close();
    }
}
