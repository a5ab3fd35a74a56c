package io.jenkins.trainmodel.spec.gate;

import io.jenkins.trainmodel.gate.Gate;
import io.jenkins.trainmodel.metric.MetricNames;
import io.jenkins.trainmodel.spec.gate.WithinType.Within;
import io.jenkins.trainmodel.spec.reference.ReferenceDeclaration;
import io.jenkins.trainmodel.spec.schema.Key;
import io.jenkins.trainmodel.spec.schema.ReadContext;
import io.jenkins.trainmodel.spec.schema.Values;
import java.util.List;
import java.util.Optional;

/** What must hold between the keys of a gate. */
final class GateChecks {
    private static final List<Key<Gate, ?>> CONDITIONS =
            List.of(GateDeclaration.AT_LEAST, GateDeclaration.AT_MOST, GateDeclaration.NO_WORSE_THAN);

    private static final List<Key<Gate, ?>> SUBJECTS =
            List.of(GateDeclaration.METRIC, GateDeclaration.CHALLENGE, GateDeclaration.DRIFT);

    private GateChecks() {}

    static void condition(Values values, ReadContext context) {
        List<String> subjects =
                SUBJECTS.stream().filter(values::isGiven).map(Key::name).toList();
        if (subjects.size() != 1) {
            context.report(
                    values.mapping(),
                    subjects.isEmpty()
                            ? "none of metric, challenge and drift"
                            : "several of metric, challenge and drift: " + String.join(", ", subjects),
                    "one of metric, challenge and drift");
            return;
        }
        boolean metric = values.isGiven(GateDeclaration.METRIC);
        List<String> given =
                CONDITIONS.stream().filter(values::isGiven).map(Key::name).toList();
        if (metric && given.size() != 1) {
            context.report(
                    values.mapping(),
                    given.isEmpty()
                            ? "a metric without a condition"
                            : "several conditions: " + String.join(", ", given),
                    "one of atLeast, atMost and noWorseThan");
        } else if (!metric && !given.isEmpty()) {
            context.report(
                    values.mapping(),
                    given.get(0) + " beside " + subjects.get(0) + ", which compares with the reference by itself",
                    subjects.get(0) + " alone, or metric in its place");
        }
        values.find(GateDeclaration.CHALLENGE)
                .flatMap(challenged -> challenged)
                .filter(challenged -> !challenged.startsWith(MetricNames.VALIDATION))
                .ifPresent(challenged -> context.report(
                        values.node(GateDeclaration.CHALLENGE),
                        "a challenge on `" + challenged + "`, which is not measured on validation data",
                        "a metric such as validation/accuracy"));
    }

    static void tolerance(Values values, ReadContext context) {
        if (values.isGiven(GateDeclaration.WITHIN) && !values.isGiven(GateDeclaration.NO_WORSE_THAN)) {
            context.report(
                    values.node(GateDeclaration.WITHIN),
                    "within where nothing is compared with",
                    "noWorseThan: reference beside it");
        }
        boolean spread = values.find(GateDeclaration.WITHIN)
                .flatMap(within -> within)
                .filter(Within::isSpread)
                .isPresent();
        for (Key<Gate, ?> key : List.<Key<Gate, ?>>of(GateDeclaration.OTHERWISE, GateDeclaration.LAST)) {
            if (values.isGiven(key) && !spread) {
                context.report(values.node(key), key.name() + " without a spread", "within: spread beside it");
            }
        }
    }

    /** What only a comparison of data, or only one of metrics, can have beside it. */
    static void drift(Values values, ReadContext context) {
        if (values.isGiven(GateDeclaration.COLUMNS) && !values.isGiven(GateDeclaration.DRIFT)) {
            context.report(
                    values.node(GateDeclaration.COLUMNS), "columns where no data is compared", "drift beside it");
        }
        if (values.isGiven(GateDeclaration.DRIFT) && values.isGiven(GateDeclaration.MODE)) {
            context.report(
                    values.node(GateDeclaration.MODE), "mode beside drift, which gets better downwards", "drift alone");
        }
    }

    /** Only where something is compared must somebody tell which of two values is better. */
    static void direction(Values values, ReadContext context) {
        Key<Gate, Optional<String>> key =
                values.isGiven(GateDeclaration.CHALLENGE) ? GateDeclaration.CHALLENGE : GateDeclaration.METRIC;
        boolean compares = values.isGiven(GateDeclaration.CHALLENGE) || values.isGiven(GateDeclaration.NO_WORSE_THAN);
        boolean unknown = values.find(key)
                .flatMap(metric -> metric)
                .filter(metric -> MetricNames.knownDirection(metric).isEmpty())
                .isPresent();
        if (compares && unknown && !values.isGiven(GateDeclaration.MODE)) {
            context.report(
                    values.node(key),
                    "the metric " + values.node(key).describe() + ", of which nobody can tell which way it gets better",
                    "mode: min or mode: max beside it, or a metric of known direction");
        }
    }

    /** A gate that could never hold is a mistake; that a reference is not there tonight is none. */
    static void reference(Values values, ReadContext context) {
        boolean compares = values.isGiven(GateDeclaration.CHALLENGE)
                || values.isGiven(GateDeclaration.DRIFT)
                || values.isGiven(GateDeclaration.NO_WORSE_THAN);
        if (compares
                && ReferenceDeclaration.isMissing(context)
                && context.options().wholeRun()
                && !context.options().stored()) {
            context.report(
                    values.mapping(),
                    "a gate that compares with the reference, and there is none",
                    "reference in the specification, or of the step");
        }
    }
}
