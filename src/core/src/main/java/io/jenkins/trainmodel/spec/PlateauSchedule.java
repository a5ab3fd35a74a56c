package io.jenkins.trainmodel.spec;

import io.jenkins.trainmodel.metric.Direction;
import io.jenkins.trainmodel.metric.MetricNames;
import io.jenkins.trainmodel.spec.ScheduleSpec.Plateau;
import io.jenkins.trainmodel.spec.metric.CheckKeys;
import io.jenkins.trainmodel.spec.metric.MetricType;
import io.jenkins.trainmodel.spec.schema.Key;
import io.jenkins.trainmodel.spec.schema.ObjectType;
import io.jenkins.trainmodel.spec.schema.Types;
import io.jenkins.trainmodel.spec.schema.Values;
import io.jenkins.trainmodel.stop.Every;

/** The schedule that follows a metric; with the defaults of Keras's {@code ReduceLROnPlateau}. */
final class PlateauSchedule {
    private static final Key<Plateau, String> METRIC = Key.of(
            "metric",
            MetricType.OF_RUN,
            Plateau::metric,
            MetricNames.VALIDATION_LOSS,
            "The metric that is to improve.");
    private static final Key<Plateau, Direction> MODE = MetricType.mode(METRIC, Plateau::mode);
    private static final Key<Plateau, Double> FACTOR = Key.of(
            "factor",
            Types.between(0, 1),
            Plateau::factor,
            0.1,
            "The learning rate is multiplied by it at every drop.");
    private static final Key<Plateau, Integer> PATIENCE = Key.of(
            "patience",
            Types.integer(1),
            Plateau::patience,
            10,
            "The consecutive checks without improvement after which it drops.");
    private static final Key<Plateau, Double> MIN_DELTA = Key.of(
            "minDelta",
            Types.atLeast(0),
            Plateau::minDelta,
            0.0001,
            "An improvement is better than the best by more than this.");
    private static final Key<Plateau, Integer> COOLDOWN =
            Key.of("cooldown", Types.integer(0), Plateau::cooldown, 0, "The checks after a drop that do not count.");
    private static final Key<Plateau, Double> MIN_LEARNING_RATE = Key.of(
            "minLearningRate",
            Types.atLeast(0),
            Plateau::minLearningRate,
            0.0,
            "The learning rate below which it does not drop.");
    private static final Key<Plateau, Every> EVERY = CheckKeys.every(Plateau::every);

    private PlateauSchedule() {}

    static ObjectType<Plateau> type(Key<ScheduleSpec, Integer> warmup) {
        return ObjectType.<Plateau>named(
                        "plateau", "The learning rate drops by a factor when a metric no longer improves.")
                .key(warmup)
                .key(METRIC)
                .key(MODE)
                .key(FACTOR)
                .key(PATIENCE)
                .key(MIN_DELTA)
                .key(COOLDOWN)
                .key(MIN_LEARNING_RATE)
                .key(EVERY)
                .check((values, context) -> CheckKeys.checkEvery(EVERY, METRIC, values, context))
                .build(values -> build(values, values.get(warmup)));
    }

    private static Plateau build(Values values, int warmupSteps) {
        return new Plateau(
                warmupSteps,
                values.get(METRIC),
                values.get(MODE),
                values.get(FACTOR),
                values.get(PATIENCE),
                values.get(MIN_DELTA),
                values.get(COOLDOWN),
                values.get(MIN_LEARNING_RATE),
                values.get(EVERY));
    }
}
