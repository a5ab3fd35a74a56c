package io.jenkins.trainmodel.spec;

import io.jenkins.trainmodel.metric.Direction;
import io.jenkins.trainmodel.spec.stop.Ranked;
import java.util.Optional;

/**
 * When to save and what to keep.
 *
 * @param everyMinutes also within an epoch
 * @param everySteps also within an epoch, whenever so many optimizer steps are complete
 * @param keep the newest checkpoints that are kept, at least 1
 * @param keepBest the best checkpoints that are kept besides
 * @param metric which metric tells the best
 * @param mode which way the metric gets better
 * @param shardBytes safetensors files are split above this size
 */
public record CheckpointSpec(
        int everyEpochs,
        Optional<Double> everyMinutes,
        Optional<Integer> everySteps,
        int keep,
        int keepBest,
        String metric,
        Direction mode,
        long shardBytes)
        implements Ranked {}
