package io.jenkins.trainmodel.spec.schema;

import java.util.Set;

/** Which metric names a reading accepts. */
public sealed interface KnownMetrics {

    /** Those that the specified run produces. */
    record OfSpecification() implements KnownMetrics {}

    /** Any: what will be replayed is not known yet. */
    record Any() implements KnownMetrics {}

    /** Those of a curve that is to be replayed. */
    record These(Set<String> names) implements KnownMetrics {}
}
