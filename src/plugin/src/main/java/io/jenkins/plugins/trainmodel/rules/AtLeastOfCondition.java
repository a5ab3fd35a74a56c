package io.jenkins.plugins.trainmodel.rules;

import hudson.Extension;
import hudson.model.Item;
import hudson.util.FormValidation;
import java.util.List;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.AncestorInPath;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** Fires when so many of its rules fire in the same evaluation. The rules are read as those of the specification's list. */
public final class AtLeastOfCondition extends CompositeCondition {
    private final int count;

    @DataBoundConstructor
    public AtLeastOfCondition(int count, List<StopCondition> rules) {
        super(rules);
        this.count = count;
    }

    public int getCount() {
        return count;
    }

    @Override
    protected void write(Parameters parameters) {
        parameters.add("count", count);
        super.write(parameters);
    }

    /** Makes the rule known. */
    @Extension(ordinal = 830)
    @Symbol("atLeastOf")
    public static final class DescriptorImpl extends RuleDescriptor {
        @Override
        public String getDisplayName() {
            return Messages.AtLeastOfCondition_displayName();
        }

        @POST
        public FormValidation doCheckCount(@AncestorInPath Item item, @QueryParameter String value) {
            return checkNumber(item, "count", value);
        }
    }
}
