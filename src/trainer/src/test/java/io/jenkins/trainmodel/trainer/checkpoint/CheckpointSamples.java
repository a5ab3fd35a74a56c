package io.jenkins.trainmodel.trainer.checkpoint;

import com.fasterxml.jackson.databind.node.IntNode;
import io.jenkins.trainmodel.metric.Direction;
import io.jenkins.trainmodel.spec.CheckpointSpec;
import io.jenkins.trainmodel.stop.Best;
import io.jenkins.trainmodel.stop.evaluation.BestTracker;
import io.jenkins.trainmodel.stop.evaluation.EvaluatorState;
import io.jenkins.trainmodel.stop.evaluation.RuleState;
import io.jenkins.trainmodel.trainer.tensor.HostTensor;
import io.jenkins.trainmodel.trainer.tensor.NamedTensor;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Checkpoints as a run could have them. */
final class CheckpointSamples {
    static final String METRIC = "validation/accuracy";

    private CheckpointSamples() {}

    static CheckpointSpec spec(int keep, int keepBest) {
        return new CheckpointSpec(
                1, Optional.empty(), Optional.empty(), keep, keepBest, METRIC, Direction.MAX, 1 << 20);
    }

    /** The end of an epoch in which the metric had this value. */
    static CheckpointState state(int epoch, double accuracy) {
        return state(epoch, 0, Map.of(METRIC, accuracy, "validation/loss", Double.NaN));
    }

    static CheckpointState state(int epoch, int batchInEpoch, Map<String, Double> metrics) {
        return new CheckpointState(
                CheckpointState.SCHEMA_VERSION,
                "run-1",
                "data-sha",
                -42,
                epoch,
                epoch * 10L,
                batchInEpoch,
                0.1 + 0.2,
                1L << 40,
                Map.of("training.optimizer.learningRate", "0.0003"),
                new EvaluatorState(
                        Map.of(
                                "early",
                                new RuleState.Improvement(
                                        "validation/loss", Direction.MIN, Double.POSITIVE_INFINITY, 0, 0),
                                "plateau",
                                new RuleState.Window(METRIC, List.of(Double.NaN, 0.1, Double.MIN_VALUE))),
                        List.of()),
                new BestTracker(METRIC, Direction.MAX, Optional.of(new Best(METRIC, epoch, 1.0 / 3))),
                metrics,
                Map.of("validatedAtStep", IntNode.valueOf(7)));
    }

    static List<NamedTensor> parameters(float value) {
        return List.of(
                HostTensor.of("hidden.weight", List.of(2L, 3L), value, 1, 2, 3, 4, 5),
                HostTensor.of("hidden.bias", List.of(2L), value, -value));
    }

    static List<NamedTensor> optimizer() {
        return List.of(
                HostTensor.of("hidden.weight.momentum", List.of(2L, 3L), 0, 1, 2, 3, 4, 5),
                HostTensor.scalar("step", 10));
    }
}
