package io.jenkins.trainmodel.spec.metric;

import io.jenkins.trainmodel.metric.MetricNames;
import io.jenkins.trainmodel.spec.schema.Key;
import io.jenkins.trainmodel.spec.schema.ReadContext;
import io.jenkins.trainmodel.spec.schema.Types;
import io.jenkins.trainmodel.spec.schema.Values;
import io.jenkins.trainmodel.spec.tree.Node;
import io.jenkins.trainmodel.stop.Every;
import java.util.Optional;
import java.util.function.Function;

/** The keys by which what looks at a metric says when it looks, and at how many values. */
public final class CheckKeys {
    private static final int MOST_AVERAGED = 100_000;

    private CheckKeys() {}

    public static <R> Key<R, Integer> smooth(Function<R, Integer> getter) {
        return Key.of(
                "smooth",
                Types.integer(1, MOST_AVERAGED),
                getter,
                1,
                "The metric is averaged over so many of its last values; before, the rule is warming.");
    }

    public static <R> Key<R, Every> every(Function<R, Every> getter) {
        return Key.of(
                "every",
                Types.word(Every.class),
                getter,
                Every.EPOCH,
                "Whether the metric is checked at the end of an epoch, or at every validation, also within an epoch.");
    }

    /** Within an epoch only validations measure what the end of an epoch does, and only where they are asked for. */
    public static void checkEvery(Key<?, Every> every, Key<?, String> metric, Values values, ReadContext context) {
        if (values.find(every).filter(Every.VALIDATION::equals).isEmpty()) {
            return;
        }
        Optional<String> path = values.find(metric);
        if (path.filter(name -> !name.startsWith(MetricNames.VALIDATION)).isPresent()) {
            context.report(
                    values.node(every),
                    "every: validation with the metric `" + path.get() + "`, which no validation measures",
                    "every: epoch, or a metric such as validation/loss");
        } else if (context.options().wholeRun()) {
            context.afterwards(() -> checkValidations(values.node(every), context));
        }
    }

    private static void checkValidations(Node node, ReadContext context) {
        if (MetricKeys.validatesWithinEpochs(context).filter(within -> !within).isPresent()) {
            context.report(
                    node,
                    "every: validation, but only the ends of epochs are validated",
                    "training.validateEverySteps beside it, or every: epoch");
        }
    }
}
