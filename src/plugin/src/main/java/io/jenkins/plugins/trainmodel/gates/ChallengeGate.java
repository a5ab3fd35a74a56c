package io.jenkins.plugins.trainmodel.gates;

import hudson.Extension;
import hudson.Util;
import hudson.model.Item;
import hudson.util.FormValidation;
import io.jenkins.plugins.trainmodel.rules.Parameters;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.AncestorInPath;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** The kept model is no worse than the reference's where both are measured on the validation data of this run. */
public final class ChallengeGate extends TrainingGate {
    @DataBoundConstructor
    public ChallengeGate(String metric) {
        super(metric);
    }

    @Override
    void write(Parameters parameters) {
        parameters.add("challenge", getMetric());
    }

    /** Makes the gate known. */
    @Extension(ordinal = 980)
    @Symbol("challenge")
    public static final class DescriptorImpl extends GateDescriptor {
        @Override
        public String getDisplayName() {
            return Messages.ChallengeGate_displayName();
        }

        /** A metric of which no direction is known needs one. */
        @POST
        public FormValidation doCheckMetric(
                @AncestorInPath Item item, @QueryParameter String value, @QueryParameter String mode) {
            return checkMetric(item, "challenge", value, parameters -> parameters.add("mode", Util.fixEmpty(mode)));
        }
    }
}
