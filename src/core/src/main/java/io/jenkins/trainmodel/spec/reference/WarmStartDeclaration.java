package io.jenkins.trainmodel.spec.reference;

import io.jenkins.trainmodel.spec.reference.WarmStartSpec.Kind;
import io.jenkins.trainmodel.spec.schema.Key;
import io.jenkins.trainmodel.spec.schema.ObjectType;
import io.jenkins.trainmodel.spec.schema.ReadContext;
import io.jenkins.trainmodel.spec.schema.Types;
import io.jenkins.trainmodel.spec.schema.ValueType;
import io.jenkins.trainmodel.spec.schema.Values;
import java.util.List;
import java.util.Optional;

/** The object under {@code warmStart}. */
public final class WarmStartDeclaration {
    /** Names of parameters, of which there may be none. */
    public static final ValueType<List<String>> PATTERNS = patterns(0);

    /** Names of parameters, at least one. */
    public static final ValueType<List<String>> NAMES = patterns(1);

    private static final Key<WarmStartSpec, Kind> FROM = Key.required(
            "from",
            Types.word(Kind.class),
            WarmStartSpec::from,
            "What is taken over from the reference's model: nothing, its parameters, or also the optimizer's state and the step.");
    private static final Key<WarmStartSpec, List<String>> FREEZE = Key.of(
            "freeze", PATTERNS, WarmStartSpec::freeze, List.of(), "Parameters that are taken over and not trained.");
    private static final Key<WarmStartSpec, List<String>> RESET = Key.of(
            "reset", PATTERNS, WarmStartSpec::reset, List.of(), "Parameters that are not taken over but drawn anew.");

    private static final ObjectType<WarmStartSpec> TYPE = ObjectType.<WarmStartSpec>named(
                    "warmStart", "What a run takes over from the model of its reference.")
            .shorthandKey(FROM)
            .key(FREEZE)
            .key(RESET)
            .check(WarmStartDeclaration::check)
            .build(values -> new WarmStartSpec(values.get(FROM), values.get(FREEZE), values.get(RESET)));

    public static final Key<Compared, WarmStartSpec> KEY = Key.<Compared, WarmStartSpec>derived(
                    "warmStart",
                    TYPE,
                    Compared::warmStart,
                    "none",
                    (values, context) -> Optional.of(WarmStartSpec.NONE),
                    "What the run takes over from the model of its reference.")
            .fixedOnResume();

    private WarmStartDeclaration() {}

    private static ValueType<List<String>> patterns(int least) {
        return Types.list(
                Types.text("the name of a parameter, in which * stands for any characters", 200),
                least,
                100,
                "a list of names of parameters, in which * stands for any characters, such as ['fc.*']");
    }

    /** Whoever begins with a model says whose. */
    public static void checkReference(Values specification, ReadContext context) {
        boolean warm = specification
                .find(KEY)
                .filter(start -> start.from() != Kind.NONE)
                .isPresent();
        if (warm && ReferenceDeclaration.isMissing(context)) {
            context.report(
                    specification.node(KEY),
                    "a model to begin with, and no reference that has one",
                    "reference in the specification, or of the step");
        }
    }

    private static void check(Values values, ReadContext context) {
        boolean cold = values.find(FROM).filter(Kind.NONE::equals).isPresent();
        for (Key<WarmStartSpec, List<String>> key : List.of(FREEZE, RESET)) {
            if (cold && values.find(key).filter(names -> !names.isEmpty()).isPresent()) {
                context.report(
                        values.node(key),
                        key.name() + " where nothing is taken over",
                        "from: parameters or from: everything beside it");
            }
        }
    }
}
