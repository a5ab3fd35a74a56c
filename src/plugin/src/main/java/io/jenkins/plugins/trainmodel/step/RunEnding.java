package io.jenkins.plugins.trainmodel.step;

import hudson.AbortException;
import hudson.FilePath;
import hudson.model.Result;
import hudson.remoting.Channel;
import io.jenkins.plugins.trainmodel.agent.AgentRun;
import io.jenkins.plugins.trainmodel.agent.ModelArchive;
import io.jenkins.plugins.trainmodel.page.LiveRuns;
import io.jenkins.plugins.trainmodel.page.RunResult;
import io.jenkins.plugins.trainmodel.page.TrainedRun;
import io.jenkins.plugins.trainmodel.page.TrainingBuildAction;
import io.jenkins.plugins.trainmodel.page.TrainingListener;
import io.jenkins.trainmodel.event.TrainingEvent;
import io.jenkins.trainmodel.stop.Outcome;
import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;
import org.jenkinsci.plugins.workflow.steps.FlowInterruptedException;

/** Ends a run: archives its results, notes what it has come to, and ends the step accordingly. May be done again. */
record RunEnding(RunState state, Surroundings surroundings, RunFollower follower) {

    /** After the trainer's end. */
    void end(FilePath workspace, int exit) throws IOException, InterruptedException {
        AgentRun agent = Places.of(state, workspace);
        Verdict verdict = verdict(agent, exit);
        Optional<AbortException> damage = Optional.empty();
        String artifacts = "";
        try {
            artifacts = archive(agent);
        } catch (AbortException e) {
            damage = Optional.of(e);
        }
        if (damage.isPresent()) {
            verdict = new Verdict(Outcome.FAILURE, damage.get().getMessage());
        }
        note(verdict, artifacts);
        if (follower.fold().finished().filter(end -> !end.resumable()).isPresent()) {
            RunBeginning.stash(state, surroundings, agent).forget();
        }
        state.controller().orElseThrow().cleanup(workspace);
        agent.removeScratch();
        finish(verdict, agent, artifacts);
    }

    /** Without a trainer that could be asked: it never started, or its agent is gone. */
    void fail(Exception problem) throws IOException, InterruptedException {
        // Pipeline interrupts a step whose agent was removed; that is no person's wish.
        boolean aborted = state.interrupted && !Channel.isClosedChannelException(problem);
        if (!state.id.isEmpty()) {
            String reason = String.valueOf(problem.getMessage());
            note(new Verdict(aborted ? Outcome.ABORTED : Outcome.FAILURE, reason), "");
        }
        surroundings.failed(problem);
    }

    private record Verdict(Outcome outcome, String reason) {}

    private Verdict verdict(AgentRun agent, int exit) throws IOException, InterruptedException {
        Optional<TrainingEvent.Finished> finished = follower.fold().finished();
        if (state.killed) {
            return new Verdict(
                    Outcome.ABORTED,
                    "killed, since it did not end within the grace period after it was stopped by " + state.stoppedBy);
        }
        if (finished.isPresent() && finished.get().outcome().exitCode() == exit) {
            return new Verdict(
                    finished.get().outcome(), PlainText.of(finished.get().reason()));
        }
        Optional<Outcome> known = Arrays.stream(Outcome.values())
                .filter(outcome -> outcome.exitCode() == exit)
                .findFirst();
        if (known.isPresent()) {
            return new Verdict(known.get(), "the trainer ended with exit code " + exit);
        }
        agent.readConsoleEnd()
                .lines()
                .map(PlainText::of)
                .forEach(surroundings.listener().getLogger()::println);
        return new Verdict(
                state.stopRequested() ? Outcome.ABORTED : Outcome.FAILURE,
                exit < 0
                        ? "the trainer's process is gone without a word; was the agent restarted?"
                        : "the trainer ended with exit code " + exit + " and left no result");
    }

    private String archive(AgentRun agent) throws IOException, InterruptedException {
        String path = "train-model/" + state.id;
        ModelArchive archive =
                new ModelArchive(agent, surroundings.build(), surroundings.launcher(), surroundings.listener(), path);
        boolean any = archive.archive(state.request.choice(follower.fold().checkpoints()), (done, inAll) -> {});
        return any ? path : "";
    }

    private void note(Verdict verdict, String artifacts) throws IOException, InterruptedException {
        RunResult result = follower.fold().result(verdict.outcome().word(), verdict.reason());
        Optional<TrainedRun> run = TrainingBuildAction.of(surroundings.build())
                .end(state.id, result, follower.fold().figures(), artifacts);
        if (run.isPresent()) {
            TrainingListener.notifyFinished(surroundings.build(), run.get(), result);
        }
        LiveRuns.get().leave(surroundings.build(), state.id);
    }

    private void finish(Verdict verdict, AgentRun agent, String artifacts) throws IOException, InterruptedException {
        RunResult result = follower.fold().result(verdict.outcome().word(), verdict.reason());
        if (state.interrupted || verdict.outcome() == Outcome.ABORTED) {
            surroundings.failed(
                    new FlowInterruptedException(Result.ABORTED, false, new TrainingStopped(verdict.reason())));
        } else if (verdict.outcome() == Outcome.FAILURE) {
            surroundings.failed(new AbortException(state.name + ": " + verdict.reason()));
        } else {
            if (verdict.outcome() == Outcome.UNSTABLE) {
                surroundings.unstable(state.name + ": " + verdict.reason());
            }
            surroundings.succeeded(new TrainingOutcome(result, modelPath(agent), artifactUrl(artifacts)));
        }
    }

    private String modelPath(AgentRun agent) {
        boolean written = follower.fold()
                .finished()
                .flatMap(TrainingEvent.Finished::modelPath)
                .isPresent();
        return written ? agent.directory().child("model").getRemote() : "";
    }

    private String artifactUrl(String artifacts) throws IOException, InterruptedException {
        return artifacts.isEmpty() ? "" : surroundings.build().getUrl() + "artifact/" + artifacts + "/";
    }
}
