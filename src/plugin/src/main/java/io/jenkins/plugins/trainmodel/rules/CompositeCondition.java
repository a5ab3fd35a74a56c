package io.jenkins.plugins.trainmodel.rules;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** A rule made of rules. */
public abstract class CompositeCondition extends RuleCondition {
    private final List<StopCondition> rules;

    CompositeCondition(List<StopCondition> rules) {
        this.rules = rules == null ? new ArrayList<>() : new ArrayList<>(rules);
    }

    public List<StopCondition> getRules() {
        return Collections.unmodifiableList(rules);
    }

    @Override
    protected void write(Parameters parameters) {
        parameters.add(
                "rules", rules.stream().map(StopCondition::toSpecification).toList());
    }
}
