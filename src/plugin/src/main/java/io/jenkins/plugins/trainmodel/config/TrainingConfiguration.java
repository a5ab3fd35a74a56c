package io.jenkins.plugins.trainmodel.config;

import hudson.Extension;
import hudson.ExtensionList;
import jenkins.model.GlobalConfiguration;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.DataBoundSetter;

/** The settings of all trainings on this controller. */
@Extension
@Symbol("trainModel")
public class TrainingConfiguration extends GlobalConfiguration {
    private static final int BYTES_PER_MEGABYTE = 1 << 20;

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

    public String getGrace() {
        return grace;
    }

    @DataBoundSetter
    public void setGrace(String grace) {
        this.grace = grace;
        save();
    }

    public int getMaximumEventLogMegabytes() {
        return maximumEventLogMegabytes;
    }

    @DataBoundSetter
    public void setMaximumEventLogMegabytes(int maximumEventLogMegabytes) {
        this.maximumEventLogMegabytes = maximumEventLogMegabytes;
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
        this.maximumSeriesLength = maximumSeriesLength;
        save();
    }

    public int getSlowestPollSeconds() {
        return slowestPollSeconds;
    }

    @DataBoundSetter
    public void setSlowestPollSeconds(int slowestPollSeconds) {
        this.slowestPollSeconds = slowestPollSeconds;
        save();
    }

    public int getAbsentAgentMinutes() {
        return absentAgentMinutes;
    }

    @DataBoundSetter
    public void setAbsentAgentMinutes(int absentAgentMinutes) {
        this.absentAgentMinutes = absentAgentMinutes;
        save();
    }
}
