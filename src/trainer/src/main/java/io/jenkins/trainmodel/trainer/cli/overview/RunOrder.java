package io.jenkins.trainmodel.trainer.cli.overview;

import io.jenkins.trainmodel.metric.Direction;
import io.jenkins.trainmodel.metric.MetricNames;
import io.jenkins.trainmodel.stop.Best;
import java.time.Instant;
import java.util.Comparator;

/** In which order runs are listed; those that are equal come by their directory. */
enum RunOrder {
    /** The newest first. */
    TIME(Comparator.comparing((RunRow run) -> run.startedAt().orElse(Instant.EPOCH))
            .reversed()),
    NAME(Comparator.comparing(RunRow::name)),
    STATE(Comparator.comparing(RunRow::state)),
    /** The longest first. */
    DURATION(Comparator.comparingDouble(RunRow::seconds).reversed()),
    /** Metric by metric the best value first; runs without one come last. */
    BEST(Comparator.comparing((RunRow run) -> run.best().isEmpty())
            .thenComparing(run -> run.best().map(Best::metric).orElse(""))
            .thenComparingDouble(RunOrder::rank));

    private final Comparator<RunRow> comparator;

    RunOrder(Comparator<RunRow> comparator) {
        this.comparator = comparator.thenComparing(RunRow::directory);
    }

    Comparator<RunRow> comparator() {
        return comparator;
    }

    private static double rank(RunRow run) {
        return run.best()
                .map(best -> MetricNames.knownDirection(best.metric()).orElse(Direction.MAX) == Direction.MAX
                        ? -best.value()
                        : best.value())
                .orElse(0.0);
    }
}
