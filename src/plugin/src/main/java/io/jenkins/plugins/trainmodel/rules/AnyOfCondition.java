package io.jenkins.plugins.trainmodel.rules;

import hudson.Extension;
import java.util.List;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.DataBoundConstructor;

/** Fires when one of its rules fires. The rules are read as those of the specification's list. */
public final class AnyOfCondition extends CompositeCondition {
    @DataBoundConstructor
    public AnyOfCondition(List<StopCondition> rules) {
        super(rules);
    }

    /** Makes the rule known. */
    @Extension(ordinal = 840)
    @Symbol("anyOf")
    public static final class DescriptorImpl extends RuleDescriptor {
        @Override
        public String getDisplayName() {
            return Messages.AnyOfCondition_displayName();
        }
    }
}
