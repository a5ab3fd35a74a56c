package io.jenkins.trainmodel.spec.metric;

import io.jenkins.trainmodel.metric.MetricNames;
import io.jenkins.trainmodel.spec.data.DataDeclaration;
import io.jenkins.trainmodel.spec.data.Task;
import io.jenkins.trainmodel.spec.problem.Suggestion;
import io.jenkins.trainmodel.spec.schema.KnownMetrics;
import io.jenkins.trainmodel.spec.schema.ReadContext;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Which metrics a run produces. */
public final class RunMetrics {
    private static final List<String> CLASSIFICATION = List.of("accuracy", "f1", "top5");
    private static final List<String> REGRESSION = List.of("mae", "rmse", "r2");
    private static final List<String> LANGUAGE_MODEL = List.of("perplexity", "bitsPerByte", "accuracy");
    private static final List<String> FORECAST = List.of("mae", "rmse", "mase", "relativeMae");

    private RunMetrics() {}

    /** The names without prefix that are measured where the specification names none. */
    static List<String> standard(Task task) {
        return task == Task.CLASSIFICATION ? List.of("accuracy") : ofTask(task);
    }

    /** The names without prefix that a task knows; of the top-k accuracies only one stands here. */
    public static List<String> ofTask(Task task) {
        return switch (task) {
            case CLASSIFICATION -> CLASSIFICATION;
            case REGRESSION -> REGRESSION;
            case LANGUAGE_MODEL -> LANGUAGE_MODEL;
            case FORECAST -> FORECAST;
        };
    }

    /** Whether a task knows a metric. */
    static boolean isOfTask(Task task, String name) {
        return ofTask(task).contains(name) || task == Task.CLASSIFICATION && MetricNames.isTop(name);
    }

    /** Every path that is available to rules; empty where that cannot be told or is not limited. */
    public static Optional<Set<String>> available(ReadContext context) {
        KnownMetrics known = context.options().metrics();
        if (known instanceof KnownMetrics.These these) {
            return Optional.of(these.names());
        }
        return known instanceof KnownMetrics.Any
                ? Optional.empty()
                : MetricKeys.metrics(context)
                        .map(metrics -> new LinkedHashSet<>(
                                paths(DataDeclaration.task(context), metrics, MetricKeys.customMetrics(context))));
    }

    /** Training before validation, losses first, then what users have written, then what is none of these. */
    public static List<String> paths(Task task, List<String> metrics, List<String> own) {
        List<String> paths = new ArrayList<>();
        for (String prefix : List.of(MetricNames.TRAIN, MetricNames.VALIDATION)) {
            Stream.concat(Stream.of("loss"), metrics.stream()).forEach(name -> paths.add(prefix + name));
        }
        own.forEach(name -> paths.add(MetricNames.VALIDATION + name));
        paths.addAll(List.of(MetricNames.GRADIENT_NORM, MetricNames.LEARNING_RATE, MetricNames.SAMPLES_PER_SECOND));
        if (task == Task.LANGUAGE_MODEL) {
            paths.addAll(List.of(MetricNames.TOKENS_PER_SECOND, MetricNames.FLOP_PER_SECOND));
        }
        return paths;
    }

    /** What was probably meant: a similar path, or one with the same last part, validation before training. */
    public static Optional<String> suggestion(String written, Collection<String> available) {
        String last = written.substring(1 + Math.max(written.lastIndexOf('/'), written.lastIndexOf('_')));
        return Suggestion.nearest(written, available)
                .or(() -> available.stream()
                        .filter(path -> path.endsWith("/" + last))
                        .max(String::compareTo));
    }
}
