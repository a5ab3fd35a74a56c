package io.jenkins.plugins.trainmodel.run;

import hudson.AbortException;
import hudson.FilePath;
import hudson.model.Result;
import hudson.remoting.Channel;
import io.jenkins.plugins.trainmodel.agent.AgentRun;
import io.jenkins.plugins.trainmodel.dryrun.CheckCopy;
import io.jenkins.plugins.trainmodel.notice.Announcer;
import io.jenkins.plugins.trainmodel.notice.MailPicture;
import io.jenkins.plugins.trainmodel.page.LiveRuns;
import io.jenkins.plugins.trainmodel.page.RunRecorder;
import io.jenkins.plugins.trainmodel.page.RunResult;
import io.jenkins.plugins.trainmodel.page.TrainedRun;
import io.jenkins.plugins.trainmodel.page.TrainingBuildAction;
import io.jenkins.plugins.trainmodel.record.LaunchRecords;
import io.jenkins.plugins.trainmodel.reference.Promotions;
import io.jenkins.trainmodel.event.Conclusion;
import io.jenkins.trainmodel.event.FailedDevice;
import io.jenkins.trainmodel.spec.problem.SpecException;
import io.jenkins.trainmodel.stop.Outcome;
import java.io.IOException;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jenkinsci.plugins.workflow.steps.FlowInterruptedException;

/**
 * Ends a run: judges it, archives its results, clears away, notes what it has come to, and ends the step accordingly. Every
 * part is kept before the next begins, so that after a restart in the middle the rest is done, with the same verdict.
 */
record RunEnding(RunState state, Surroundings surroundings, RunFollower follower) {
    private static final Logger LOGGER = Logger.getLogger(RunEnding.class.getName());

    /**
     * After the trainer's end.
     *
     * @param results archives what it has left
     */
    void end(FilePath workspace, ResultTransfer results) throws IOException, InterruptedException {
        AgentRun agent = Places.of(state, workspace);
        boolean gone = leftovers().leaveNoProgram(agent);
        if (gone) {
            LaunchRecords.get().hasEnded(state.key);
        }
        if (state.verdict().isEmpty()) {
            judge(new RunJudgement(state, follower).of(agent, surroundings.listener()));
        }
        if (state.request.dryRun) {
            CheckCopy.keep(surroundings.build(), state.id, agent.readCheck());
        }
        if (!state.archived) {
            Optional<String> damage = results.archive(agent);
            follower.news().complete(agent);
            MailPicture.leave(surroundings.build(), state.id, agent.directory());
            damage.ifPresent(reason -> judge(new RunVerdict(Outcome.FAILURE, reason)));
            state.archived = true;
            surroundings.saveNow();
        }
        StopForAnswer stop = new StopForAnswer(state, surroundings, follower);
        if (stop.isDue()) {
            stop.begin(agent);
            leftovers().clearAway(agent, gone);
        } else {
            stop.keepForLaterStep(agent);
            // Before the step ends: whoever goes on behind it, or has its workspace next, finds nothing on its way out.
            leftovers().clearAway(agent, gone);
            conclude();
        }
    }

    /** Notes what the run has come to, and ends the step. Needs no agent. */
    void conclude() throws IOException, InterruptedException {
        RunVerdict verdict = state.verdict().orElseThrow();
        note(verdict);
        promote(verdict);
        finish(verdict);
    }

    private void judge(RunVerdict verdict) {
        state.judged(verdict);
        surroundings.save();
    }

    /** Without a trainer that could be asked: it never started, its agent is gone, or it cannot be followed. */
    void fail(Exception problem) throws IOException, InterruptedException {
        String reason = problem instanceof AbortException ? problem.getMessage() : ProblemWords.of(problem);
        RunVerdict verdict = new RunVerdict(outcome(problem), reason);
        if (state.id.isEmpty()) {
            refuse(verdict, problem);
        } else {
            readWhatIsThere();
            state.judged(verdict);
            note(verdict);
        }
        tellStep(verdict, problem);
    }

    /** What the run has come to is in events that nobody may have read yet; it has ended, too, where they cannot be read. */
    private void readWhatIsThere() throws InterruptedException {
        try {
            follower.news();
        } catch (IOException | RuntimeException e) {
            LOGGER.log(Level.WARNING, "The events of a run that is given up cannot be read", e);
        }
    }

    /** Pipeline interrupts a step whose agent was removed; that is no person's wish. */
    private Outcome outcome(Exception problem) {
        boolean wished = state.interrupted || state.stop.isAsked();
        return wished && !Channel.isClosedChannelException(problem) ? Outcome.ABORTED : Outcome.FAILURE;
    }

    private void tellStep(RunVerdict verdict, Exception problem) {
        if (surroundings.presence() != Surroundings.Presence.WAITING) {
            follower.console().tell(verdict.reason());
        } else if (verdict.outcome() == Outcome.ABORTED && !state.interrupted) {
            surroundings.failed(stopped(verdict));
        } else {
            surroundings.failed(problem);
        }
    }

    /** An actual interruption: retry does not begin again what a person has stopped. */
    private static FlowInterruptedException stopped(RunVerdict verdict) {
        return new FlowInterruptedException(Result.ABORTED, true, new TrainingStopped(verdict.reason()));
    }

    /** No run began; the build remembers why, for the steps behind this one. */
    private void refuse(RunVerdict verdict, Exception problem) throws IOException, InterruptedException {
        TrainingBuildAction.of(surroundings.build()).refuse(verdict.outcome().word(), verdict.reason());
        if (problem.getCause() instanceof SpecException unusable) {
            Announcer.get().refused(surroundings.build(), unusable);
        }
    }

    /** Listeners hear of it once, unless the controller goes down between the telling and the moment that it is noted. */
    private void note(RunVerdict verdict) throws IOException, InterruptedException {
        if (state.told) {
            return;
        }
        RunResult result = follower.fold().result(verdict.outcome().word(), verdict.reason());
        Optional<TrainedRun> run = TrainingBuildAction.of(surroundings.build())
                .end(state.id, result, follower.fold().figures(), state.artifacts);
        run.filter(ended -> !ended.isDryRun()).ifPresent(ended -> tell(ended, result));
        state.told = true;
        surroundings.saveNow();
        LiveRuns.get().leave(surroundings.build(), state.id);
    }

    /** Without it the run is what it is all the same, so nothing that goes wrong here ends it. */
    private void promote(RunVerdict verdict) throws InterruptedException {
        if (!state.request.nightly().promote() || state.promoted || state.request.dryRun) {
            return;
        }
        try {
            RunResult result = follower.fold().result(verdict.outcome().word(), verdict.reason());
            Promotions.Answer answer = Promotions.get().promoteIfAccepted(surroundings.build(), state.id, result);
            follower.console().tell(answer.words());
            state.promoted = answer.done();
            surroundings.saveNow();
        } catch (IOException | RuntimeException e) {
            LOGGER.log(Level.WARNING, "A run could not be promoted", e);
            follower.console().tell("warning: the run could not be promoted: " + ProblemWords.of(e));
        }
    }

    private void tell(TrainedRun run, RunResult result) {
        try {
            RunRecorder.recordFinished(surroundings.build(), run, result);
        } catch (IOException | InterruptedException e) {
            LOGGER.log(Level.WARNING, "Nobody could be told of the end of a training", e);
        }
    }

    private void finish(RunVerdict verdict) throws IOException, InterruptedException {
        failedDevice()
                .map(device -> FailedDeviceException.advice(device.kind(), state.resumes()))
                .ifPresent(follower.console()::tell);
        if (surroundings.presence() != Surroundings.Presence.WAITING) {
            follower.console().tell(verdict.outcome().word() + ": " + verdict.reason());
            return;
        }
        if (state.interrupted || verdict.outcome() == Outcome.ABORTED) {
            surroundings.failed(stopped(verdict));
        } else if (verdict.outcome() == Outcome.FAILURE
                && !state.request.nightly().returnsFailures()) {
            surroundings.failed(failure(verdict));
        } else {
            succeed(verdict);
        }
    }

    private AbortException failure(RunVerdict verdict) {
        String words = state.name + ": " + verdict.reason();
        return failedDevice()
                .<AbortException>map(device -> new FailedDeviceException(words, device.kind()))
                .orElseGet(() -> new AbortException(words));
    }

    private Optional<FailedDevice> failedDevice() {
        return follower.fold().finished().flatMap(Conclusion.Finished::failedDevice);
    }

    /** Who judges the run later has the build's result left alone. */
    private void succeed(RunVerdict verdict) throws IOException, InterruptedException {
        String words = state.name + ": " + verdict.reason();
        if (state.request.nightly().returnsFailures() && verdict.outcome() != Outcome.SUCCESS) {
            follower.console()
                    .tell("%s, and the step goes on all the same (propagate: false)"
                            .formatted(verdict.outcome().word()));
        } else if (verdict.outcome() == Outcome.UNSTABLE) {
            surroundings.unstable(words);
        }
        RunResult result = follower.fold().result(verdict.outcome().word(), verdict.reason());
        surroundings.succeeded(new TrainingOutcome(
                result,
                follower.fold().figures().cost(),
                modelPath(),
                artifactUrl(),
                state.promoted,
                CheckCopy.read(surroundings.build(), state.id)));
    }

    /** The agent of a run that has waited for an answer was given back, and its workspace may be another's by now. */
    private String modelPath() {
        boolean written = follower.fold()
                .finished()
                .flatMap(Conclusion.Finished::modelPath)
                .isPresent();
        return follower.contact()
                .workspace()
                .filter(there -> written && state.isPlaced())
                .map(there -> there.child(state.directory).child("model").getRemote())
                .orElse("");
    }

    private String artifactUrl() throws IOException, InterruptedException {
        return state.artifacts.isEmpty() ? "" : surroundings.build().getUrl() + "artifact/" + state.artifacts + "/";
    }

    /** What is there when the run has ended. */
    RunLeftovers leftovers() {
        return new RunLeftovers(state, surroundings, follower);
    }
}
