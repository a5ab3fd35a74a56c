package io.jenkins.plugins.trainmodel.rules;

import hudson.Extension;
import hudson.Util;
import hudson.model.Item;
import hudson.util.FormValidation;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.AncestorInPath;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** Fires when the training time over all resumes reaches the duration. */
public final class MaxDurationCondition extends RuleCondition {
    private final String duration;

    @DataBoundConstructor
    public MaxDurationCondition(String duration) {
        this.duration = duration;
    }

    public String getDuration() {
        return duration;
    }

    @Override
    protected void write(Parameters parameters) {
        parameters.add("duration", duration);
    }

    /** Makes the rule known. */
    @Extension(ordinal = 970)
    @Symbol("maxDuration")
    public static final class DescriptorImpl extends RuleDescriptor {
        @Override
        public String getDisplayName() {
            return Messages.MaxDurationCondition_displayName();
        }

        @POST
        public FormValidation doCheckDuration(@AncestorInPath Item item, @QueryParameter String value) {
            return check(item, "duration", parameters -> parameters.add("duration", Util.fixEmptyAndTrim(value)));
        }
    }
}
