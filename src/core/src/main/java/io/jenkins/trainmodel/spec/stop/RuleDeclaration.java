package io.jenkins.trainmodel.spec.stop;

import io.jenkins.trainmodel.spec.schema.Key;
import io.jenkins.trainmodel.spec.schema.ObjectDeclaration;
import io.jenkins.trainmodel.spec.schema.ObjectType;
import io.jenkins.trainmodel.spec.schema.ReadContext;
import io.jenkins.trainmodel.spec.schema.Types;
import io.jenkins.trainmodel.spec.schema.Values;
import io.jenkins.trainmodel.spec.schema.VariantsType.Variant;
import io.jenkins.trainmodel.stop.Outcome;
import io.jenkins.trainmodel.stop.StopRule;
import java.util.Optional;
import java.util.function.BiConsumer;

/** Declares a type of stop rule: the keys that every rule has, then its own. */
public final class RuleDeclaration<R extends StopRule> {
    /** The keys that may stand inside of a rule or beside its type. */
    public static final String NAME = "name";

    static final String OUTCOME = "outcome";

    private final Class<R> ruleClass;
    private final Key<StopRule, String> name;
    private final Key<StopRule, Outcome> outcome;
    private final ObjectDeclaration<R> declaration;

    /** Makes a rule of its name, its outcome and what was read of its own keys. */
    interface RuleBuilder<R> {
        R build(String name, Outcome outcome, Values values);
    }

    private RuleDeclaration(String type, Class<R> ruleClass, Outcome standard, String documentation) {
        this.ruleClass = ruleClass;
        this.name = Key.derived(
                NAME,
                RuleNames.TYPE,
                StopRule::name,
                type,
                (values, context) -> Optional.of(context.claimNameLike(type)),
                "The name in verdicts and reasons, unique in the specification.");
        this.outcome = Key.of(
                OUTCOME,
                Types.word(Outcome.class),
                StopRule::outcome,
                standard,
                "How the run ends when the rule fires.");
        this.declaration = ObjectType.<R>named(type, documentation).key(name).key(outcome);
    }

    /** Begins a declaration; the documentation says when the rule fires. */
    static <R extends StopRule> RuleDeclaration<R> of(
            String type, Class<R> ruleClass, Outcome standard, String documentation) {
        return new RuleDeclaration<>(type, ruleClass, standard, documentation);
    }

    RuleDeclaration<R> key(Key<? super R, ?> key) {
        declaration.key(key);
        return this;
    }

    /** Adds the rule's main parameter, for which a value in the rule's place is short. */
    RuleDeclaration<R> mainKey(Key<? super R, ?> key) {
        declaration.shorthandKey(key);
        return this;
    }

    RuleDeclaration<R> exactlyOne(Key<? super R, ?> one, Key<? super R, ?> other) {
        declaration.exactlyOne(one, other);
        return this;
    }

    RuleDeclaration<R> check(BiConsumer<Values, ReadContext> check) {
        declaration.check(check);
        return this;
    }

    Variant<R> build(RuleBuilder<R> builder) {
        ObjectType<R> type = declaration.build(values -> builder.build(values.get(name), values.get(outcome), values));
        return Variant.of(ruleClass, type);
    }
}
