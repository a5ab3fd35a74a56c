package io.jenkins.trainmodel.trainer.learner.score;

import io.jenkins.trainmodel.gate.SampledMetric;
import io.jenkins.trainmodel.trainer.data.batch.Batch;
import io.jenkins.trainmodel.trainer.learner.objective.Objective;
import io.jenkins.trainmodel.trainer.learner.objective.SampleLoss;

/** Scores of a task whose loss is told outside of the engine. */
final class OutsideLossScores implements SampleScores {
    private final SampleScores ofTask;
    private final SampleLoss loss;
    private final double[] losses;
    private int samples;

    OutsideLossScores(SampleScores ofTask, SampleLoss loss, int samples) {
        this.ofTask = ofTask;
        this.loss = loss;
        losses = new double[samples];
    }

    @Override
    public void add(float[] outputs, Batch batch) {
        ofTask.add(outputs, batch);
        for (double value : loss.of(outputs, batch)) {
            losses[samples++] = value;
        }
    }

    @Override
    public SampledMetric metric(String name) {
        return name.equals(Objective.LOSS) ? SampledMetric.mean(losses) : ofTask.metric(name);
    }
}
