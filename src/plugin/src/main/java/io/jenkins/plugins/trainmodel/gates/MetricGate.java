package io.jenkins.plugins.trainmodel.gates;

import hudson.Extension;
import hudson.Util;
import hudson.model.Item;
import hudson.util.FormValidation;
import hudson.util.ListBoxModel;
import hudson.util.ListBoxModel.Option;
import io.jenkins.plugins.trainmodel.rules.Parameters;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.AncestorInPath;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** A metric of the kept model reaches a value, or is no worse than that of the reference. */
public final class MetricGate extends TrainingGate {
    private Double atLeast;
    private Double atMost;
    private String noWorseThan;
    private String within;
    private String otherwise;
    private Integer last;

    @DataBoundConstructor
    public MetricGate(String metric) {
        super(metric);
    }

    public Double getAtLeast() {
        return atLeast;
    }

    @DataBoundSetter
    public void setAtLeast(Double atLeast) {
        this.atLeast = atLeast;
    }

    public Double getAtMost() {
        return atMost;
    }

    @DataBoundSetter
    public void setAtMost(Double atMost) {
        this.atMost = atMost;
    }

    public String getNoWorseThan() {
        return noWorseThan;
    }

    /** With what the metric is compared: {@code reference}; null: with nothing. */
    @DataBoundSetter
    public void setNoWorseThan(String noWorseThan) {
        this.noWorseThan = Util.fixEmptyAndTrim(noWorseThan);
    }

    public String getWithin() {
        return within;
    }

    /** By how much it may be worse: a number, a percentage, or {@code spread}; null: not at all. */
    @DataBoundSetter
    public void setWithin(String within) {
        this.within = Util.fixEmptyAndTrim(within);
    }

    public String getOtherwise() {
        return otherwise;
    }

    /** By how much where there are too few runs for a spread: a number or a percentage. */
    @DataBoundSetter
    public void setOtherwise(String otherwise) {
        this.otherwise = Util.fixEmptyAndTrim(otherwise);
    }

    public Integer getLast() {
        return last;
    }

    /** Of how many accepted runs the spread is taken; null: as many as is usual. */
    @DataBoundSetter
    public void setLast(Integer last) {
        this.last = last;
    }

    @Override
    void write(Parameters parameters) {
        parameters
                .add("metric", getMetric())
                .add("atLeast", atLeast)
                .add("atMost", atMost)
                .add("noWorseThan", noWorseThan)
                .add("within", Parameters.number(within))
                .add("otherwise", Parameters.number(otherwise))
                .add("last", last);
    }

    /** Makes the gate known. */
    @Extension(ordinal = 1000)
    @Symbol("gate")
    public static final class DescriptorImpl extends GateDescriptor {
        @Override
        public String getDisplayName() {
            return Messages.MetricGate_displayName();
        }

        /** What a metric is compared with. */
        @POST
        public ListBoxModel doFillNoWorseThanItems() {
            return new ListBoxModel(
                    new Option(Messages.MetricGate_nothing(), ""),
                    new Option(Messages.MetricGate_reference(), "reference"));
        }

        /** A metric of which no direction is known needs one where it is compared. */
        @POST
        public FormValidation doCheckMetric(
                @AncestorInPath Item item,
                @QueryParameter String value,
                @QueryParameter String mode,
                @QueryParameter String noWorseThan) {
            return checkMetric(
                    item,
                    "metric",
                    value,
                    parameters ->
                            parameters.add("mode", Util.fixEmpty(mode)).add("noWorseThan", Util.fixEmpty(noWorseThan)));
        }

        @POST
        public FormValidation doCheckAtLeast(@AncestorInPath Item item, @QueryParameter String value) {
            return checkNumber(item, "atLeast", value);
        }

        @POST
        public FormValidation doCheckAtMost(@AncestorInPath Item item, @QueryParameter String value) {
            return checkNumber(item, "atMost", value);
        }

        @POST
        public FormValidation doCheckWithin(@AncestorInPath Item item, @QueryParameter String value) {
            return checkNumber(item, "within", value);
        }

        @POST
        public FormValidation doCheckOtherwise(@AncestorInPath Item item, @QueryParameter String value) {
            return checkNumber(item, "otherwise", value);
        }

        @POST
        public FormValidation doCheckLast(@AncestorInPath Item item, @QueryParameter String value) {
            return checkNumber(item, "last", value);
        }

        /** What the reader says of one key where the others are as it wants them. */
        private static FormValidation checkNumber(Item item, String key, String value) {
            return FIELDS.check(
                    item,
                    key,
                    parameters -> parameters
                            .add("noWorseThan", "reference")
                            .add("within", "spread")
                            .add(key, Parameters.number(value)));
        }
    }
}
