package io.jenkins.plugins.trainmodel.agentlabel;

import hudson.FilePath;
import hudson.model.Computer;
import hudson.model.Node;
import hudson.model.Queue;
import hudson.model.Result;
import hudson.model.TopLevelItem;
import hudson.slaves.WorkspaceList;
import java.io.IOException;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import jenkins.model.CauseOfInterruption;
import jenkins.model.Jenkins;
import jenkins.util.Timer;
import org.jenkinsci.plugins.workflow.steps.FlowInterruptedException;

/**
 * An agent that is wanted, then held, then given back: a task in Jenkins' queue, later on an executor, with a workspace. It is
 * made anew by every start of the controller; work that was begun before then has the first claim on its agent.
 */
public final class AgentHold {
    private static final Logger LOGGER = Logger.getLogger(AgentHold.class.getName());

    private final AgentWish wish;
    private final AgentHolder holder;
    private final AgentTask task;
    /** Whether nobody wants the agent any more. */
    private boolean over;

    private Optional<Occupation> occupation = Optional.empty();
    private Optional<WorkspaceList.Lease> lease = Optional.empty();

    private AgentHold(AgentWish wish, AgentHolder holder) {
        this.wish = wish;
        this.holder = holder;
        this.task = new AgentTask(this, wish);
    }

    /**
     * Queues for an agent.
     *
     * @throws IOException if Jenkins takes nothing into its queue
     */
    public static AgentHold queue(AgentWish wish, AgentHolder holder) throws IOException {
        AgentHold hold = new AgentHold(wish, holder);
        if (Queue.getInstance().schedule2(hold.task, 0).isRefused()) {
            throw new IOException(Messages.AgentHold_refused(wish.label()));
        }
        return hold;
    }

    /** Why the agent is not there yet, as the queue says it; empty before the queue has looked for one and behind that. */
    public Optional<String> reason() {
        return Optional.ofNullable(Queue.getInstance().getItem(task))
                .filter(Queue.NotWaitingItem.class::isInstance)
                .map(Queue.Item::getWhy);
    }

    /** Gives the agent back, or leaves the queue. Once more changes nothing. */
    public void release() {
        Optional<Occupation> held;
        synchronized (this) {
            over = true;
            held = occupation;
            occupation = Optional.empty();
            lease.ifPresent(WorkspaceList.Lease::release);
            lease = Optional.empty();
        }
        Queue.getInstance().cancel(task);
        held.ifPresent(occupied -> occupied.completed(null));
    }

    synchronized boolean isOver() {
        return over;
    }

    /** Whether an executor is held. */
    synchronized boolean isHeld() {
        return occupation.isPresent();
    }

    /**
     * Takes the executor whose thread this is; returns where it is not wanted any more, or cannot be used.
     *
     * @throws Occupation which frees the executor's thread, and not the executor
     */
    void begin(Computer computer) {
        try {
            holder.held(occupy(computer));
        } catch (IOException | RuntimeException e) {
            giveUp(e);
        } catch (InterruptedException e) {
            giveUp(new FlowInterruptedException(Result.ABORTED, true, new TakenOutOfQueue()));
        }
        enter(new Occupation(this));
    }

    /** Where the controller ends, too, the step asks anew when it is back. */
    private void giveUp(Exception problem) {
        boolean unwanted = isOver() || Jenkins.get().isTerminating();
        release();
        if (!unwanted) {
            holder.lost(problem);
        }
    }

    /** Another build may be in the workspace, so this may wait. */
    private FilePath occupy(Computer computer) throws IOException, InterruptedException {
        FilePath path = path(computer);
        WorkspaceList workspaces = computer.getWorkspaceList();
        WorkspaceList.Lease own = wish.place().isPresent() ? workspaces.acquire(path) : workspaces.allocate(path);
        synchronized (this) {
            lease = Optional.of(own);
            if (over) {
                throw new IOException("nobody wants " + path + " any more");
            }
        }
        return own.path;
    }

    private FilePath path(Computer computer) throws IOException {
        Node node = computer.getNode();
        Optional<FilePath> path = Optional.ofNullable(node)
                .filter(known -> wish.build().getParent() instanceof TopLevelItem)
                .map(known -> wish.place()
                        .map(place -> known.createPath(place.workspace()))
                        .orElseGet(() -> known.getWorkspaceFor(
                                (TopLevelItem) wish.build().getParent())));
        return path.orElseThrow(() -> new IOException(Messages.AgentHold_noWorkspace(computer.getDisplayName())));
    }

    /** From here on the executor's thread is free, and the executor is not. */
    private void enter(Occupation occupied) {
        synchronized (this) {
            if (over) {
                return;
            }
            occupation = Optional.of(occupied);
        }
        throw occupied;
    }

    /** A person has ended the task on its executor; without one, Jenkins has, whose agent is gone: that is seen elsewhere. */
    void interrupted(CauseOfInterruption... causes) {
        if (causes.length == 0) {
            LOGGER.log(Level.FINE, "An executor is gone: {0}", wish.name());
            release();
        } else {
            Timer.get().execute(() -> holder.lost(new FlowInterruptedException(Result.ABORTED, true, causes)));
        }
    }

    /** A person has taken the task out of the queue. */
    void cancelled() {
        if (!isOver()) {
            release();
            Timer.get()
                    .execute(() ->
                            holder.lost(new FlowInterruptedException(Result.ABORTED, true, new TakenOutOfQueue())));
        }
    }

    @Override
    public String toString() {
        return wish.name();
    }
}
