package io.jenkins.plugins.trainmodel.rules;

import hudson.Extension;
import hudson.Util;
import hudson.model.Item;
import hudson.util.FormValidation;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.AncestorInPath;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** Fires when the fitted learning curve cannot reach a value in time. */
public final class UnreachableCondition extends ThresholdCondition {
    private String within;

    @DataBoundConstructor
    public UnreachableCondition(String metric) {
        super(metric);
    }

    public String getWithin() {
        return within;
    }

    @DataBoundSetter
    public void setWithin(String within) {
        this.within = Util.fixEmptyAndTrim(within);
    }

    @Override
    protected void write(Parameters parameters) {
        super.write(parameters);
        parameters.add("within", Parameters.number(within));
    }

    /** Makes the rule known. */
    @Extension(ordinal = 870)
    @Symbol("unreachable")
    public static final class DescriptorImpl extends ThresholdDescriptor {
        @Override
        public String getDisplayName() {
            return Messages.UnreachableCondition_displayName();
        }

        @POST
        public FormValidation doCheckWithin(@AncestorInPath Item item, @QueryParameter String value) {
            return checkNumber(item, "within", value);
        }
    }
}
