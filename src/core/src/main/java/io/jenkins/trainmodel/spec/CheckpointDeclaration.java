package io.jenkins.trainmodel.spec;

import io.jenkins.trainmodel.metric.Direction;
import io.jenkins.trainmodel.metric.MetricNames;
import io.jenkins.trainmodel.spec.metric.MetricType;
import io.jenkins.trainmodel.spec.schema.Key;
import io.jenkins.trainmodel.spec.schema.ObjectType;
import io.jenkins.trainmodel.spec.schema.ReadContext;
import io.jenkins.trainmodel.spec.schema.Types;
import io.jenkins.trainmodel.spec.schema.Values;
import io.jenkins.trainmodel.spec.stop.StopWhenDeclaration;
import io.jenkins.trainmodel.stop.StopRule;
import io.jenkins.trainmodel.stop.StopRule.EarlyStopping;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

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
    private static final Key<CheckpointSpec, String> METRIC = Key.derived(
            "metric",
            MetricType.OF_RUN,
            CheckpointSpec::metric,
            "that of the first earlyStopping rule, otherwise validation/loss",
            (values, context) -> Optional.of(
                    earlyStopping(context).map(EarlyStopping::metric).orElse(MetricNames.VALIDATION_LOSS)),
            "The metric that tells which checkpoint is best.");
    private static final Key<CheckpointSpec, Direction> MODE = Key.derived(
            "mode",
            Types.word(Direction.class),
            CheckpointSpec::mode,
            "by metric",
            CheckpointDeclaration::mode,
            "Which way the metric gets better; required where neither the metric nor an earlyStopping rule on it tells.");
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
            .key(METRIC)
            .key(MODE)
            .key(SHARD_BYTES)
            .build(values -> new CheckpointSpec(
                    values.get(EVERY_EPOCHS),
                    values.get(EVERY_MINUTES),
                    values.get(EVERY_STEPS),
                    values.get(KEEP),
                    values.get(KEEP_BEST),
                    values.get(METRIC),
                    values.get(MODE),
                    values.get(SHARD_BYTES)));

    private CheckpointDeclaration() {}

    private static Optional<Direction> mode(Values values, ReadContext context) {
        Optional<String> metric = values.find(METRIC);
        return earlyStopping(context)
                .filter(rule -> metric.filter(rule.metric()::equals).isPresent())
                .map(EarlyStopping::mode)
                .or(() -> MetricType.direction(METRIC, values, context));
    }

    private static Optional<EarlyStopping> earlyStopping(ReadContext context) {
        return context.find(StopWhenDeclaration.KEY).stream()
                .flatMap(CheckpointDeclaration::all)
                .filter(EarlyStopping.class::isInstance)
                .map(EarlyStopping.class::cast)
                .findFirst();
    }

    private static Stream<StopRule> all(List<StopRule> rules) {
        return rules.stream().flatMap(rule -> Stream.concat(Stream.of(rule), all(rule.rules())));
    }
}
