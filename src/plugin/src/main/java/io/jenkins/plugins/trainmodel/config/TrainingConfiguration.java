package io.jenkins.plugins.trainmodel.config;

import hudson.Extension;
import hudson.ExtensionList;
import hudson.Util;
import hudson.util.FormValidation;
import jenkins.model.GlobalConfiguration;
import jenkins.model.Jenkins;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** The settings of all trainings on this controller. A setting that cannot be is refused, also from code. */
@Extension
@Symbol("trainModel")
public class TrainingConfiguration extends GlobalConfiguration {
    private static final int BYTES_PER_MEGABYTE = 1 << 20;
    private static final int MOST_MEGABYTES = 4096;
    private static final int LONGEST_SERIES = 20_000;
    private static final int SLOWEST_POLL = 300;
    private static final int LONGEST_ABSENCE = 7 * 24 * 60;

    /** How long a stopped trainer may take for its last checkpoint, such as {@code 5m}; kept with the configuration. */
    private String grace = "5m";
    /** What is kept of one run's event log; kept with the configuration. */
    private int maximumEventLogMegabytes = 256;
    /** How many finished runs a job's trend remembers; kept with the configuration. */
    private int maximumSeriesLength = 1000;
    /** The longest pause between two looks at a quiet run; kept with the configuration. */
    private int slowestPollSeconds = 15;
    /** How long an agent may be out of reach before its training is given up; kept with the configuration. */
    private int absentAgentMinutes = 30;

    public TrainingConfiguration() {
        load();
    }

    public static TrainingConfiguration get() {
        return ExtensionList.lookupSingleton(TrainingConfiguration.class);
    }

    @Override
    public String getDisplayName() {
        return Messages.TrainingConfiguration_displayName();
    }

    public String getGrace() {
        return grace;
    }

    @DataBoundSetter
    public void setGrace(String grace) {
        String text = Util.fixNull(grace).strip();
        if (text.isEmpty() || WrittenDuration.parse(text).isEmpty()) {
            throw new IllegalArgumentException(Messages.TrainingConfiguration_grace(text, WrittenDuration.allowed()));
        }
        this.grace = text;
        save();
    }

    public int getMaximumEventLogMegabytes() {
        return maximumEventLogMegabytes;
    }

    @DataBoundSetter
    public void setMaximumEventLogMegabytes(int maximumEventLogMegabytes) {
        this.maximumEventLogMegabytes = within("maximumEventLogMegabytes", maximumEventLogMegabytes, MOST_MEGABYTES);
        save();
    }

    /** The same in bytes. */
    public long maximumEventLogBytes() {
        return (long) maximumEventLogMegabytes * BYTES_PER_MEGABYTE;
    }

    public int getMaximumSeriesLength() {
        return maximumSeriesLength;
    }

    @DataBoundSetter
    public void setMaximumSeriesLength(int maximumSeriesLength) {
        this.maximumSeriesLength = within("maximumSeriesLength", maximumSeriesLength, LONGEST_SERIES);
        save();
    }

    public int getSlowestPollSeconds() {
        return slowestPollSeconds;
    }

    @DataBoundSetter
    public void setSlowestPollSeconds(int slowestPollSeconds) {
        this.slowestPollSeconds = within("slowestPollSeconds", slowestPollSeconds, SLOWEST_POLL);
        save();
    }

    public int getAbsentAgentMinutes() {
        return absentAgentMinutes;
    }

    @DataBoundSetter
    public void setAbsentAgentMinutes(int absentAgentMinutes) {
        this.absentAgentMinutes = within("absentAgentMinutes", absentAgentMinutes, LONGEST_ABSENCE);
        save();
    }

    private static int within(String key, int value, int most) {
        if (value < 1 || value > most) {
            throw new IllegalArgumentException(
                    Messages.TrainingConfiguration_outOfRange(key, String.valueOf(value), String.valueOf(most)));
        }
        return value;
    }

    @POST
    public FormValidation doCheckGrace(@QueryParameter String value) {
        if (!Jenkins.get().hasPermission(Jenkins.MANAGE)) {
            return FormValidation.ok();
        }
        return !value.isBlank() && WrittenDuration.parse(value.strip()).isPresent()
                ? FormValidation.ok()
                : FormValidation.error(Messages.TrainingConfiguration_allowed(WrittenDuration.allowed()));
    }

    @POST
    public FormValidation doCheckMaximumEventLogMegabytes(@QueryParameter String value) {
        return checkNumber(value, MOST_MEGABYTES);
    }

    @POST
    public FormValidation doCheckMaximumSeriesLength(@QueryParameter String value) {
        return checkNumber(value, LONGEST_SERIES);
    }

    @POST
    public FormValidation doCheckSlowestPollSeconds(@QueryParameter String value) {
        return checkNumber(value, SLOWEST_POLL);
    }

    @POST
    public FormValidation doCheckAbsentAgentMinutes(@QueryParameter String value) {
        return checkNumber(value, LONGEST_ABSENCE);
    }

    private static FormValidation checkNumber(String value, int most) {
        return Jenkins.get().hasPermission(Jenkins.MANAGE)
                ? FormValidation.validateIntegerInRange(value, 1, most)
                : FormValidation.ok();
    }
}
