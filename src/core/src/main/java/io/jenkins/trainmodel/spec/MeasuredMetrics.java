package io.jenkins.trainmodel.spec;

import io.jenkins.trainmodel.spec.data.Task;
import io.jenkins.trainmodel.spec.metric.RunMetrics;
import io.jenkins.trainmodel.spec.own.CustomMetric;
import java.util.List;

/** The metrics that a run measures, for whoever offers them to people. */
public final class MeasuredMetrics {
    private MeasuredMetrics() {}

    /** The paths that rules of this run may name. */
    public static List<String> of(TrainingSpec specification) {
        return RunMetrics.paths(
                specification.data().task(),
                specification.training().metrics(),
                specification.training().customMetrics().stream()
                        .map(CustomMetric::name)
                        .toList());
    }

    /** The paths that rules may name where a task's usual metrics are measured, and those that need only be asked for. */
    public static List<String> of(Task task) {
        return RunMetrics.paths(task, RunMetrics.ofTask(task), List.of());
    }
}
