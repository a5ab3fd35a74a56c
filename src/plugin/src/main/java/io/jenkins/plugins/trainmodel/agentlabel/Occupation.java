package io.jenkins.plugins.trainmodel.agentlabel;

import hudson.model.Executor;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import jenkins.model.CauseOfInterruption;
import jenkins.model.queue.AsynchronousExecution;

/** An executor that is held without a thread. */
final class Occupation extends AsynchronousExecution {
    private static final long serialVersionUID = 1L;

    private final transient AgentHold hold;

    Occupation(AgentHold hold) {
        this.hold = hold;
    }

    @Override
    public void interrupt(boolean forShutdown) {
        if (!forShutdown) {
            Collection<CauseOfInterruption> causes = Optional.ofNullable(getExecutor())
                    .map(Executor::getCausesOfInterruption)
                    .orElse(List.of());
            hold.interrupted(causes.toArray(CauseOfInterruption[]::new));
        }
    }

    @Override
    public boolean blocksRestart() {
        return false;
    }

    @Override
    public boolean displayCell() {
        return true;
    }
}
