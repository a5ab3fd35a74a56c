package io.jenkins.plugins.trainmodel.run;

import hudson.FilePath;
import hudson.Util;
import io.jenkins.plugins.trainmodel.page.TrainingBuildAction;
import io.jenkins.plugins.trainmodel.patience.Pace;
import io.jenkins.plugins.trainmodel.planned.AnswerKind;
import io.jenkins.plugins.trainmodel.planned.PlannedStop;
import io.jenkins.plugins.trainmodel.planned.StopAnswer;
import io.jenkins.plugins.trainmodel.planned.StopLog;
import io.jenkins.plugins.trainmodel.reader.Reader;
import io.jenkins.plugins.trainmodel.threads.SideWork;
import io.jenkins.plugins.trainmodel.threads.TrainingThreads;
import io.jenkins.plugins.trainmodel.threads.WorkKind;
import io.jenkins.trainmodel.event.Intervention;
import io.jenkins.trainmodel.run.Command;
import io.jenkins.trainmodel.run.Keep;
import io.jenkins.trainmodel.stop.Outcome;
import io.jenkins.trainmodel.words.PlainText;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.logging.Level;
import java.util.logging.Logger;

/** A run at a planned stop, without a process: until somebody answers, its time is over, or its build is ended. */
final class PlannedWait {
    private static final Logger LOGGER = Logger.getLogger(PlannedWait.class.getName());
    private static final Duration LIMIT = Duration.ofMinutes(30);
    private static final long LONGEST_PAUSE = Duration.ofMinutes(1).toMillis();
    /** What the log of stops says where the wait was ended with the build. */
    private static final String ABORT = "abort";

    /** The commands by which values are changed, as events name them. */
    private static final Set<String> CHANGING = Set.of("change", "extend");

    /** What is next for the run. */
    enum Next {
        WAITS,
        GOES_ON,
        OVER
    }

    private final RunState state;
    private final Surroundings surroundings;
    private final RunFollower follower;
    private final RunEnding ending;
    private final SideWork work;

    PlannedWait(
            RunState state,
            Surroundings surroundings,
            RunFollower follower,
            RunEnding ending,
            TrainingThreads threads) {
        this.state = state;
        this.surroundings = surroundings;
        this.follower = follower;
        this.ending = ending;
        this.work = new SideWork(threads, WorkKind.ARCHIVE, LIMIT);
    }

    /** Does what is next. */
    Next look() throws IOException, InterruptedException {
        // What is noted of the run at its end is made of its events; after a restart they are read here.
        follower.news();
        if (work.isDone()) {
            return work.take() ? Next.OVER : Next.WAITS;
        }
        return work.isRunning() ? Next.WAITS : decide(state.stops().current().orElseThrow(), Instant.now());
    }

    private Next decide(PlannedStop stop, Instant now) throws IOException, InterruptedException {
        Surroundings.Presence presence = surroundings.presence();
        if (presence != Surroundings.Presence.WAITING) {
            follower.stop().hearOfForce(presence);
        }
        if (state.stop.isAsked()) {
            return abort(stop, now);
        }
        if (stop.isOver(now)) {
            state.stops().answer(StopAnswer.inTime(stop, now));
        }
        Optional<StopAnswer> answer = state.stops().answer();
        return answer.isPresent() ? follow(stop, answer.get()) : Next.WAITS;
    }

    private Next follow(PlannedStop stop, StopAnswer answer) throws IOException, InterruptedException {
        note(stop, answer.kind().word(), answer.by(), answer.why(), answer.at(), answer.changes());
        tell(answer);
        return switch (answer.kind()) {
            case CONTINUE -> goOn(stop, answer);
            case FINISH -> conclude();
            case DISCARD -> discard(stop, answer);
        };
    }

    private Next goOn(PlannedStop stop, StopAnswer answer) throws IOException, InterruptedException {
        if (!answer.changes().isEmpty() && hasFollowedChanges()) {
            wish("planned-stop-" + stop.since(), answer);
        }
        state.goOn();
        surroundings.saveNow();
        return Next.GOES_ON;
    }

    /**
     * What the next process is given wins only where it is new; a wish wins over all earlier ones. The answer was acknowledged:
     * where no wish can be added, the run goes on all the same.
     */
    private void wish(String id, StopAnswer answer) {
        try {
            state.wishes().add(id, new Command.Change(answer.changes(), answer.by(), answer.why()), Instant.now());
        } catch (IllegalStateException | IllegalArgumentException e) {
            follower.console().tell(Messages.PlannedWait_earlierMayWin(Reader.recorded(e.getMessage())));
        }
    }

    /** Whether people have changed values while the run trained. */
    private boolean hasFollowedChanges() throws IOException, InterruptedException {
        return TrainingBuildAction.of(surroundings.build())
                .look(state.id, history -> history.notable(Intervention.CommandApplied.class))
                .stream()
                .anyMatch(applied -> applied.accepted() && CHANGING.contains(applied.command()));
    }

    private Next conclude() {
        work.begin(ending::conclude);
        return Next.WAITS;
    }

    private Next discard(PlannedStop stop, StopAnswer answer) throws IOException, InterruptedException {
        state.judged(new RunVerdict(
                Outcome.ABORTED,
                PlainText.line(
                        "discarded by %s at the planned stop after epoch %d".formatted(answer.by(), stop.epoch()))));
        state.artifacts = "";
        // A restart from here on finds what the run has come to, and removes the rest.
        surroundings.saveNow();
        removeArtifacts();
        Files.deleteIfExists(RunBeginning.stashPointer(state, surroundings));
        work.begin(() -> {
            removeDirectory();
            ending.conclude();
        });
        return Next.WAITS;
    }

    /** Inside of node the run still has its workspace; an agent of its own was given back, and others may work there. */
    private void removeDirectory() throws InterruptedException {
        if (state.isPlaced() && !removeDirectory(follower.contact().workspace())) {
            follower.console().tell(Messages.PlannedWait_directoryStays(state.directory));
        }
    }

    private boolean removeDirectory(Optional<FilePath> workspace) throws InterruptedException {
        try {
            if (workspace.isPresent()) {
                Places.of(state, workspace.get()).directory().deleteRecursive();
            }
            return workspace.isPresent();
        } catch (IOException e) {
            LOGGER.log(Level.FINE, "The directory of a run that was discarded is still there", e);
            return false;
        }
    }

    private void removeArtifacts() throws IOException, InterruptedException {
        File archived = new File(surroundings.build().getArtifactsDir(), ResultTransfer.path(state));
        if (archived.exists()) {
            Util.deleteRecursive(archived);
        }
    }

    private Next abort(PlannedStop stop, Instant now) throws IOException, InterruptedException {
        Command.Stop wish = state.stop.command();
        if (wish.keep() == Keep.NOTHING) {
            return follow(stop, StopAnswer.of(AnswerKind.DISCARD, Map.of(), wish.by(), wish.why(), now));
        }
        note(stop, ABORT, wish.by(), wish.why(), now.toEpochMilli(), Map.of());
        state.judged(new RunVerdict(
                Outcome.ABORTED,
                PlainText.line("stopped by %s while it waited for an answer after epoch %d; its model is kept"
                        .formatted(state.stop.by(), stop.epoch()))));
        return conclude();
    }

    private void note(PlannedStop stop, String answer, String by, String why, long at, Map<String, String> changes)
            throws IOException, InterruptedException {
        StopLog.note(
                surroundings.build(),
                state.id,
                new StopLog.Line(stop.since(), stop.epoch(), answer, by, why, at, changes));
    }

    private void tell(StopAnswer answer) {
        String words = Messages.PlannedWait_answered(answer.by(), answer.kind().word());
        String why = answer.why().isEmpty() ? "" : " (" + answer.why() + ")";
        String changes = answer.changes().isEmpty() ? "" : ": " + answer.changes();
        follower.console().tell(words + changes + why);
    }

    /** Whether something is being done that will soon be over. */
    boolean isRunning() {
        return work.isRunning() || work.isDone();
    }

    /** Until the next look, in milliseconds; an answer comes with a look of its own, unless the stop was just beginning. */
    long pause() {
        if (state.stops().answer().isPresent()) {
            return Pace.soon();
        }
        return state.stops()
                .current()
                .flatMap(PlannedStop::ends)
                .map(end -> Math.max(1, Duration.between(Instant.now(), end).toMillis()))
                .filter(left -> left < LONGEST_PAUSE)
                .orElse(LONGEST_PAUSE);
    }
}
