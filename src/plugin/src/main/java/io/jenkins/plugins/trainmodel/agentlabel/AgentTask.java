package io.jenkins.plugins.trainmodel.agentlabel;

import hudson.Extension;
import hudson.model.Label;
import hudson.model.Node;
import hudson.model.Queue;
import hudson.model.Run;
import hudson.model.queue.CauseOfBlockage;
import hudson.model.queue.QueueListener;
import hudson.model.queue.QueueTaskDispatcher;
import hudson.model.queue.Tasks;
import hudson.security.ACL;
import hudson.security.AccessControlled;
import java.util.Optional;
import jenkins.model.Jenkins;
import org.jenkinsci.plugins.durabletask.executors.ContinuedTask;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;
import org.springframework.security.core.Authentication;

/**
 * What Jenkins' queue and executors know of an agent that a step wants or holds. It is not kept over a restart: the step asks
 * anew then, with the first claim on the agent where its work goes on. Public for the views of Jenkins alone.
 */
@Restricted(NoExternalUse.class)
public final class AgentTask implements ContinuedTask, Queue.TransientTask, AccessControlled {
    private final AgentHold hold;
    private final AgentWish wish;

    AgentTask(AgentHold hold, AgentWish wish) {
        this.hold = hold;
        this.wish = wish;
    }

    AgentHold hold() {
        return hold;
    }

    @Override
    public boolean isContinued() {
        return wish.place().isPresent();
    }

    @Override
    public Label getAssignedLabel() {
        return wish.place()
                .map(place -> place.node().isEmpty() ? Jenkins.get().getSelfLabel() : Label.get(place.node()))
                .orElseGet(() -> Label.get(wish.label()));
    }

    @Override
    public AgentExecutable createExecutable() {
        return new AgentExecutable(this);
    }

    private Run<?, ?> build() {
        return wish.build();
    }

    @Override
    public Queue.Task getOwnerTask() {
        return build().getParent() instanceof Queue.Task job ? job : this;
    }

    @Override
    public Queue.Executable getOwnerExecutable() {
        return build() instanceof Queue.Executable running ? running : null;
    }

    /** The task is as free to choose its agent as the build itself. */
    @Override
    public Authentication getDefaultAuthentication2() {
        return getOwnerTask() == this ? ACL.SYSTEM2 : Tasks.getAuthenticationOf2(getOwnerTask());
    }

    @Override
    public ACL getACL() {
        return build().getACL();
    }

    @Override
    public String getName() {
        return wish.name();
    }

    @Override
    public String getDisplayName() {
        return wish.name();
    }

    @Override
    public String getFullDisplayName() {
        return wish.name();
    }

    @Override
    public String getUrl() {
        return build().getUrl();
    }

    /** A person may take the task out of the queue. */
    @Extension
    public static final class Leaving extends QueueListener {
        @Override
        public void onLeft(Queue.LeftItem item) {
            if (item.isCancelled() && item.task instanceof AgentTask task) {
                task.hold().cancelled();
            }
        }
    }

    /** A label may be the name of one agent and a label of another; work goes on where it was begun. */
    @Extension
    public static final class SamePlace extends QueueTaskDispatcher {
        @Override
        public CauseOfBlockage canTake(Node node, Queue.BuildableItem item) {
            Optional<String> wanted = item.task instanceof AgentTask task
                    ? task.wish.place().map(AgentWish.Place::node)
                    : Optional.empty();
            return wanted.filter(name -> !name.equals(node.getNodeName())).isPresent()
                    ? new OtherAgent(wanted.get())
                    : null;
        }
    }

    /** The work goes on where it was begun. */
    private static final class OtherAgent extends CauseOfBlockage {
        private final String name;

        OtherAgent(String name) {
            this.name = name;
        }

        @Override
        public String getShortDescription() {
            return Messages.AgentTask_otherAgent(name);
        }
    }
}
