package io.jenkins.trainmodel.trainer.learner;

import ai.djl.ndarray.NDArray;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.pytorch.jni.IValue;
import io.jenkins.trainmodel.trainer.learner.module.ScriptEngine;
import java.util.List;
import java.util.Optional;

/** The network of the script. */
record ScriptNetwork(ScriptEngine engine) implements NetworkPass {
    static final String OUTPUTS = "outputs";
    static final String LEARN = "learn";

    /** Samples are mixed where the loss is told by the script as well. */
    @Override
    public NDArray learn(PtNDManager scope, NDArray x, Optional<PtNDArray> share) {
        return engine.withGradients(LEARN, x);
    }

    @Override
    public NDArray outputs(PtNDManager scope, PtNDArray x) {
        try (IValue input = IValue.from(x.toDevice(engine.device(), false));
                IValue value = engine.call(OUTPUTS, input)) {
            return value.toTensor(scope);
        }
    }

    @Override
    public void backward(NDArray loss) {
        engine.backward(loss);
    }

    /** Layers of the trainer's use all that they have, and what a file declares is not for its user to mend. */
    @Override
    public List<String> withoutGradient() {
        return List.of();
    }

    @Override
    public void close() {
        // the engine is the learner's
    }
}
