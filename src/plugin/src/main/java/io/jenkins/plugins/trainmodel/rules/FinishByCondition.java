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

/** Fires so early that the model is saved and packaged by the deadline, counted from the build's start. */
public final class FinishByCondition extends RuleCondition {
    private final String deadline;

    @DataBoundConstructor
    public FinishByCondition(String deadline) {
        this.deadline = deadline;
    }

    public String getDeadline() {
        return deadline;
    }

    @Override
    protected void write(Parameters parameters) {
        parameters.add("deadline", deadline);
    }

    /** Makes the rule known. */
    @Extension(ordinal = 965)
    @Symbol("finishBy")
    public static final class DescriptorImpl extends RuleDescriptor {
        @Override
        public String getDisplayName() {
            return Messages.FinishByCondition_displayName();
        }

        @POST
        public FormValidation doCheckDeadline(@AncestorInPath Item item, @QueryParameter String value) {
            return check(item, "deadline", parameters -> parameters.add("deadline", Util.fixEmptyAndTrim(value)));
        }
    }
}
