package io.jenkins.plugins.trainmodel.reference;

import hudson.EnvVars;
import hudson.Util;
import org.kohsuke.stapler.DataBoundSetter;

/** A run of this job or of another one. */
public abstract class RunOfJobChoice extends ReferenceChoice {
    private String job = "";
    private String run = "";

    public String getJob() {
        return job;
    }

    /** The other job, relative to this one's folder or, with a slash before it, to the root; empty: this job. */
    @DataBoundSetter
    public void setJob(String job) {
        this.job = Util.fixNull(job).strip();
    }

    public String getRun() {
        return run;
    }

    /** The run's name there; empty: that of the new run. */
    @DataBoundSetter
    public void setRun(String run) {
        this.run = Util.fixNull(run).strip();
    }

    /** A choice made by hand or by a program may leave out what it does not need. */
    Object filled() {
        setJob(job);
        setRun(run);
        return this;
    }

    /** Takes job and name of another choice, with variables replaced. */
    ReferenceChoice like(RunOfJobChoice other, EnvVars variables) {
        setJob(variables.expand(other.job));
        setRun(variables.expand(other.run));
        return this;
    }
}
