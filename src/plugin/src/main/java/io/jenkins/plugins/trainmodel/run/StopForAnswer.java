package io.jenkins.plugins.trainmodel.run;

import io.jenkins.plugins.trainmodel.agent.AgentRun;
import io.jenkins.plugins.trainmodel.planned.PlannedStop;
import io.jenkins.trainmodel.event.Conclusion;
import io.jenkins.trainmodel.words.PlainText;
import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** The beginning of a planned stop: what the run needs to go on is kept on the controller, and people are told. */
record StopForAnswer(RunState state, Surroundings surroundings, RunFollower follower) {
    private static final String MILESTONE = "milestone";

    /**
     * Whether the run, whose trainer has ended and whose results are archived, waits for an answer now. A stop that came too
     * late for the trainer is followed there.
     */
    boolean isDue() throws IOException, InterruptedException {
        return state.request.waits().forAnswer()
                && state.stop.killedBy().isEmpty()
                && surroundings.presence() == Surroundings.Presence.WAITING
                && follower.news().finished().filter(this::isMilestone).isPresent();
    }

    /** What could not be archived has another verdict, with which the run ends. */
    private boolean isMilestone(Conclusion.Finished end) {
        return end.resumable()
                && end.fired().stream().anyMatch(verdict -> verdict.type().equals(MILESTONE))
                && state.verdict()
                        .filter(verdict -> verdict.reason().equals(PlainText.line(end.reason())))
                        .isPresent();
    }

    /** From here on the run needs neither process nor agent. */
    void begin(AgentRun agent) throws IOException, InterruptedException {
        keepCheckpoint(agent);
        PlannedStop stop = PlannedStop.begin(
                state.request.waits(), follower.fold().figures().epoch(), Instant.now());
        state.stops().begin(stop);
        surroundings.saveNow();
        follower.console().tellLink(words(stop) + " ", surroundings.build().getUrl() + "train-model/" + state.id + "/");
    }

    /** What a later step of the build may go on with, as behind the step {@code input}. */
    void keepForLaterStep(AgentRun agent) throws IOException, InterruptedException {
        if (state.request.resume
                && follower.news().finished().filter(this::isMilestone).isPresent()) {
            keepCheckpoint(agent);
        }
    }

    /** Where any agent finds it: the newest checkpoint, and the best one where that is another. */
    private void keepCheckpoint(AgentRun agent) throws IOException, InterruptedException {
        Optional<String> newest = follower.fold().checkpoints().last();
        if (newest.isPresent()) {
            RunBeginning.stash(state, surroundings, agent, surroundings.launcher(agent.workspace()))
                    .put(newest.get(), follower.fold().checkpoints().best());
            state.stashed = newest.get();
        }
    }

    private static String words(PlannedStop stop) {
        String epoch = String.valueOf(stop.epoch());
        return stop.ends()
                .map(end -> Messages.StopForAnswer_waitsUntil(
                        epoch,
                        end.truncatedTo(ChronoUnit.SECONDS).toString(),
                        stop.otherwise().word()))
                .orElseGet(() -> Messages.StopForAnswer_waits(epoch));
    }
}
