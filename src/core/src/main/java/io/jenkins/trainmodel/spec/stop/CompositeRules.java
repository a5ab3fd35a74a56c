package io.jenkins.trainmodel.spec.stop;

import io.jenkins.trainmodel.spec.schema.Key;
import io.jenkins.trainmodel.spec.schema.ReadContext;
import io.jenkins.trainmodel.spec.schema.Types;
import io.jenkins.trainmodel.spec.schema.Values;
import io.jenkins.trainmodel.spec.schema.VariantsType.Variant;
import io.jenkins.trainmodel.stop.Outcome;
import io.jenkins.trainmodel.stop.StopRule;
import io.jenkins.trainmodel.stop.StopRule.AllOf;
import io.jenkins.trainmodel.stop.StopRule.AnyOf;
import io.jenkins.trainmodel.stop.StopRule.AtLeastOf;
import java.util.List;

/** Rules made of rules. The composite's own outcome counts, not those of its rules. */
final class CompositeRules {
    private static final Key<StopRule, List<StopRule>> RULES = Key.required(
            "rules",
            Types.list(new RuleType(), 1, RuleType.MOST),
            StopRule::rules,
            "The rules, written as under stopWhen.");
    private static final Key<AtLeastOf, Integer> COUNT =
            Key.required("count", Types.integer(1), AtLeastOf::count, "How many of the rules must fire.");

    static final List<Variant<? extends StopRule>> ALL = List.of(
            RuleDeclaration.of(
                            "allOf",
                            AllOf.class,
                            Outcome.SUCCESS,
                            "Fires when all its rules fire in the same evaluation.")
                    .mainKey(RULES)
                    .build((name, outcome, values) -> new AllOf(name, outcome, values.get(RULES))),
            RuleDeclaration.of("anyOf", AnyOf.class, Outcome.SUCCESS, "Fires when one of its rules fires.")
                    .mainKey(RULES)
                    .build((name, outcome, values) -> new AnyOf(name, outcome, values.get(RULES))),
            RuleDeclaration.of(
                            "atLeastOf",
                            AtLeastOf.class,
                            Outcome.SUCCESS,
                            "Fires when so many of its rules fire in the same evaluation.")
                    .key(COUNT)
                    .mainKey(RULES)
                    .check(CompositeRules::checkCount)
                    .build((name, outcome, values) ->
                            new AtLeastOf(name, outcome, values.get(COUNT), values.get(RULES))));

    private CompositeRules() {}

    private static void checkCount(Values values, ReadContext context) {
        int count = values.find(COUNT).orElse(0);
        int rules = values.find(RULES).map(List::size).orElse(Integer.MAX_VALUE);
        if (count > rules) {
            context.report(
                    values.node(COUNT),
                    count + ", but only " + rules + " rules",
                    "a number from 1 to that of the rules");
        }
    }
}
