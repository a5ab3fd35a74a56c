package io.jenkins.trainmodel.whatif;

import io.jenkins.trainmodel.gate.GateVerdict;
import io.jenkins.trainmodel.metric.Direction;
import io.jenkins.trainmodel.metric.MetricNames;
import java.util.Optional;

/** Which way the metric of a recorded verdict gets better. */
final class ModeOfMetric {
    private ModeOfMetric() {}

    /** As its value and its bound tell, which a gate that held has reached; else as is known of the metric. */
    static Optional<Direction> of(GateVerdict verdict) {
        Optional<Direction> known = MetricNames.knownDirection(verdict.metric());
        return known.or(() -> verdict.value()
                .flatMap(value -> verdict.bound()
                        .filter(bound -> bound.compareTo(value) != 0)
                        .map(bound -> (value > bound) == verdict.held() ? Direction.MAX : Direction.MIN)));
    }
}
