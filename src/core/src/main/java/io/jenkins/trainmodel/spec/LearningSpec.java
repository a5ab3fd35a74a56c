package io.jenkins.trainmodel.spec;

import io.jenkins.trainmodel.part.PartSpec;
import io.jenkins.trainmodel.spec.metric.Measured;
import io.jenkins.trainmodel.spec.model.LoraSpec;
import io.jenkins.trainmodel.spec.own.CustomMetric;
import java.util.List;
import java.util.Optional;

/**
 * How to learn.
 *
 * @param givenBatchSize samples in a batch; empty: the largest that fits, which is found before training
 * @param accumulate batches whose gradients are averaged for one optimizer step; empty where tokensPerStep says it
 * @param tokensPerStep tokens of one optimizer step, for text: a multiple of those of a batch
 * @param groups parameters with a learning rate of their own; of several that hold a parameter, the first one counts
 * @param gradientClip the largest global L2 norm of the gradient; empty: no clipping
 * @param labelSmoothing in [0, 1), classification only
 * @param classWeights none, balanced (inverse class frequency) or one weight a class
 * @param metrics names without prefix: accuracy, top5, f1, mae, rmse, r2
 * @param customMetrics of users' own
 * @param validateEverySteps validate also within an epoch; empty: only at its end
 * @param precision float32 or bfloat16 (mixed: parameters stay float32)
 * @param activationCheckpointing whether the blocks of a deep network keep their inputs alone, and are computed again on the
 *     way back
 * @param lora adapters that are trained in place of the network; empty: the network is
 * @param loss of a user's own; empty: that of the task
 */
public record LearningSpec(
        Optional<Integer> givenBatchSize,
        OptimizerSpec optimizer,
        ScheduleSpec schedule,
        List<ParameterGroup> groups,
        Optional<Double> gradientClip,
        Optional<Integer> accumulate,
        Optional<Integer> tokensPerStep,
        double labelSmoothing,
        ClassWeights classWeights,
        List<String> metrics,
        List<CustomMetric> customMetrics,
        Optional<Integer> validateEverySteps,
        Precision precision,
        boolean activationCheckpointing,
        Optional<LoraSpec> lora,
        Optional<PartSpec> loss)
        implements Measured {

    /**
     * Samples in a batch.
     *
     * @throws IllegalStateException if it is still to be found
     */
    public int batchSize() {
        return givenBatchSize.orElseThrow(() -> new IllegalStateException("the batch size is still to be found"));
    }

    LearningSpec withBatchSize(int samples) {
        return with(Optional.of(samples), optimizer, metrics, precision);
    }

    /** The same with another optimizer and precision. */
    public LearningSpec with(OptimizerSpec otherOptimizer, Precision otherPrecision) {
        return with(givenBatchSize, otherOptimizer, metrics, otherPrecision);
    }

    /** The same, measured by other metrics. */
    public LearningSpec measuring(List<String> others) {
        return with(givenBatchSize, optimizer, others, precision);
    }

    private LearningSpec with(
            Optional<Integer> samples, OptimizerSpec otherOptimizer, List<String> others, Precision otherPrecision) {
        return new LearningSpec(
                samples,
                otherOptimizer,
                schedule,
                groups,
                gradientClip,
                accumulate,
                tokensPerStep,
                labelSmoothing,
                classWeights,
                others,
                customMetrics,
                validateEverySteps,
                otherPrecision,
                activationCheckpointing,
                lora,
                loss);
    }

    public enum Precision {
        FLOAT32,
        BFLOAT16,
        /** Float32 whose products and convolutions take factors of 10 bits on GPUs that can. */
        TF32
    }

    public sealed interface ClassWeights {
        record None() implements ClassWeights {}

        record Balanced() implements ClassWeights {}

        record Given(List<Double> weights) implements ClassWeights {}
    }
}
