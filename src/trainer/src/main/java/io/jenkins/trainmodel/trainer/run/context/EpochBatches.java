package io.jenkins.trainmodel.trainer.run.context;

import io.jenkins.trainmodel.spec.TrainingSpec;
import io.jenkins.trainmodel.trainer.data.LoadedData;
import io.jenkins.trainmodel.trainer.data.Samples;
import io.jenkins.trainmodel.trainer.data.batch.BatchBuffers;
import io.jenkins.trainmodel.trainer.data.batch.BatchLoader;
import io.jenkins.trainmodel.trainer.data.batch.BatchPlan;
import io.jenkins.trainmodel.trainer.data.random.SampleOrder;
import io.jenkins.trainmodel.trainer.learner.LearnerSettings;

/** The batches of every epoch, filled ahead into buffers that all epochs share. */
final class EpochBatches {
    private final LoadedData data;
    private final BatchPlan plan;
    private final BatchBuffers trainingBuffers;
    private final BatchBuffers validationBuffers;

    EpochBatches(TrainingSpec spec, LoadedData data) {
        this.data = data;
        plan = LearnerSettings.of(spec, data).batches(data.train().size());
        trainingBuffers = new BatchBuffers(data.train(), plan.largest());
        BatchPlan ofValidation =
                BatchPlan.of(data.validation().size(), spec.training().batchSize());
        validationBuffers = new BatchBuffers(data.validation(), ofValidation.largest());
    }

    /** How many train in an epoch. */
    int perEpoch() {
        return plan.batches();
    }

    /**
     * Those of an epoch that are still to be trained.
     *
     * @param trained how many of the epoch were trained already
     */
    BatchLoader training(long seed, int epoch, int trained) {
        SampleOrder order = data.train().order(seed, epoch);
        Samples samples = data.train().inEpoch(seed, epoch);
        return new BatchLoader(samples, trainingBuffers, order, plan, trained);
    }

    BatchLoader validation() {
        return BatchLoader.inSequence(data.validation(), validationBuffers);
    }
}
