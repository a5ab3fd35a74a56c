package io.jenkins.trainmodel.trainer.batchsize;

import io.jenkins.trainmodel.spec.TrainingSpec;
import io.jenkins.trainmodel.trainer.data.LoadedData;
import io.jenkins.trainmodel.trainer.data.problem.DataException;
import io.jenkins.trainmodel.trainer.engine.platform.DeviceMemoryException;
import io.jenkins.trainmodel.trainer.learner.Learner;
import io.jenkins.trainmodel.trainer.learner.LearnerDescription;
import io.jenkins.trainmodel.trainer.learner.LearnerSettings;
import io.jenkins.trainmodel.trainer.memory.JavaMemory;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Consumer;
import java.util.function.Function;

/** Finds the batch size of a run that leaves it open. */
public final class BatchSizes {
    private static final String GPU = "gpu";

    private BatchSizes() {}

    /**
     * The largest batch size that fits, and on a CPU pays; empty where the specification gives one. Of several replicas, the size
     * of all shares together: one share is tried here, as each of them will train.
     *
     * @param learners makes a learner for a specification with a batch size; it is trained and closed
     * @param told hears what is tried
     * @throws DeviceMemoryException if not even the smallest batch fits
     * @throws DataException if there are too few samples for the smallest batch
     */
    public static Optional<BatchSizeChoice> find(
            TrainingSpec spec, LoadedData data, Function<TrainingSpec, Learner> learners, Consumer<String> told) {
        if (spec.training().givenBatchSize().isPresent()) {
            return Optional.empty();
        }
        int replicas = spec.device().replicaCount();
        BatchCandidates candidates = candidates(spec, data, replicas);
        LearnerDescription described = description(spec, learners);
        boolean gpu = described.device().startsWith(GPU);
        try (TrainedBatches trained =
                new TrainedBatches(spec, data.train(), learners, JavaMemory.mostBuffers(), System::nanoTime)) {
            BatchSizeSearch search = new BatchSizeSearch(
                    candidates,
                    gpu
                            ? BatchRoom.UNKNOWN
                            : MachineRoom.now(replicas, samples -> bytes(described, spec, share(samples, replicas))),
                    samples -> {
                        told.accept("trying batches of " + samples);
                        OptionalDouble ofShare = trained.samplesPerSecond(share(samples, replicas));
                        return ofShare.isPresent() ? OptionalDouble.of(ofShare.getAsDouble() * replicas) : ofShare;
                    },
                    !gpu,
                    System::nanoTime);
            Optional<BatchSizeChoice> choice = search.search();
            if (choice.isEmpty()) {
                throw trained.shortage().orElseThrow();
            }
            return choice;
        }
    }

    /** The largest of the shares of a batch. */
    private static int share(int samples, int replicas) {
        return (samples + replicas - 1) / replicas;
    }

    private static BatchCandidates candidates(TrainingSpec spec, LoadedData data, int replicas) {
        int samples = data.train().size();
        int least = powerOfTwo(LearnerSettings.of(spec, data).leastBatch() * replicas);
        LearnerSettings.of(spec.withBatchSize(least), data).batches(samples);
        return BatchCandidates.of(spec, samples, least);
    }

    private static int powerOfTwo(int least) {
        int power = Integer.highestOneBit(least);
        return power == least ? power : 2 * power;
    }

    private static LearnerDescription description(TrainingSpec spec, Function<TrainingSpec, Learner> learners) {
        try (Learner learner = learners.apply(spec.withBatchSize(1))) {
            return learner.description();
        }
    }

    private static double bytes(LearnerDescription described, TrainingSpec spec, int samples) {
        return described.account(spec.withBatchSize(samples).training()).total();
    }
}
