package io.jenkins.plugins.trainmodel.run;

import hudson.model.TaskListener;
import io.jenkins.plugins.trainmodel.agent.AgentRun;
import io.jenkins.trainmodel.check.CheckReport;
import io.jenkins.trainmodel.event.Conclusion;
import io.jenkins.trainmodel.stop.Outcome;
import io.jenkins.trainmodel.words.ClosingWords;
import io.jenkins.trainmodel.words.PlainText;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Says what a run has come to whose trainer has ended: what its last event says, else what it printed, else its exit code. */
record RunJudgement(RunState state, RunFollower follower) {

    RunVerdict of(AgentRun agent, TaskListener listener) throws IOException, InterruptedException {
        Optional<Conclusion.Finished> finished = follower.news().finished();
        if (finished.isPresent()) {
            // Nothing is written behind this event, so all that belongs to the run is there, whatever became of its
            // process.
            return verdict(finished.get().outcome(), finished.get().reason());
        }
        if (state.stop.isKilled()) {
            return killed();
        }
        if (state.request.dryRun) {
            Optional<CheckReport> tried = new DryRun(state, follower).report(agent);
            if (tried.isPresent()) {
                return DryRun.verdict(tried.get());
            }
        }
        Optional<Conclusion.Failed> failed = follower.news().failed();
        if (failed.isPresent()) {
            return verdict(outcomeWithoutResult(), failed.get().reason());
        }
        int exit = state.exitCode().orElseThrow();
        Optional<Outcome> known = Arrays.stream(Outcome.values())
                .filter(outcome -> outcome.exitCode() == exit)
                .findFirst();
        return known.isPresent()
                ? verdict(known.get(), "the trainer ended with exit code " + exit)
                : withoutWord(exit, agent, listener);
    }

    private static RunVerdict verdict(Outcome outcome, String reason) {
        return new RunVerdict(outcome, PlainText.line(reason));
    }

    private RunVerdict killed() throws IOException, InterruptedException {
        if (!follower.news().hasBegun()) {
            return verdict(Outcome.ABORTED, "stopped by %s before the training began".formatted(state.stop.by()));
        }
        return verdict(
                Outcome.ABORTED,
                state.stop
                        .killedBy()
                        .map(who -> "killed by " + who)
                        .orElseGet(() -> "killed, since it did not end within the grace period after it was stopped by "
                                + state.stop.by()));
    }

    private Outcome outcomeWithoutResult() {
        return state.stop.isAsked() ? Outcome.ABORTED : Outcome.FAILURE;
    }

    /**
     * A process that has crashed, or was ended by the system or by somebody on the machine. Once a program trains, what it prints
     * stands among what the trainer prints, and is nobody's verdict.
     */
    private RunVerdict withoutWord(int exit, AgentRun agent, TaskListener listener)
            throws IOException, InterruptedException {
        List<String> lines = agent.readConsoleEnd().lines().map(PlainText::line).toList();
        boolean programPrints = state.request.isWatched() && follower.news().hasBegun();
        Optional<String> error = lines.stream()
                .filter(line -> !programPrints && line.startsWith(ClosingWords.ERROR))
                .reduce((earlier, later) -> later)
                .map(line -> line.substring(ClosingWords.ERROR.length()));
        if (follower.news().hasBegun()) {
            lines.forEach(listener.getLogger()::println);
        }
        String reason = exit < 0
                ? "the trainer's process is gone without a word; was the agent restarted?"
                : "the trainer ended with exit code " + exit + " and left no result";
        return verdict(outcomeWithoutResult(), error.orElse(reason));
    }
}
