package io.jenkins.trainmodel.trainer.replica;

import io.jenkins.trainmodel.trainer.data.batch.Batch;
import io.jenkins.trainmodel.trainer.learner.Learner;
import io.jenkins.trainmodel.trainer.learner.LearnerDescription;
import io.jenkins.trainmodel.trainer.learner.Reading;
import io.jenkins.trainmodel.trainer.learner.module.KeyValueCache;
import io.jenkins.trainmodel.trainer.tensor.LearnedTensors;
import io.jenkins.trainmodel.trainer.tensor.NamedTensor;
import java.io.IOException;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;

/**
 * The learner that leads others: what it is told to train, they train with it, each from its share of the batch. What it knows, it knows
 * of all; what it is given to go on from, it gives them before the next batch.
 */
final class ReplicatedLearner implements Learner {
    private final Learner learner;
    private final Replicas replicas;
    private final int number;
    /** Whether the others have made their learners. */
    private boolean told;
    /** Whether the others know what this one knows. */
    private boolean same;

    ReplicatedLearner(Learner learner, Replicas replicas, int number) {
        this.learner = learner;
        this.replicas = replicas;
        this.number = number;
    }

    @Override
    public void beginEpoch() {
        tellWhatToLearn();
        replicas.tell(Order.of(Order.Kind.BEGIN_EPOCH));
        learner.beginEpoch();
    }

    @Override
    public void train(Batch batch, long step, double learningRate, boolean completesStep, int batchesInStep) {
        tellWhatToLearn();
        if (!same) {
            replicas.tell(Order.of(Order.Kind.STATE));
            replicas.together(new LearnedState(learner, replicas.collective())::give);
            same = true;
        }
        replicas.tell(Order.train(step, learningRate, completesStep, batchesInStep));
        replicas.together(() -> learner.train(batch, step, learningRate, completesStep, batchesInStep));
    }

    private void tellWhatToLearn() {
        if (!told) {
            replicas.openWay();
            replicas.tell(Order.learner(number));
            told = true;
        }
    }

    @Override
    public LearnerDescription description() {
        return learner.description();
    }

    @Override
    public List<String> withoutGradient() {
        return learner.withoutGradient();
    }

    @Override
    public Reading read() {
        return learner.read();
    }

    @Override
    public Map<String, Double> evaluate(Iterator<Batch> batches) {
        return learner.evaluate(batches);
    }

    @Override
    public void predict(Iterator<Batch> batches, BiConsumer<Batch, float[]> outputs) {
        learner.predict(batches, outputs);
    }

    @Override
    public KeyValueCache writing() {
        return learner.writing();
    }

    @Override
    public Map<String, Double> takePhases() {
        return learner.takePhases();
    }

    @Override
    public List<NamedTensor> parameters() {
        return learner.parameters();
    }

    @Override
    public List<NamedTensor> networkParameters() {
        return learner.networkParameters();
    }

    @Override
    public void merge() {
        same = false;
        learner.merge();
    }

    @Override
    public List<NamedTensor> optimizerState() {
        return learner.optimizerState();
    }

    @Override
    public void requireFinite() throws IOException {
        learner.requireFinite();
    }

    @Override
    public LearnedTensors copy() {
        return learner.copy();
    }

    @Override
    public void restoreParameters(List<NamedTensor> parameters) {
        same = false;
        learner.restoreParameters(parameters);
    }

    @Override
    public void restoreNetwork(List<NamedTensor> parameters) {
        same = false;
        learner.restoreNetwork(parameters);
    }

    @Override
    public void restoreOptimizerState(List<NamedTensor> state) {
        same = false;
        learner.restoreOptimizerState(state);
    }

    @Override
    public void continueOptimizer(List<NamedTensor> state, Set<String> anew) {
        same = false;
        learner.continueOptimizer(state, anew);
    }

    @Override
    public void close() {
        learner.close();
    }
}
