package io.jenkins.trainmodel.spec;

import io.jenkins.trainmodel.spec.schema.Key;
import io.jenkins.trainmodel.spec.schema.ObjectType;
import io.jenkins.trainmodel.spec.schema.Types;
import io.jenkins.trainmodel.spec.stop.RankingKeys;
import java.util.Optional;

/** The object under {@code checkpoint}. */
final class CheckpointDeclaration {
    private static final Key<CheckpointSpec, Integer> EVERY_EPOCHS =
            Key.of("everyEpochs", Types.integer(1), CheckpointSpec::everyEpochs, 1, "Epochs between two checkpoints.");
    private static final Key<CheckpointSpec, Optional<Double>> EVERY_MINUTES = Key.optional(
            "everyMinutes",
            Types.above(0),
            CheckpointSpec::everyMinutes,
            "Minutes between two checkpoints, also within an epoch.");
    private static final Key<CheckpointSpec, Optional<Integer>> EVERY_STEPS = Key.optional(
            "everySteps",
            Types.integer(1),
            CheckpointSpec::everySteps,
            "Optimizer steps between two checkpoints, also within an epoch.");
    private static final Key<CheckpointSpec, Integer> KEEP =
            Key.of("keep", Types.integer(1), CheckpointSpec::keep, 3, "The newest checkpoints that are kept.");
    private static final Key<CheckpointSpec, Integer> KEEP_BEST = Key.of(
            "keepBest", Types.integer(0), CheckpointSpec::keepBest, 1, "The best checkpoints that are kept besides.");
    private static final RankingKeys<CheckpointSpec> RANKING = RankingKeys.of("checkpoint");
    private static final Key<CheckpointSpec, Long> SHARD_BYTES = Key.of(
            "shardBytes",
            Types.longInteger(1024),
            CheckpointSpec::shardBytes,
            5_000_000_000L,
            "Files of parameters are split above this size.");

    static final ObjectType<CheckpointSpec> TYPE = ObjectType.<CheckpointSpec>named(
                    "checkpoint", "When to save and what to keep.")
            .key(EVERY_EPOCHS)
            .key(EVERY_MINUTES)
            .key(EVERY_STEPS)
            .key(KEEP)
            .key(KEEP_BEST)
            .key(RANKING.metric())
            .key(RANKING.mode())
            .key(SHARD_BYTES)
            .build(values -> new CheckpointSpec(
                    values.get(EVERY_EPOCHS),
                    values.get(EVERY_MINUTES),
                    values.get(EVERY_STEPS),
                    values.get(KEEP),
                    values.get(KEEP_BEST),
                    values.get(RANKING.metric()),
                    values.get(RANKING.mode()),
                    values.get(SHARD_BYTES)));

    private CheckpointDeclaration() {}
}
