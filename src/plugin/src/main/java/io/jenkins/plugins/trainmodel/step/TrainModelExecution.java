package io.jenkins.plugins.trainmodel.step;

import hudson.EnvVars;
import hudson.FilePath;
import hudson.Launcher;
import hudson.model.Result;
import hudson.model.Run;
import hudson.model.TaskListener;
import hudson.model.User;
import java.io.IOException;
import java.util.Optional;
import java.util.stream.Collectors;
import jenkins.model.CauseOfInterruption;
import org.jenkinsci.plugins.workflow.FilePathUtils;
import org.jenkinsci.plugins.workflow.actions.WarningAction;
import org.jenkinsci.plugins.workflow.graph.FlowNode;
import org.jenkinsci.plugins.workflow.steps.FlowInterruptedException;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepExecution;

/** A training in a Pipeline. It holds no thread, and goes on after a restart of the controller. */
final class TrainModelExecution extends StepExecution implements Surroundings {
    private static final long serialVersionUID = 1L;

    /** All that must survive a restart. */
    private final RunState state;

    /** Made anew by every start of the controller. */
    private transient volatile TrainingDriver driver;
    /** Looked up once after every start of the controller. */
    private transient volatile Run<?, ?> build;
    /** Why the step is to end; after a restart only that it is known. */
    private transient volatile Throwable cause;

    TrainModelExecution(StepContext context, TrainingRequest request) {
        super(context);
        this.state = new RunState(request);
    }

    @Override
    public boolean start() throws Exception {
        FilePath workspace = getContext().get(FilePath.class);
        state.node = FilePathUtils.getNodeName(workspace);
        state.workspace = workspace.getRemote();
        state.cell = Cell.of(getContext().get(FlowNode.class));
        drive();
        return false;
    }

    @Override
    public void onResume() {
        drive();
    }

    private void drive() {
        driver = new TrainingDriver(state, this);
        driver.begin();
    }

    @Override
    public void stop(Throwable why) {
        cause = why;
        driver.stop(who(why), true);
    }

    private static String who(Throwable why) {
        if (why instanceof FlowInterruptedException interrupted
                && !interrupted.getCauses().isEmpty()) {
            return interrupted.getCauses().stream()
                    .map(TrainModelExecution::who)
                    .collect(Collectors.joining(", "));
        }
        return Optional.ofNullable(why.getMessage())
                .filter(message -> !message.isBlank())
                .orElse("the abort of the build");
    }

    private static String who(CauseOfInterruption interruption) {
        return interruption instanceof CauseOfInterruption.UserInterruption person
                ? Optional.ofNullable(person.getUserOrNull())
                        .map(User::getDisplayName)
                        .orElse("a person")
                : interruption.getShortDescription();
    }

    @Override
    public String getStatus() {
        TrainingDriver current = driver;
        return current == null ? "not yet started" : current.words();
    }

    /** Kept, since a context whose step was ended by force gives nothing any more. */
    @Override
    public Run<?, ?> build() throws IOException, InterruptedException {
        Run<?, ?> known = build;
        if (known == null) {
            known = getContext().get(Run.class);
            build = known;
        }
        return known;
    }

    @Override
    public boolean isListening() {
        try {
            return getContext().get(TaskListener.class) != null;
        } catch (IOException | InterruptedException e) {
            return false;
        }
    }

    @Override
    public TaskListener listener() throws IOException, InterruptedException {
        return getContext().get(TaskListener.class);
    }

    @Override
    public Launcher launcher() throws IOException, InterruptedException {
        return getContext().get(Launcher.class);
    }

    @Override
    public EnvVars environment() throws IOException, InterruptedException {
        return getContext().get(EnvVars.class);
    }

    @Override
    public void save() {
        getContext().saveState();
    }

    @Override
    public void succeeded(TrainingOutcome outcome) {
        getContext().onSuccess(outcome);
    }

    @Override
    public void unstable(String reason) throws IOException, InterruptedException {
        getContext().get(FlowNode.class).addOrReplaceAction(new WarningAction(Result.UNSTABLE).withMessage(reason));
        build().setResult(Result.UNSTABLE);
    }

    /** What ended the step tells Pipeline more than how the trainer took it. */
    @Override
    public void failed(Throwable problem) {
        Throwable known = cause;
        if (known == null) {
            getContext().onFailure(problem);
        } else {
            known.addSuppressed(problem);
            getContext().onFailure(known);
        }
    }
}
