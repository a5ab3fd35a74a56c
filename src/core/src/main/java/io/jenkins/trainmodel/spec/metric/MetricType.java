package io.jenkins.trainmodel.spec.metric;

import io.jenkins.trainmodel.metric.Direction;
import io.jenkins.trainmodel.metric.MetricNames;
import io.jenkins.trainmodel.metric.NamesOfTools;
import io.jenkins.trainmodel.spec.schema.Key;
import io.jenkins.trainmodel.spec.schema.ReadContext;
import io.jenkins.trainmodel.spec.schema.Types;
import io.jenkins.trainmodel.spec.schema.ValueType;
import io.jenkins.trainmodel.spec.schema.Values;
import io.jenkins.trainmodel.spec.tree.Node;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** The path of a metric. Whether the run produces it is checked at the end, when the whole specification is known. */
public final class MetricType {
    private static final ValueType<String> PATH = Types.text("the path of a metric, such as validation/loss", 200);

    /** A metric that is looked at in a replay as well, where only a curve's metrics are there. */
    public static final ValueType<String> OF_RULE =
            Types.checked(PATH, (node, metric, context) -> checkAfterwards(true, node, metric, context));

    public static final ValueType<String> OF_RUN = Types.checked(
            PATH, (node, metric, context) -> checkAfterwards(context.options().wholeRun(), node, metric, context));

    private MetricType() {}

    private static boolean checkAfterwards(boolean checked, Node node, String metric, ReadContext context) {
        if (checked) {
            context.afterwards(() -> check(node, metric, context));
        }
        return true;
    }

    private static void check(Node node, String metric, ReadContext context) {
        Optional<Set<String>> available = RunMetrics.available(context);
        if (available.isPresent() && !available.get().contains(metric)) {
            context.report(
                    node,
                    "the metric `" + metric + "`, which is not measured",
                    String.join(", ", available.get()),
                    RunMetrics.suggestion(metric, available.get()));
        }
    }

    /** The key for the direction of a metric under another key, needed where the direction is not known. */
    public static <O> Key<O, Direction> mode(Key<? super O, String> metric, Function<? super O, Direction> getter) {
        return Key.derived(
                "mode",
                Types.word(Direction.class),
                getter,
                "by metric",
                (values, context) -> direction(metric, values, context),
                "Which way the metric gets better; required where that is not known of the metric.");
    }

    /** The known direction of a metric under a key; where there is none, that is reported in the end. */
    public static Optional<Direction> direction(Key<?, String> key, Values values, ReadContext context) {
        Optional<String> metric = values.find(key);
        Optional<Direction> direction = metric.flatMap(MetricNames::knownDirection);
        if (direction.isEmpty()) {
            metric.ifPresent(path -> context.afterwards(() -> reportDirection(key, path, values, context)));
        }
        return direction;
    }

    /** A metric that is not measured at all was reported as such. */
    private static void reportDirection(Key<?, String> key, String metric, Values values, ReadContext context) {
        if (RunMetrics.available(context).map(paths -> paths.contains(metric)).orElse(true)) {
            context.report(
                    values.node(key),
                    "the metric `" + metric + "`, of which nobody can tell which way it gets better",
                    NamesOfTools.path(metric)
                            .filter(path -> MetricNames.knownDirection(path).isPresent())
                            .map(name -> name + ", as it is called here, or mode: min or mode: max beside it")
                            .orElse("mode: min or mode: max beside it, or a metric of known direction"));
        }
    }
}
