package io.jenkins.trainmodel.trainer.learner;

import io.jenkins.trainmodel.trainer.data.batch.Batch;
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
 * The engine's side of a training: network, loss, optimizer and metrics on one device. Used by one thread. The loop above
 * it knows neither the engine nor the network.
 */
public interface Learner extends AutoCloseable {
    LearnerDescription description();

    /** Forgets the sums of the epoch before; see {@link #read()}. */
    void beginEpoch();

    /**
     * Forward and backward pass of one batch, then, if it completes an optimizer step, clipping and update. Reads nothing
     * back. Once a loss or gradient was not finite the parameters stay as they were before that step.
     *
     * @param step the number of the optimizer step that this batch belongs to, counted from 1; it seeds dropout
     * @param learningRate of this step
     * @param completesStep whether the accumulation ends here
     * @param batchesInStep the batches that this step accumulates, at least 1: gradients are averaged over them
     */
    void train(Batch batch, long step, double learningRate, boolean completesStep, int batchesInStep);

    /**
     * Names of trained parameters of a network of users' own that the first batch's way back did not come to; empty before, and of
     * other networks.
     */
    List<String> withoutGradient();

    /** Waits for the device and reads the epoch's sums so far. */
    Reading read();

    /**
     * Metrics over all batches, such as {@code loss} and {@code accuracy}, without prefix; empty without samples. The loss is
     * the function that is trained, label smoothing and class weights included, so that both can be compared; dropout is off
     * and batch normalisation uses its running statistics. Closes every batch.
     */
    Map<String, Double> evaluate(Iterator<Batch> batches);

    /**
     * What the network says of every sample, dropout off: logits of the classes, or one scaled label. Closes every batch.
     *
     * @param outputs is told each batch with its outputs, sample by sample, while the batch is open
     */
    void predict(Iterator<Batch> batches, BiConsumer<Batch, float[]> outputs);

    /**
     * A language model as it is now, to write text with; dropout is off. To be closed before more is trained. Of a language
     * model alone.
     */
    KeyValueCache writing();

    /** Seconds spent since the last call by phase: transfer, forward, backward, update. */
    Map<String, Double> takePhases();

    /**
     * Parameters and buffers (such as batch-norm statistics) by name, those of adapters behind those of the network; each is as
     * it is in the moment when it is read.
     */
    List<NamedTensor> parameters();

    /** Those of the network alone. */
    List<NamedTensor> networkParameters();

    /** Adds what adapters have learned to the network's own weights, so that it does without them; without any, nothing. */
    void merge();

    /**
     * Optimizer state by parameter name, the step count, and the epoch's sums: all that a resume needs besides. Each is as it
     * is in the moment when it is read.
     */
    List<NamedTensor> optimizerState();

    /** Both of these. */
    default LearnedTensors learned() {
        return LearnedTensors.of(parameters(), optimizerState());
    }

    /**
     * Looks through all that is computed with, on the device and without a copy.
     *
     * @throws io.jenkins.trainmodel.trainer.tensor.NonFiniteTensorException if a value is NaN or infinite
     */
    void requireFinite() throws IOException;

    /**
     * A copy of both in host memory, which stays as it is while the training goes on. Any thread may read it until it is closed.
     *
     * @throws io.jenkins.trainmodel.trainer.engine.platform.DeviceMemoryException if there is no room for it
     */
    LearnedTensors copy();

    /** Takes parameters and buffers, those of adapters among them; every name, type and shape must fit. */
    void restoreParameters(List<NamedTensor> parameters);

    /** Takes those of the network; adapters stay as they are. */
    void restoreNetwork(List<NamedTensor> parameters);

    /** Takes what {@link #optimizerState()} gave. */
    void restoreOptimizerState(List<NamedTensor> state);

    /**
     * Goes on with the optimizer of another run: takes the state of every parameter and the count of updates, and nothing of
     * the epoch.
     *
     * @param state what {@link #optimizerState()} of that run gave
     * @param anew names of parameters whose state begins anew
     * @throws IllegalArgumentException if it is the state of another optimizer or network: what is missing or does not fit
     */
    void continueOptimizer(List<NamedTensor> state, Set<String> anew);

    @Override
    void close();
}
