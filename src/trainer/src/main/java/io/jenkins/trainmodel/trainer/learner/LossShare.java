package io.jenkins.trainmodel.trainer.learner;

import io.jenkins.trainmodel.trainer.collective.Collective;
import io.jenkins.trainmodel.trainer.data.batch.Batch;
import java.nio.ByteOrder;
import java.nio.LongBuffer;

/**
 * How much the mean over a share of a batch counts in the mean over the batch: as much as it has of its samples, or where classes have
 * weights, of the weights of its samples, by whose sum that mean divides.
 *
 * @param classWeights one a class; empty: all 1
 */
record LossShare(Collective collective, float[] classWeights) {
    /** From 0 to 1. All replicas ask it of the same batch at the same time, also one that takes no samples of it. */
    double of(Batch batch) {
        if (classWeights.length == 0) {
            return (double) batch.size() / batch.whole();
        }
        double own = weight(batch);
        double[] all = {own};
        collective.sum(all);
        return own / all[0];
    }

    private double weight(Batch batch) {
        LongBuffer labels =
                batch.labels().duplicate().order(ByteOrder.nativeOrder()).asLongBuffer();
        double weight = 0;
        for (int sample = 0; sample < batch.size(); sample++) {
            weight += classWeights[(int) labels.get(sample)];
        }
        return weight;
    }
}
