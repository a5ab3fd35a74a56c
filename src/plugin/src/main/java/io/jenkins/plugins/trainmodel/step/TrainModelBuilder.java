package io.jenkins.plugins.trainmodel.step;

import hudson.AbortException;
import hudson.EnvVars;
import hudson.Extension;
import hudson.FilePath;
import hudson.Launcher;
import hudson.model.AbstractProject;
import hudson.model.Run;
import hudson.model.TaskListener;
import hudson.tasks.BuildStepDescriptor;
import hudson.tasks.Builder;
import io.jenkins.plugins.trainmodel.run.RunState;
import java.io.IOException;
import jenkins.tasks.SimpleBuildStep;
import org.jenkinsci.Symbol;
import org.jenkinsci.plugins.workflow.FilePathUtils;
import org.kohsuke.stapler.DataBoundConstructor;

/**
 * The build step of freestyle jobs, with the settings of the Pipeline step. Variables of the build may stand in them. It
 * ends with the controller, as its build does.
 */
public final class TrainModelBuilder extends Builder implements SimpleBuildStep {
    /** Kept with the job's configuration. */
    private TrainModelStep step;

    @DataBoundConstructor
    public TrainModelBuilder(TrainModelStep step) {
        this.step = step;
        readResolve();
    }

    private Object readResolve() {
        step = step == null ? new TrainModelStep("") : step;
        return this;
    }

    public TrainModelStep getStep() {
        return step;
    }

    @Override
    public void perform(
            Run<?, ?> run, FilePath workspace, EnvVars environment, Launcher launcher, TaskListener listener)
            throws InterruptedException, IOException {
        if (!step.getAgent().isEmpty()) {
            throw new AbortException(Messages.TrainModelBuilder_agent(step.getAgent()));
        }
        RunState state =
                new RunState(StepRequest.of(step.expanded(environment), wish -> wish.resolved(run.getParent())));
        state.place(FilePathUtils.getNodeName(workspace), workspace.getRemote(), "");
        new BuildSurroundings(state, run, environment, launcher, listener).await();
    }

    /** Makes the step known to freestyle jobs. The Pipeline step has the plain name. */
    @Extension
    @Symbol("trainModelBuilder")
    public static final class DescriptorImpl extends BuildStepDescriptor<Builder> {
        @Override
        public String getDisplayName() {
            return Messages.TrainModelDescriptor_displayName();
        }

        @Override
        public boolean isApplicable(Class<? extends AbstractProject> jobType) {
            return true;
        }
    }
}
