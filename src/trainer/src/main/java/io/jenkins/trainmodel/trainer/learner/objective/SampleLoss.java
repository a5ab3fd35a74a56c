package io.jenkins.trainmodel.trainer.learner.objective;

import io.jenkins.trainmodel.trainer.data.batch.Batch;

/** A loss that is told sample by sample outside of the engine. Used by one thread. */
public interface SampleLoss extends AutoCloseable {
    /**
     * Tells the loss of every sample of a batch, and its derivatives.
     *
     * @param outputs what the network says, sample by sample
     * @param losses takes one number a sample
     * @param gradient takes the derivative of the sample's loss by each of its outputs; as long as the outputs
     */
    void of(float[] outputs, Batch batch, double[] losses, float[] gradient);

    /** The losses alone. */
    default double[] of(float[] outputs, Batch batch) {
        double[] losses = new double[batch.size()];
        of(outputs, batch, losses, new float[outputs.length]);
        return losses;
    }

    /** Whether it has something to remember: what it says may depend on what it was shown before. */
    default boolean remembers() {
        return false;
    }

    /** The same for whoever closes what it uses: this one stays open. */
    default SampleLoss lent() {
        SampleLoss lender = this;
        return new SampleLoss() {
            @Override
            public void of(float[] outputs, Batch batch, double[] losses, float[] gradient) {
                lender.of(outputs, batch, losses, gradient);
            }

            @Override
            public boolean remembers() {
                return lender.remembers();
            }

            @Override
            public void close() {
                // it is the lender's
            }
        };
    }

    @Override
    void close();
}
