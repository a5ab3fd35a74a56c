package io.jenkins.plugins.trainmodel.rules;

import hudson.Extension;
import hudson.model.Item;
import hudson.util.FormValidation;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.AncestorInPath;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** Fires after each of some epochs, for people to look. */
public final class MilestoneCondition extends RuleCondition {
    private final String epochs;

    @DataBoundConstructor
    public MilestoneCondition(String epochs) {
        this.epochs = epochs;
    }

    public String getEpochs() {
        return epochs;
    }

    @Override
    protected void write(Parameters parameters) {
        parameters.add("epochs", EpochList.parse(epochs));
    }

    /** Makes the rule known. Its second symbol is for Pipelines in which {@code milestone} is another plugin's step. */
    @Extension(ordinal = 860)
    @Symbol({"milestone", "trainingMilestone"})
    public static final class DescriptorImpl extends RuleDescriptor {
        @Override
        public String getDisplayName() {
            return Messages.MilestoneCondition_displayName();
        }

        @POST
        public FormValidation doCheckEpochs(@AncestorInPath Item item, @QueryParameter String value) {
            return check(item, "epochs", parameters -> parameters.add("epochs", EpochList.parse(value)));
        }
    }
}
