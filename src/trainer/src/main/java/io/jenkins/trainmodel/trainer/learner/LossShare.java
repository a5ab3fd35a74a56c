package io.jenkins.trainmodel.trainer.learner;

import io.jenkins.trainmodel.trainer.data.batch.Batch;
import java.nio.ByteOrder;
import java.nio.LongBuffer;

/**
 * How much the mean over some samples of a batch counts in the mean over the batch: as much as they are of its samples, or where classes
 * have weights, of the weights of its samples, by whose sum that mean divides.
 *
 * @param sharing with whom the batch is shared
 * @param classWeights one a class; empty: all 1
 */
record LossShare(Sharing sharing, float[] classWeights) {
    /** The weight of a batch, whoever has its samples. All that share it ask at the same time, also one that has none of them. */
    double whole(Batch share) {
        if (classWeights.length == 0) {
            return share.whole();
        }
        double[] weight = {weight(share)};
        sharing.collective().ifPresent(all -> all.sum(weight));
        return weight[0];
    }

    /** The weight of these samples. */
    double weight(Batch samples) {
        if (classWeights.length == 0) {
            return samples.size();
        }
        LongBuffer labels =
                samples.labels().duplicate().order(ByteOrder.nativeOrder()).asLongBuffer();
        double weight = 0;
        for (int sample = 0; sample < samples.size(); sample++) {
            weight += classWeights[(int) labels.get(sample)];
        }
        return weight;
    }
}
