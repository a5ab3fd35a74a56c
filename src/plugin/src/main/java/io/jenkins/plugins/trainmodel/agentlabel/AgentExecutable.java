package io.jenkins.plugins.trainmodel.agentlabel;

import hudson.model.Computer;
import hudson.model.Executor;
import hudson.model.Queue;
import java.util.Optional;
import org.jenkinsci.plugins.durabletask.executors.ContinuableExecutable;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/** What an executor shows of a held agent. Public for the views of Jenkins alone. */
@Restricted(NoExternalUse.class)
public final class AgentExecutable implements ContinuableExecutable {
    private final AgentTask task;

    AgentExecutable(AgentTask task) {
        this.task = task;
    }

    @Override
    public void run() {
        Computer computer = Optional.ofNullable(Executor.currentExecutor())
                .map(Executor::getOwner)
                .orElseThrow();
        task.hold().begin(computer);
    }

    @Override
    public AgentTask getParent() {
        return task;
    }

    @Override
    public Queue.Executable getParentExecutable() {
        return task.getOwnerExecutable();
    }

    @Override
    public boolean willContinue() {
        return task.hold().isHeld();
    }

    @Override
    public long getEstimatedDuration() {
        return -1;
    }

    public String getDisplayName() {
        return task.getDisplayName();
    }

    public String getFullDisplayName() {
        return task.getFullDisplayName();
    }

    public String getUrl() {
        return task.getUrl();
    }

    @Override
    public String toString() {
        return task.getDisplayName();
    }
}
