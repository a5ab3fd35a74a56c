package io.jenkins.trainmodel.spec;

import io.jenkins.trainmodel.gate.Gate;
import io.jenkins.trainmodel.spec.gate.GateDeclaration;
import io.jenkins.trainmodel.spec.reference.ReferenceDeclaration;
import io.jenkins.trainmodel.spec.schema.Key;
import io.jenkins.trainmodel.spec.schema.ObjectDeclaration;
import io.jenkins.trainmodel.spec.schema.ObjectType;
import io.jenkins.trainmodel.spec.schema.ReadContext;
import io.jenkins.trainmodel.spec.schema.Values;
import io.jenkins.trainmodel.spec.stop.StopWhenDeclaration;
import io.jenkins.trainmodel.spec.tree.Node;
import io.jenkins.trainmodel.spec.watch.WatchDeclaration;
import io.jenkins.trainmodel.stop.StopRule;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The specification of a run in which another program trains. */
final class WatchedDeclaration {
    private static final Key<WatchedSpec, String> NAME = Key.derived(
            "name",
            RunNames.TYPE,
            WatchedSpec::name,
            "the file's name without its extension",
            (values, context) -> Optional.of(context.options().name()),
            "Names the run in reports and trends.");
    private static final Key<WatchedSpec, List<Gate>> GATES = Key.of(
            "gates",
            GateDeclaration.LIST,
            WatchedSpec::gates,
            List.of(),
            "Conditions that the kept model must meet when training is over.");
    private static final Key<WatchedSpec, ReportingSpec> REPORTING =
            Key.section("reporting", ReportingDeclaration.TYPE, WatchedSpec::reporting);

    static final ObjectType<WatchedSpec> TYPE = withoutTraining(ObjectType.<WatchedSpec>named(
                            "watchedRun", "When another program's training is to stop, and what is kept of it.")
                    .key(NAME)
                    .key(ReferenceDeclaration.KEY)
                    .key(StopWhenDeclaration.KEY)
                    .key(GATES)
                    .key(WatchDeclaration.KEY)
                    .key(REPORTING)
                    .check(WatchedDeclaration::checkGates)
                    .check(WatchedDeclaration::checkRules))
            .build(values -> new WatchedSpec(
                    values.get(NAME),
                    values.get(ReferenceDeclaration.KEY),
                    values.get(StopWhenDeclaration.KEY),
                    values.get(GATES),
                    values.get(WatchDeclaration.KEY),
                    values.get(REPORTING)));

    private WatchedDeclaration() {}

    private static ObjectDeclaration<WatchedSpec> withoutTraining(ObjectDeclaration<WatchedSpec> declaration) {
        List.of("seed", "warmStart", "data", "model", "training", "endless", "checkpoint", "package", "device")
                .forEach(key -> declaration.foreignKey(
                        key,
                        "a key of runs that train by themselves",
                        "nothing here, since the command trains by its own rules; or train-model run SPEC"));
        return declaration;
    }

    /** Rules of users' own are asked by the process that trains. */
    private static void checkRules(Values values, ReadContext context) {
        if (context.options().stored() || !(values.node(StopWhenDeclaration.KEY) instanceof Node.Sequence written)) {
            return;
        }
        List<StopRule> rules = values.find(StopWhenDeclaration.KEY).orElse(List.of());
        for (int index = 0; index < rules.size(); index++) {
            Node place = written.items().get(index);
            own(rules.get(index))
                    .findFirst()
                    .ifPresent(
                            rule -> context.report(
                                    place,
                                    "the rule " + rule.part().name()
                                            + ", which is code of your own, and another program trains",
                                    "rules of the trainer's, since code of your own is asked only where train-model run trains"));
        }
    }

    private static Stream<StopRule.Custom> own(StopRule rule) {
        return rule instanceof StopRule.Custom custom
                ? Stream.of(custom)
                : rule.rules().stream().flatMap(WatchedDeclaration::own);
    }

    /** A challenge measures two models on the same samples, and a gate of drift reads data; here are neither. */
    private static void checkGates(Values values, ReadContext context) {
        List<Gate> gates = values.find(GATES).orElse(List.of());
        if (gates.stream().anyMatch(Gate.Drift.class::isInstance)) {
            context.report(
                    values.node(GATES),
                    "a gate of drift, and the program's data is not read here",
                    "gates with atLeast, atMost or noWorseThan");
        }
        if (gates.stream().anyMatch(Gate.Challenge.class::isInstance)) {
            context.report(
                    values.node(GATES),
                    "a challenge, and the program's model cannot be measured here",
                    "gates with atLeast, atMost or noWorseThan");
        }
    }
}
