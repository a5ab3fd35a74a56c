package io.jenkins.plugins.trainmodel.step;

import hudson.AbortException;
import hudson.EnvVars;
import hudson.Launcher;
import hudson.model.Result;
import hudson.model.Run;
import hudson.model.TaskListener;
import io.jenkins.plugins.trainmodel.reader.SaidProblem;
import io.jenkins.plugins.trainmodel.run.RunState;
import io.jenkins.plugins.trainmodel.run.Surroundings;
import io.jenkins.plugins.trainmodel.run.TrainingDriver;
import io.jenkins.plugins.trainmodel.run.TrainingOutcome;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.jenkinsci.plugins.workflow.steps.FlowInterruptedException;

/**
 * A freestyle build, whose own thread waits for the run's end. It does not survive a restart of the controller; its trainer is
 * found then by its launch record and ended.
 */
final class BuildSurroundings implements Surroundings {
    private final Run<?, ?> build;
    private final EnvVars environment;
    private final Launcher launcher;
    private final TaskListener listener;
    private final CompletableFuture<TrainingOutcome> end = new CompletableFuture<>();
    private final RunState state;
    /** Replaced when the run goes on behind a planned stop. */
    private volatile TrainingDriver driver;

    BuildSurroundings(RunState state, Run<?, ?> build, EnvVars environment, Launcher launcher, TaskListener listener) {
        this.state = state;
        this.build = build;
        this.environment = environment;
        this.launcher = launcher;
        this.listener = listener;
    }

    @Override
    public void goesOn() {
        driver = new TrainingDriver(state, this);
        driver.begin();
    }

    /**
     * Begins the run and waits for its end. An abort of the build asks the trainer to end; aborting again changes nothing.
     *
     * @throws InterruptedException if the build was aborted
     */
    void await() throws InterruptedException, IOException {
        goesOn();
        boolean aborted = false;
        while (!end.isDone()) {
            try {
                end.get();
            } catch (InterruptedException e) {
                aborted = true;
                driver.stop("the abort of the build", true);
            } catch (ExecutionException e) {
                // told below
            }
        }
        if (aborted) {
            throw new InterruptedException("The build was aborted");
        }
        report();
    }

    private void report() throws IOException, InterruptedException {
        try {
            end.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof FlowInterruptedException) {
                throw new InterruptedException(e.getCause().getMessage());
            }
            throw e.getCause() instanceof AbortException known ? known : new IOException(e.getCause());
        }
    }

    @Override
    public Presence presence() {
        return build.isBuilding() ? Presence.WAITING : Presence.OVER;
    }

    @Override
    public Run<?, ?> build() {
        return build;
    }

    @Override
    public TaskListener listener() {
        return build.isBuilding() ? listener : LateConsole.log();
    }

    @Override
    public Optional<Launcher> launcher() {
        return Optional.of(launcher);
    }

    @Override
    public EnvVars environment() {
        return environment;
    }

    @Override
    public void save() {
        // There is nothing to keep.
    }

    @Override
    public void saveNow() {
        // There is nothing to keep.
    }

    @Override
    public Optional<String> wordsAtStop(long graceSeconds) {
        return Optional.empty();
    }

    @Override
    public void succeeded(TrainingOutcome outcome) {
        end.complete(outcome);
    }

    @Override
    public void unstable(String reason) {
        listener.getLogger().println(reason);
        build.setResult(Result.UNSTABLE);
    }

    @Override
    public void failed(Throwable cause) {
        end.completeExceptionally(SaidProblem.of(cause));
    }
}
