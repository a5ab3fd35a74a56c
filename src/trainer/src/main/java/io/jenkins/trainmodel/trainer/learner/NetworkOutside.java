package io.jenkins.trainmodel.trainer.learner;

import ai.djl.ndarray.NDArray;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.engine.PtNDManager;
import io.jenkins.trainmodel.trainer.data.batch.Batch;
import io.jenkins.trainmodel.trainer.learner.module.ScriptEngine;
import java.util.Optional;
import java.util.stream.Stream;

/** The script computes the loss of what a network outside of it gives. */
record NetworkOutside(ScriptEngine engine, NetworkPass network) implements BatchPass {
    static final String LEARN_BEHIND = "learn_behind";
    static final String EVALUATE_BEHIND = "evaluate_behind";

    @Override
    public NDArray forward(PtNDManager scope, NDArray x, NDArray targets, Batch batch, Optional<PtNDArray> share) {
        NDArray outputs = network.learn(scope, x, share);
        return engine.withGradients(
                LEARN_BEHIND,
                Stream.concat(Stream.of(outputs, targets), share.stream()).toArray(NDArray[]::new));
    }

    @Override
    public void evaluate(PtNDManager scope, PtNDArray x, PtNDArray targets, Batch batch) {
        engine.run(EVALUATE_BEHIND, network.outputs(scope, x), targets);
    }
}
