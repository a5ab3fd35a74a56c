package io.jenkins.plugins.trainmodel.rules;

import hudson.Extension;
import java.util.List;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.DataBoundConstructor;

/** Fires when all its rules fire in the same evaluation. The rules are read as those of the specification's list. */
public final class AllOfCondition extends CompositeCondition {
    @DataBoundConstructor
    public AllOfCondition(List<StopCondition> rules) {
        super(rules);
    }

    /** Makes the rule known. */
    @Extension(ordinal = 850)
    @Symbol("allOf")
    public static final class DescriptorImpl extends RuleDescriptor {
        @Override
        public String getDisplayName() {
            return Messages.AllOfCondition_displayName();
        }
    }
}
