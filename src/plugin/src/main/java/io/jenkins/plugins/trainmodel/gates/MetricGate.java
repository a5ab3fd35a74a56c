package io.jenkins.plugins.trainmodel.gates;

import hudson.Extension;
import hudson.Util;
import hudson.util.FormValidation;
import hudson.util.ListBoxModel;
import hudson.util.ListBoxModel.Option;
import io.jenkins.plugins.trainmodel.rules.Parameters;
import org.jenkinsci.Symbol;
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
                .add("within", number(within))
                .add("otherwise", number(otherwise))
                .add("last", last);
    }

    /** A number is written as one, which is not required of a form's text. */
    private static Object number(String text) {
        return text != null && text.matches("-?[0-9]+(\\.[0-9]+)?([eE]-?[0-9]+)?")
                ? (Object) Double.valueOf(text)
                : text;
    }

    /** Makes the gate known. */
    @Extension(ordinal = 1000)
    @Symbol("gate")
    public static final class DescriptorImpl extends GateDescriptor {
        @Override
        public String getDisplayName() {
            return "Metric";
        }

        /** What a metric is compared with. */
        @POST
        public ListBoxModel doFillNoWorseThanItems() {
            return new ListBoxModel(new Option("Nothing", ""), new Option("The reference", "reference"));
        }

        @POST
        public FormValidation doCheckWithin(@QueryParameter String value) {
            return checkTolerance(value, true);
        }

        @POST
        public FormValidation doCheckOtherwise(@QueryParameter String value) {
            return checkTolerance(value, false);
        }
    }
}
