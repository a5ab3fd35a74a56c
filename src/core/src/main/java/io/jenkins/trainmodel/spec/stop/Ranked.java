package io.jenkins.trainmodel.spec.stop;

import io.jenkins.trainmodel.metric.Direction;

/** What compares the epochs of a run by a metric. */
public interface Ranked {
    /** Tells which is the best. */
    String metric();

    /** Which way the metric gets better. */
    Direction mode();
}
