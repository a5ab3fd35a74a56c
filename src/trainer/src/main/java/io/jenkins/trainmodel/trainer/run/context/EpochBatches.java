package io.jenkins.trainmodel.trainer.run.context;

import io.jenkins.trainmodel.spec.TrainingSpec;
import io.jenkins.trainmodel.trainer.data.LoadedData;
import io.jenkins.trainmodel.trainer.data.batch.BatchBuffers;
import io.jenkins.trainmodel.trainer.data.batch.BatchLoader;
import io.jenkins.trainmodel.trainer.data.batch.BatchMemory;
import io.jenkins.trainmodel.trainer.data.batch.BatchPlan;
import io.jenkins.trainmodel.trainer.data.batch.TrainingBatches;
import io.jenkins.trainmodel.trainer.learner.LearnerSettings;

/** The batches of every epoch, filled ahead into buffers that all epochs share. */
final class EpochBatches {
    private final LoadedData data;
    private final TrainingBatches training;
    private final BatchBuffers validationBuffers;

    /**
     * @param replicas that share every training batch; this process takes the first share
     * @param memory that batches are filled into
     */
    EpochBatches(TrainingSpec spec, LoadedData data, int replicas, BatchMemory memory) {
        this.data = data;
        BatchPlan plan =
                LearnerSettings.of(spec, data).batches(data.train().size()).sharedBy(replicas, 0);
        training = new TrainingBatches(data.train(), plan, memory);
        BatchPlan ofValidation =
                BatchPlan.of(data.validation().size(), spec.training().batchSize());
        validationBuffers = new BatchBuffers(data.validation(), ofValidation.largest(), memory);
    }

    /** How many train in an epoch. */
    int perEpoch() {
        return training.perEpoch();
    }

    /**
     * Those of an epoch that are still to be trained.
     *
     * @param trained how many of the epoch were trained already
     */
    BatchLoader training(long seed, int epoch, int trained) {
        return training.of(seed, epoch, trained);
    }

    BatchLoader validation() {
        return BatchLoader.inSequence(data.validation(), validationBuffers);
    }
}
