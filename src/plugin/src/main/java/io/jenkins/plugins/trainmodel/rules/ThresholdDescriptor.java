package io.jenkins.plugins.trainmodel.rules;

import hudson.model.Item;
import hudson.util.FormValidation;
import org.kohsuke.stapler.AncestorInPath;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** Forms of the rules on a value that a metric is to reach, of which exactly one side is to be given. */
public abstract class ThresholdDescriptor extends MetricDescriptor {

    @POST
    public FormValidation doCheckMetric(@AncestorInPath Item item, @QueryParameter String value) {
        return checkMetric(item, value, "");
    }

    @POST
    public FormValidation doCheckAtLeast(
            @AncestorInPath Item item, @QueryParameter String value, @QueryParameter String atMost) {
        return check(
                item,
                parameters ->
                        parameters.add("atLeast", Parameters.number(value)).add("atMost", Parameters.number(atMost)),
                problem -> !problem.endsWith(".metric"),
                "atLeast",
                "atMost");
    }

    @POST
    public FormValidation doCheckAtMost(@AncestorInPath Item item, @QueryParameter String value) {
        return checkNumber(item, "atMost", value);
    }
}
