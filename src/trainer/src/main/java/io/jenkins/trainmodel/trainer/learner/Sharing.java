package io.jenkins.trainmodel.trainer.learner;

import ai.djl.Device;
import io.jenkins.trainmodel.spec.TrainingSpec;
import io.jenkins.trainmodel.trainer.collective.Collective;
import java.util.Optional;

/**
 * With whom a learner shares its batches, and how much of one it takes at once.
 *
 * @param collective of all that learn together; empty: this one learns alone
 * @param most samples that pass through the network at once, at least 1; more go in parts, whose gradients are added up
 */
public record Sharing(Optional<Collective> collective, int most) {
    /** Whole batches, shared with nobody. */
    public static final Sharing NOTHING = new Sharing(Optional.empty(), Integer.MAX_VALUE);

    /**
     * One process that tries for itself what several will do: on a GPU it takes no more of a batch at once than each of them, for which
     * alone there may be room.
     */
    public static Sharing alone(TrainingSpec spec, Device device) {
        int replicas = spec.device().replicaCount();
        return device.isGpu() && replicas > 1
                ? NOTHING.inPartsOf((spec.training().batchSize() + replicas - 1) / replicas)
                : NOTHING;
    }

    /** One of several, which takes its share as a whole. */
    public static Sharing with(Collective collective) {
        return new Sharing(Optional.of(collective), Integer.MAX_VALUE);
    }

    /** The same with parts of so many samples at most. */
    public Sharing inPartsOf(int samples) {
        return new Sharing(collective, samples);
    }

    int rank() {
        return collective.map(Collective::rank).orElse(0);
    }
}
