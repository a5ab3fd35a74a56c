package io.jenkins.plugins.trainmodel.step;

import hudson.FilePath;
import hudson.Launcher;
import hudson.LauncherDecorator;
import hudson.model.Computer;
import hudson.model.Node;
import hudson.model.TaskListener;
import hudson.slaves.WorkspaceList;
import io.jenkins.plugins.trainmodel.agent.Sandbox;
import java.io.Serializable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jenkinsci.plugins.workflow.steps.BodyExecutionCallback;
import org.jenkinsci.plugins.workflow.steps.BodyInvoker;
import org.jenkinsci.plugins.workflow.steps.Step;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepDescriptor;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.jvnet.hudson.test.TestExtension;
import org.kohsuke.stapler.DataBoundConstructor;

/** {@code inSandbox { … }}: what a step of the plugins for containers does to the steps within, without their daemons. */
public final class SandboxStep extends Step {
    /** The sandbox that runs; one at a time. */
    private static volatile Sandbox running;

    @DataBoundConstructor
    public SandboxStep() {}

    static Sandbox running() {
        return running;
    }

    @Override
    public StepExecution start(StepContext context) {
        return new Execution(context);
    }

    private static final class Execution extends StepExecution {
        private static final long serialVersionUID = 1L;

        Execution(StepContext context) {
            super(context);
        }

        @Override
        public boolean start() throws Exception {
            FilePath workspace = getContext().get(FilePath.class);
            FilePath beside = WorkspaceList.tempDir(workspace);
            workspace.mkdirs();
            beside.mkdirs();
            running = new Sandbox(
                    Files.createTempDirectory("sandbox"),
                    List.of(Path.of(workspace.getRemote()), Path.of(beside.getRemote())),
                    Map.of(Path.of(System.getProperty("user.home"), ".cache", "train-model"), "/opt/libraries"));
            Map<String, String> agents =
                    new HashMap<>(getContext().get(Computer.class).getEnvironment());
            getContext()
                    .newBodyInvoker()
                    .withContext(BodyInvoker.mergeLauncherDecorators(
                            getContext().get(LauncherDecorator.class), new Decorator(agents)))
                    .withCallback(new End())
                    .start();
            return false;
        }
    }

    private static final class Decorator extends LauncherDecorator implements Serializable {
        private static final long serialVersionUID = 1L;
        private final HashMap<String, String> agentsEnvironment;

        Decorator(Map<String, String> agentsEnvironment) {
            this.agentsEnvironment = new HashMap<>(agentsEnvironment);
        }

        @Override
        public Launcher decorate(Launcher launcher, Node node) {
            return running.decorate(launcher, agentsEnvironment);
        }
    }

    private static final class End extends BodyExecutionCallback.TailCall {
        private static final long serialVersionUID = 1L;

        @Override
        protected void finished(StepContext context) throws Exception {
            running.close();
        }
    }

    /** Makes the step known to the test's Jenkins. */
    @TestExtension
    public static final class DescriptorImpl extends StepDescriptor {
        @Override
        public String getFunctionName() {
            return "inSandbox";
        }

        @Override
        public boolean takesImplicitBlockArgument() {
            return true;
        }

        @Override
        public Set<? extends Class<?>> getRequiredContext() {
            return Set.of(FilePath.class, Launcher.class, Computer.class, TaskListener.class);
        }
    }
}
