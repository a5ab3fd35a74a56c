package io.jenkins.trainmodel.trainer.network.layer;

/** How a tensor begins. */
public sealed interface Initialization {
    /** Uniform in [-bound, bound). */
    record Uniform(double bound) implements Initialization {}

    /** Normal around 0. */
    record Normal(double standardDeviation) implements Initialization {}

    record Constant(double value) implements Initialization {}

    /**
     * What PyTorch gives weight and bias of linear and convolution layers: Kaiming's uniform bound sqrt(6 / ((1 + a²)
     * fanIn)) with a = sqrt(5), which is 1 / sqrt(fanIn) (He et al. 2015, eq. 10).
     *
     * @param fanIn inputs of one output
     */
    static Initialization byFanIn(long fanIn) {
        return new Uniform(1 / Math.sqrt(fanIn));
    }

    /**
     * Kaiming's normal initialisation before ReLU: standard deviation sqrt(2 / fanOut) (He et al. 2015, eq. 14).
     *
     * @param fanOut outputs of one input
     */
    static Initialization kaimingNormal(long fanOut) {
        return new Normal(Math.sqrt(2.0 / fanOut));
    }

    /** Glorot's uniform bound sqrt(6 / (fanIn + fanOut)) (Glorot and Bengio 2010, eq. 16). */
    static Initialization glorot(long fanIn, long fanOut) {
        return new Uniform(Math.sqrt(6.0 / (fanIn + fanOut)));
    }
}
