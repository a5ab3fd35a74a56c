package io.jenkins.plugins.trainmodel.rules;

import hudson.Extension;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.DataBoundConstructor;

/** Fires when a metric reaches a value. */
public final class TargetCondition extends ThresholdCondition {
    @DataBoundConstructor
    public TargetCondition(String metric) {
        super(metric);
    }

    /** Makes the rule known. */
    @Extension(ordinal = 960)
    @Symbol("target")
    public static final class DescriptorImpl extends ThresholdDescriptor {
        @Override
        public String getDisplayName() {
            return Messages.TargetCondition_displayName();
        }
    }
}
