package io.jenkins.trainmodel.trainer.learner;

import ai.djl.ndarray.NDArray;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.engine.PtNDManager;
import io.jenkins.trainmodel.trainer.data.batch.Batch;
import java.util.Optional;

/** The way of a batch to its loss, through a network and a loss that the script computes or that are told outside of it. */
interface BatchPass {
    /**
     * What the way back begins with; the sums of the epoch have it added.
     *
     * @param share by which the samples are mixed in pairs
     */
    NDArray forward(PtNDManager scope, NDArray x, NDArray targets, Batch batch, Optional<PtNDArray> share);

    /** Adds a batch to what is measured. */
    void evaluate(PtNDManager scope, PtNDArray x, PtNDArray targets, Batch batch);
}
