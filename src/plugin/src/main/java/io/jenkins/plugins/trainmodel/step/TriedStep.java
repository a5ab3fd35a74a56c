package io.jenkins.plugins.trainmodel.step;

import hudson.EnvVars;
import org.kohsuke.stapler.DataBoundSetter;

/** Whether a step trains, or only tries what its run needs. */
public abstract class TriedStep extends ComparedStep {
    private boolean dryRun;

    public boolean isDryRun() {
        return dryRun;
    }

    /** Whether all that the run needs is tried and estimated, and nothing trained. */
    @DataBoundSetter
    public void setDryRun(boolean dryRun) {
        this.dryRun = dryRun;
    }

    @Override
    void takeOver(ComparedStep other, EnvVars variables) {
        super.takeOver(other, variables);
        dryRun = other instanceof TriedStep tried && tried.dryRun;
    }
}
