package io.jenkins.plugins.trainmodel.rules;

import hudson.Extension;
import hudson.model.Descriptor;
import hudson.model.Item;
import hudson.util.FormValidation;
import java.util.LinkedHashMap;
import java.util.Map;
import net.sf.json.JSONObject;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.AncestorInPath;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.StaplerRequest2;
import org.kohsuke.stapler.verb.POST;

/** Fires when the weighted sum of metrics reaches a value. */
public final class ScoreCondition extends RuleCondition {
    /** Weights by metric: numbers, or what was given in their place, for the reader to complain about. */
    private final Map<String, Object> weights;

    private final Double atLeast;

    @DataBoundConstructor
    public ScoreCondition(Map<String, Object> weights, Double atLeast) {
        this.weights = weights == null ? new LinkedHashMap<>() : new LinkedHashMap<>(weights);
        this.weights.replaceAll((metric, weight) -> weight instanceof Number number ? number.doubleValue() : weight);
        this.atLeast = atLeast;
    }

    public Map<String, Object> getWeights() {
        return new LinkedHashMap<>(weights);
    }

    public Double getAtLeast() {
        return atLeast;
    }

    /** The weights as the form shows them, a line a metric. */
    public String getWeightLines() {
        return ValueLines.of(weights);
    }

    @Override
    protected void write(Parameters parameters) {
        parameters.add("weights", weights).add("atLeast", atLeast);
    }

    /** Makes the rule known. */
    @Extension(ordinal = 810)
    @Symbol("score")
    public static final class DescriptorImpl extends RuleDescriptor {
        @Override
        public String getDisplayName() {
            return Messages.ScoreCondition_displayName();
        }

        /** A form has the weights as lines of text. */
        @Override
        public StopCondition newInstance(StaplerRequest2 request, JSONObject form) throws Descriptor.FormException {
            Object atLeast = Parameters.number(form.optString("atLeast"));
            if (atLeast instanceof String) {
                throw new Descriptor.FormException(Messages.ScoreCondition_noNumber(atLeast), "atLeast");
            }
            ScoreCondition score = new ScoreCondition(
                    parse(form.optString("weightLines")),
                    atLeast instanceof Number number ? (Double) number.doubleValue() : null);
            score.setName(form.optString("name"));
            score.setOutcome(form.optString("outcome"));
            return score;
        }

        private static Map<String, Object> parse(String lines) {
            return ValueLines.read(lines, line -> line.lastIndexOf(':'), ValueLines::number);
        }

        @POST
        public FormValidation doCheckWeightLines(@AncestorInPath Item item, @QueryParameter String value) {
            return check(item, "weights", parameters -> parameters.add("weights", parse(value)));
        }

        @POST
        public FormValidation doCheckAtLeast(@AncestorInPath Item item, @QueryParameter String value) {
            return checkNumber(item, "atLeast", value);
        }
    }
}
