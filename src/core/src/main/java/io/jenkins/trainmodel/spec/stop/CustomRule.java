package io.jenkins.trainmodel.spec.stop;

import io.jenkins.trainmodel.part.PartKind;
import io.jenkins.trainmodel.spec.own.PartKeys;
import io.jenkins.trainmodel.spec.schema.VariantsType.Variant;
import io.jenkins.trainmodel.stop.Outcome;
import io.jenkins.trainmodel.stop.StopRule;
import io.jenkins.trainmodel.stop.StopRule.Custom;
import java.util.List;

/** The rule that a user has written. */
final class CustomRule {
    private static final PartKeys<Custom> PART = PartKeys.of(PartKind.STOP_RULE, Custom::part);

    static final List<Variant<? extends StopRule>> ALL = List.of(
            RuleDeclaration.of(PartKeys.CUSTOM, Custom.class, Outcome.SUCCESS, "Fires when a rule of your own says so.")
                    .mainKey(PART.part())
                    .key(PART.options())
                    .check(PART::check)
                    .build((name, outcome, values) -> new Custom(name, outcome, PART.get(values))));

    private CustomRule() {}
}
