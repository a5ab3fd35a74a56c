package io.jenkins.plugins.trainmodel.steer;

import hudson.model.Run;
import io.jenkins.plugins.trainmodel.page.LiveRun;
import io.jenkins.plugins.trainmodel.page.LiveRuns;
import io.jenkins.plugins.trainmodel.page.LiveStatus;
import io.jenkins.plugins.trainmodel.page.PhaseWords;
import io.jenkins.plugins.trainmodel.page.TrainedRun;
import io.jenkins.plugins.trainmodel.page.TrainingBuildAction;
import io.jenkins.plugins.trainmodel.reader.Reader;
import io.jenkins.trainmodel.run.Command;
import io.jenkins.trainmodel.run.Keep;
import java.io.IOException;
import java.util.Optional;

/** Takes what people ask of one run that goes on: whether they may, whether it makes sense, and what the specification says. */
record SteeringDesk(Run<?, ?> build, TrainedRun run) {
    /**
     * Asks the run.
     *
     * @return what follows, in the language of who asks
     * @throws SteeringRefusal with the reason, where nothing follows
     */
    String ask(SteeringKind kind, SteeringWords words) throws SteeringRefusal, IOException {
        build.checkPermission(kind.permission());
        if (run.isWatched() && !kind.isForPrograms()) {
            throw SteeringRefusal.untimely(Messages.Steering_programTrains());
        }
        LiveRun live = live();
        Optional<String> already = already(kind, live.status());
        if (already.isPresent()) {
            return already.get();
        }
        refuseUntimely(kind, live.status());
        if (kind == SteeringKind.KILL) {
            live.kill(SteeringWords.who());
            return answer(kind);
        }
        return tell(live, kind, words);
    }

    private static void refuseUntimely(SteeringKind kind, LiveStatus status) throws SteeringRefusal {
        if (!kind.makesSense(status)) {
            throw SteeringRefusal.untimely(
                    kind == SteeringKind.KILL
                            ? Messages.Steering_notKillable()
                            : Messages.Steering_untimely(PhaseWords.of(status.phase())));
        }
    }

    private LiveRun live() throws SteeringRefusal {
        return LiveRuns.get()
                .find(build, run.getId())
                .orElseThrow(() -> SteeringRefusal.untimely(
                        TrainingBuildAction.of(build).status(run).isOver()
                                ? Messages.Steering_notLive()
                                : Messages.Steering_notFollowed()));
    }

    /** What was pressed twice is told so, and nothing follows from it. */
    private static Optional<String> already(SteeringKind kind, LiveStatus status) {
        if (kind == SteeringKind.STOP && !status.stoppedBy().isEmpty()) {
            return Optional.of(Messages.Steering_stopsAlready(status.stoppedBy()));
        }
        if (kind == SteeringKind.HOLD && status.isHeld()) {
            return Optional.of(Messages.Steering_holdsAlready());
        }
        boolean runs = kind == SteeringKind.GO_ON && status.isChangeable() && !status.isHeld();
        return runs ? Optional.of(Messages.Steering_goesOnAlready()) : Optional.empty();
    }

    private String tell(LiveRun live, SteeringKind kind, SteeringWords words) throws SteeringRefusal, IOException {
        try {
            boolean isNew = live.ask(words.id(), command(kind, words));
            return isNew ? answer(kind) : Messages.Steering_known();
        } catch (IllegalStateException e) {
            throw SteeringRefusal.untimely(Reader.recorded(e.getMessage()));
        } catch (IllegalArgumentException e) {
            throw SteeringRefusal.wrongAsRecorded(e.getMessage());
        }
    }

    private String answer(SteeringKind kind) {
        if (!run.isWatched() || kind == SteeringKind.KILL) {
            return kind.answer();
        }
        return kind == SteeringKind.STOP ? Messages.Steering_programStops() : Messages.Steering_programSaves();
    }

    private Command command(SteeringKind kind, SteeringWords words) throws SteeringRefusal, IOException {
        return switch (kind) {
            case STOP -> new Command.Stop(keep(words), SteeringWords.who(), words.why());
            case CHECKPOINT -> new Command.Checkpoint(SteeringWords.who(), words.why());
            case HOLD -> new Command.Hold(SteeringWords.who(), words.why());
            case GO_ON -> new Command.GoOn(SteeringWords.who(), words.why());
            case EXTEND -> extend(words);
            case CHANGE ->
                new Command.Change(new RunKeys(build, run).changes(words.values()), SteeringWords.who(), words.why());
            case KILL -> throw new IllegalArgumentException("A kill is no command of the trainer");
        };
    }

    private static Keep keep(SteeringWords words) throws SteeringRefusal {
        Optional<Keep> keep = words.keep().isEmpty() ? Optional.of(Keep.BEST) : Keep.of(words.keep());
        return keep.orElseThrow(() -> SteeringRefusal.wrong(Messages.Steering_wrongKeep()));
    }

    private Command extend(SteeringWords words) throws SteeringRefusal, IOException {
        Optional<Integer> epochs = words.moreEpochs();
        new RunKeys(build, run).refuseToExtend(epochs, words.moreTime());
        Optional<String> duration = Optional.of(words.duration()).filter(text -> !text.isEmpty());
        return new Command.Extend(epochs, duration, SteeringWords.who(), words.why());
    }
}
