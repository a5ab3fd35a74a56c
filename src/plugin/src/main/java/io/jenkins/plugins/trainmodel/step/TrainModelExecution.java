package io.jenkins.plugins.trainmodel.step;

import hudson.AbortException;
import hudson.EnvVars;
import hudson.FilePath;
import hudson.Launcher;
import hudson.console.ModelHyperlinkNote;
import hudson.model.Result;
import hudson.model.TaskListener;
import io.jenkins.plugins.trainmodel.agentlabel.AgentHolder;
import io.jenkins.plugins.trainmodel.agentlabel.AgentWish;
import io.jenkins.plugins.trainmodel.reader.Reader;
import io.jenkins.plugins.trainmodel.reader.SaidProblem;
import io.jenkins.plugins.trainmodel.run.Cell;
import io.jenkins.plugins.trainmodel.run.RunState;
import io.jenkins.plugins.trainmodel.run.TrainingDriver;
import io.jenkins.plugins.trainmodel.run.TrainingOutcome;
import io.jenkins.plugins.trainmodel.run.TrainingRequest;
import java.io.IOException;
import java.util.Optional;
import jenkins.model.Jenkins;
import org.jenkinsci.plugins.workflow.FilePathUtils;
import org.jenkinsci.plugins.workflow.actions.WarningAction;
import org.jenkinsci.plugins.workflow.steps.FlowInterruptedException;
import org.jenkinsci.plugins.workflow.steps.StepContext;

/** A training in a Pipeline. It holds no thread, and goes on after a restart of the controller. */
final class TrainModelExecution extends StepSurroundings implements AgentHolder {
    private static final long serialVersionUID = 1L;
    /** Pipeline gives a step that was ended by {@code timeout} so many seconds, then it forces it to fail. */
    private static final long TIMEOUT_GRACE_SECONDS = 60;

    /** All that must survive a restart. */
    private final RunState state;
    /** Null in a step that an older version has started. */
    private final StepAgent agent;
    /** Why the step is to end; null until then, and where Pipeline gave no reason of its own kind. */
    private volatile FlowInterruptedException interruption;

    /** Made anew by every start of the controller. */
    private transient volatile TrainingDriver driver;
    /** Why the step is to end, if Pipeline gave another kind of reason; forgotten by a restart. */
    private transient volatile Throwable cause;

    TrainModelExecution(StepContext context, TrainingRequest request, StepAgent agent) {
        super(context);
        this.state = new RunState(request);
        this.agent = agent;
    }

    private boolean hasOwnAgent() {
        return agent != null && agent.isOwn();
    }

    @Override
    public boolean start() throws Exception {
        if (hasOwnAgent()) {
            agent.refuseInside(getContext());
            queue();
        } else {
            place(Optional.ofNullable(getContext().get(FilePath.class))
                    .orElseThrow(() -> new AbortException(Messages.TrainModelStep_missing())));
        }
        drive();
        return false;
    }

    private void queue() throws IOException, InterruptedException {
        agent.queue(build(), knownPlace(), this);
        if (!state.isPlaced()) {
            listener().getLogger().println(agent.words());
        }
    }

    private void place(FilePath workspace) throws IOException, InterruptedException {
        state.place(FilePathUtils.getNodeName(workspace), workspace.getRemote(), Cell.of(node()));
    }

    @Override
    public void onResume() {
        try {
            // A step that was stopped before it came back wants no agent, except for the trainer that it has there.
            if (hasOwnAgent() && state.plannedStop().isEmpty() && (state.isPlaced() || !isStopped())) {
                queue();
            }
            drive();
        } catch (IOException | InterruptedException e) {
            lost(e);
        }
    }

    /** Of a run that goes on after a restart all is there. */
    @Override
    public void held(FilePath workspace) throws IOException, InterruptedException {
        if (!state.isPlaced()) {
            refuseWhereStopped();
            TaskListener console = listener();
            console.getLogger().println(Messages.StepAgent_runsOn(nameOf(workspace), workspace.getRemote()));
            agent.fetch(build(), workspace, StepAgent.environment(getContext(), workspace), console);
            begin(workspace);
        }
    }

    private static String nameOf(FilePath workspace) {
        String name = FilePathUtils.getNodeName(workspace);
        return Optional.ofNullable(Jenkins.get().getNode(name))
                .map(ModelHyperlinkNote::encodeTo)
                .orElseGet(() -> name.isEmpty() ? Jenkins.get().getDisplayName() : name);
    }

    private synchronized void begin(FilePath workspace) throws IOException, InterruptedException {
        refuseWhereStopped();
        place(workspace);
        save();
        driveAnew();
    }

    private boolean isStopped() {
        return cause != null || interruption != null;
    }

    /** An agent that comes too late is given back. */
    private void refuseWhereStopped() throws IOException {
        if (isStopped()) {
            throw new IOException("the step was stopped before it had its agent");
        }
    }

    private synchronized void driveAnew() {
        drive().handOver();
        driver = null;
        drive();
    }

    @Override
    public void lost(Throwable why) {
        if (why instanceof FlowInterruptedException) {
            stop(why);
        } else if (state.isPlaced() || !isStopped()) {
            drive().give((AbortException) new AbortException(String.valueOf(why.getMessage())).initCause(why));
        }
    }

    @Override
    public void left() {
        if (hasOwnAgent()) {
            agent.release();
            state.unplace();
        }
    }

    @Override
    public synchronized void goesOn() {
        try {
            if (hasOwnAgent()) {
                state.unplace();
                queue();
            }
            driveAnew();
        } catch (IOException | InterruptedException e) {
            lost(e);
        }
    }

    private synchronized TrainingDriver drive() {
        if (driver == null) {
            driver = new TrainingDriver(state, this);
            driver.begin();
        }
        return driver;
    }

    /** Also before {@link #onResume}, when a build is aborted while it comes back. */
    @Override
    public synchronized void stop(Throwable why) {
        cause = why;
        if (why instanceof FlowInterruptedException interrupted) {
            interruption = interrupted;
        }
        drive().stop(StopCause.who(why), true);
    }

    @Override
    public String getStatus() {
        TrainingDriver current = driver;
        if (hasOwnAgent() && !state.isPlaced() && state.plannedStop().isEmpty()) {
            return agent.words();
        }
        return current == null ? "not yet started" : current.words();
    }

    @Override
    Launcher currentLauncher() throws IOException, InterruptedException {
        return hasOwnAgent()
                ? StepAgent.launcher(workspace(), listener())
                : getContext().get(Launcher.class);
    }

    private Optional<AgentWish.Place> knownPlace() {
        return state.isPlaced() ? Optional.of(new AgentWish.Place(state.node(), state.workspace())) : Optional.empty();
    }

    private FilePath workspace() throws IOException {
        return Optional.ofNullable(FilePathUtils.find(state.node(), state.workspace()))
                .orElseThrow(() -> new IOException(Messages.StepAgent_gone(state.workspace())));
    }

    @Override
    public EnvVars environment() throws IOException, InterruptedException {
        return hasOwnAgent()
                ? StepAgent.environment(getContext(), workspace())
                : getContext().get(EnvVars.class);
    }

    @Override
    public Optional<String> wordsAtStop(long graceSeconds) {
        return StopCause.isTimeout(cause) && graceSeconds > TIMEOUT_GRACE_SECONDS
                ? Optional.of("inside `timeout`: Jenkins ends the step after its own minute;"
                        + " the model is still saved and archived")
                : Optional.empty();
    }

    @Override
    public void succeeded(TrainingOutcome outcome) {
        getContext().onSuccess(outcome);
    }

    @Override
    public void unstable(String reason) throws IOException, InterruptedException {
        node().addOrReplaceAction(new WarningAction(Result.UNSTABLE).withMessage(Reader.recorded(reason)));
        build().setResult(Result.UNSTABLE);
    }

    /** What ended the step tells Pipeline more than how the trainer took it. */
    @Override
    public void failed(Throwable problem) {
        Throwable known = interruption == null ? cause : interruption;
        if (known == null) {
            getContext().onFailure(SaidProblem.of(problem));
        } else {
            known.addSuppressed(problem);
            getContext().onFailure(known);
        }
    }
}
