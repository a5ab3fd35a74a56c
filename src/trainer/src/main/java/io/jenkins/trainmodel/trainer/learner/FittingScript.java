package io.jenkins.trainmodel.trainer.learner;

import ai.djl.pytorch.engine.PtNDManager;
import io.jenkins.trainmodel.spec.data.Task;
import io.jenkins.trainmodel.trainer.learner.module.ScriptEngine;
import io.jenkins.trainmodel.trainer.network.layer.NetworkException;
import io.jenkins.trainmodel.trainer.network.layer.Scripted;
import java.util.List;

/** Looks whether a network that was written elsewhere fits the data, by giving it zeros. */
record FittingScript(LearnerSettings settings, ScriptEngine engine, BatchTensors tensors) {

    /** @throws NetworkException if it does not; the engine is closed then */
    void require(Scripted network) {
        try {
            new FittingShapes(
                            settings.architecture(), settings.task() == Task.REGRESSION, network, this::shapeOfOutputs)
                    .require();
        } catch (NetworkException unfit) {
            engine.close();
            throw unfit;
        }
    }

    private List<Long> shapeOfOutputs(int samples) {
        try (PtNDManager scope = engine.scope()) {
            return engine.shape(
                    ScriptNetwork.OUTPUTS, tensors.zeros(scope, samples).toDevice(engine.device(), false));
        }
    }
}
