package io.jenkins.plugins.trainmodel.step;

import hudson.FilePath;
import hudson.Launcher;
import hudson.LauncherDecorator;
import hudson.model.Computer;
import hudson.model.Node;
import hudson.slaves.WorkspaceList;
import io.jenkins.plugins.trainmodel.agent.Sandbox;
import java.io.Serializable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jenkinsci.plugins.workflow.steps.BodyExecutionCallback;
import org.jenkinsci.plugins.workflow.steps.BodyInvoker;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepExecution;

/** Runs the steps within {@code inSandbox} in a sandbox, of which there is one at a time. */
final class SandboxExecution extends StepExecution {
    private static final long serialVersionUID = 1L;

    private static volatile Sandbox running;

    SandboxExecution(StepContext context) {
        super(context);
    }

    static Sandbox running() {
        return running;
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
                Map.of(
                        Path.of(System.getProperty("user.home"), ".cache", "train-model"),
                        "/opt/libraries",
                        Digits.directory(),
                        Digits.directory().toString()));
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
}
