package io.jenkins.trainmodel.spec.gate;

import io.jenkins.trainmodel.metric.MetricNames;
import io.jenkins.trainmodel.spec.data.DataDeclaration;
import io.jenkins.trainmodel.spec.metric.MetricKeys;
import io.jenkins.trainmodel.spec.metric.RunMetrics;
import io.jenkins.trainmodel.spec.metric.TestMetrics;
import io.jenkins.trainmodel.spec.schema.ReadContext;
import io.jenkins.trainmodel.spec.schema.Types;
import io.jenkins.trainmodel.spec.schema.ValueType;
import io.jenkins.trainmodel.spec.tree.Node;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Metrics that gates may name: those of epochs, and those of the test where the specification keeps samples for one. */
final class GateMetrics {
    static final ValueType<String> TYPE = Types.checked(
            Types.text("the path of a metric, such as validation/loss", 200), GateMetrics::checkAfterwards);

    private GateMetrics() {}

    private static boolean checkAfterwards(Node node, String metric, ReadContext context) {
        if (context.options().wholeRun() && !context.options().stored()) {
            context.afterwards(() -> check(node, metric, context));
        }
        return true;
    }

    private static void check(Node node, String metric, ReadContext context) {
        boolean tested = DataDeclaration.isTested(context);
        Optional<Set<String>> available =
                RunMetrics.available(context).map(measured -> with(measured, tested, context));
        if (available.isEmpty() || available.get().contains(metric)) {
            return;
        }
        String why = metric.startsWith(MetricNames.TEST) && !tested
                ? ", and the data keeps no samples for a test"
                : ", which is not measured";
        context.report(
                node,
                "the metric `" + metric + "`" + why,
                String.join(", ", available.get()),
                RunMetrics.suggestion(metric, available.get()));
    }

    private static Set<String> with(Set<String> measured, boolean tested, ReadContext context) {
        Set<String> available = new LinkedHashSet<>(measured);
        if (tested) {
            testMetrics(context).map(name -> MetricNames.TEST + name).forEach(available::add);
        }
        return available;
    }

    /** Those that a test measures, and those that the specification names. */
    private static Stream<String> testMetrics(ReadContext context) {
        return Stream.of(
                        TestMetrics.usual(context),
                        MetricKeys.metrics(context).orElse(List.of()),
                        MetricKeys.customMetrics(context))
                .flatMap(List::stream);
    }
}
