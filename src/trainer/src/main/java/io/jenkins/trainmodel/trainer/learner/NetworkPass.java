package io.jenkins.trainmodel.trainer.learner;

import ai.djl.ndarray.NDArray;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.engine.PtNDManager;
import java.util.List;
import java.util.Optional;

/** The way of a batch through a network, which the script computes, or a block outside of it. */
interface NetworkPass extends AutoCloseable {
    /**
     * The outputs in training, from which the way back can begin.
     *
     * @param x in host memory
     * @param share by which the samples are mixed in pairs
     */
    NDArray learn(PtNDManager scope, NDArray x, Optional<PtNDArray> share);

    /** The outputs as the network is used. */
    NDArray outputs(PtNDManager scope, PtNDArray x);

    /** Goes back from a loss. */
    void backward(NDArray loss);

    /** Names of trained parameters that the first way back gave no gradient; none where nobody could mend it. */
    List<String> withoutGradient();

    @Override
    void close();
}
