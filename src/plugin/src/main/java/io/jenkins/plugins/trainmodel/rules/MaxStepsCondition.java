package io.jenkins.plugins.trainmodel.rules;

import hudson.Extension;
import hudson.model.Item;
import hudson.util.FormValidation;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.AncestorInPath;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** Fires when so many optimizer steps are complete. */
public final class MaxStepsCondition extends RuleCondition {
    private final long steps;

    @DataBoundConstructor
    public MaxStepsCondition(long steps) {
        this.steps = steps;
    }

    public long getSteps() {
        return steps;
    }

    @Override
    protected void write(Parameters parameters) {
        parameters.add("steps", steps);
    }

    /** Makes the rule known. */
    @Extension(ordinal = 980)
    @Symbol("maxSteps")
    public static final class DescriptorImpl extends RuleDescriptor {
        @Override
        public String getDisplayName() {
            return Messages.MaxStepsCondition_displayName();
        }

        @POST
        public FormValidation doCheckSteps(@AncestorInPath Item item, @QueryParameter String value) {
            return checkNumber(item, "steps", value);
        }
    }
}
