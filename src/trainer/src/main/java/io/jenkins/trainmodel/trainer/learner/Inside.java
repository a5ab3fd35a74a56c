package io.jenkins.trainmodel.trainer.learner;

import ai.djl.ndarray.NDArray;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.engine.PtNDManager;
import io.jenkins.trainmodel.trainer.data.batch.Batch;
import io.jenkins.trainmodel.trainer.learner.module.ScriptEngine;
import java.util.Optional;

/** The script computes network and loss in one call. */
record Inside(ScriptEngine engine) implements BatchPass {
    @Override
    public NDArray forward(PtNDManager scope, NDArray x, NDArray targets, Batch batch, Optional<PtNDArray> share) {
        return share.isPresent() ? engine.forward(x, targets, share.get()) : engine.forward(x, targets);
    }

    @Override
    public void evaluate(PtNDManager scope, PtNDArray x, PtNDArray targets, Batch batch) {
        engine.run("evaluate", x, targets);
    }
}
