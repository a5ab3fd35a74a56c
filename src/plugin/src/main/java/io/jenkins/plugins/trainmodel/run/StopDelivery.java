package io.jenkins.plugins.trainmodel.run;

import hudson.AbortException;
import io.jenkins.plugins.trainmodel.agent.AgentRun;
import io.jenkins.plugins.trainmodel.agent.EventLogCutException;
import io.jenkins.plugins.trainmodel.patience.GracePeriod;
import io.jenkins.trainmodel.run.CommandOutbox;
import io.jenkins.trainmodel.words.PlainText;
import io.jenkins.trainmodel.words.Quantity;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Tells the trainer that it is to end, gives it its time, and ends it by force when that is over. */
final class StopDelivery {
    /** How long a process that was told to die may be seen alive, or not be seen at all. */
    private static final Duration AFTER_KILL = Duration.ofSeconds(60);
    /** How long the exit code of a process that is gone may take to be written. */
    private static final Duration AFTER_END = Duration.ofSeconds(15);

    /** What a trainer may take behind the end of the program that it watches. */
    private static final Duration BEHIND_PROGRAM = Duration.ofSeconds(15);

    private final RunState state;
    private final Surroundings surroundings;
    private final RunConsole console;
    /** When it was told to die first, in nanoseconds of the virtual machine. */
    private Optional<Long> firstKillAt = Optional.empty();

    StopDelivery(RunState state, Surroundings surroundings, RunConsole console) {
        this.state = state;
        this.surroundings = surroundings;
        this.console = console;
    }

    /**
     * The run's grace period. A program that is watched has the time that its own specification gives it to end, and the
     * trainer some more to keep what it has left.
     */
    Duration grace() {
        Duration asked = GracePeriod.of(state.request.grace);
        Duration program = state.programEndsWithin();
        Duration needed = program.isZero() ? program : program.plus(BEHIND_PROGRAM);
        return asked.compareTo(needed) < 0 ? needed : asked;
    }

    /** How long an agent that is away is waited for, once the run is to end. */
    Duration patience() {
        return grace().plus(AFTER_END);
    }

    /** A step that was ended by force, or a build that was killed, says nothing to its trainer; but its trainer hears of it. */
    void hearOfForce(Surroundings.Presence presence) {
        if (presence == Surroundings.Presence.KILLED && state.stop.killedBy().isEmpty()) {
            state.interrupted = true;
            state.stop.askToKill(words(presence), Instant.now());
        } else if (presence == Surroundings.Presence.OVER) {
            state.interrupted = true;
            state.stop.ask(words(presence), Instant.now());
            console.tellOnce("its step was ended by force; the run still saves its model, which is archived as ever");
        }
    }

    private static String words(Surroundings.Presence presence) {
        return presence == Surroundings.Presence.KILLED ? "the kill of the build" : "the end of its step by force";
    }

    /**
     * Refuses to begin for a step that was ended by force or a build that was killed: nobody waits for the training.
     *
     * @throws AbortException if that is so
     */
    void refuseToBegin(Surroundings.Presence presence) throws AbortException {
        if (presence != Surroundings.Presence.WAITING) {
            state.interrupted = true;
            throw new AbortException(beforeBegin(words(presence)));
        }
    }

    /** Why a training did not begin that was asked to end before. */
    static String beforeBegin(String by) {
        return "stopped by %s before the training began".formatted(by);
    }

    /**
     * Does what is due.
     *
     * @param begun whether the training has begun; before, there is nothing that could be saved
     * @throws AbortException if the trainer cannot be ended
     */
    void deliver(AgentRun agent, boolean begun) throws AgentSilence, AbortException, InterruptedException {
        if (!state.stop.isAsked()) {
            return;
        }
        if (!begun) {
            kill(agent, false);
            return;
        }
        if (!state.stop.isSent()) {
            AgentSilence.order(() -> agent.send(CommandOutbox.file(state.stop.command(), state.stop.id())));
            state.stop.sent(Instant.now());
            surroundings.save();
            tellSent();
        }
        if (state.stop.isKillDue(grace(), Instant.now())) {
            kill(agent, true);
        }
    }

    private void tellSent() {
        if (state.stop.killedBy().isPresent()) {
            return;
        }
        long seconds = grace().toSeconds();
        console.tell("stop asked for by %s%s; the trainer has %s to save and end"
                .formatted(state.stop.by(), why(), Quantity.duration(seconds)));
        surroundings.wordsAtStop(seconds).ifPresent(console::tell);
    }

    private String why() {
        String why = state.stop.command().why();
        return why.isEmpty() ? "" : " (" + PlainText.line(why) + ")";
    }

    /** Answers a stop that comes when the training has ended by itself. */
    void tellWhileArchiving() {
        console.tell("stop asked for by %s; the training has ended, and its results have %s to be archived"
                .formatted(state.stop.by(), Quantity.duration(grace().toSeconds())));
    }

    private void kill(AgentRun agent, boolean begun) throws AgentSilence, AbortException, InterruptedException {
        long now = System.nanoTime();
        firstKillAt = firstKillAt.or(() -> Optional.of(now));
        if (ask(agent)) {
            state.stop.killed();
            surroundings.save();
            console.tell(wordsOfKill(begun));
        } else if (now - firstKillAt.get() > AFTER_KILL.toNanos()) {
            throw new AbortException("the trainer was told to die and is not known to be gone; Jenkins goes on trying");
        }
    }

    private String wordsOfKill(boolean begun) {
        if (!begun) {
            return beforeBegin(state.stop.by());
        }
        return state.stop
                .killedBy()
                .map(who -> "the trainer was killed by " + who)
                .orElse("the grace period is over: the trainer was killed");
    }

    private boolean ask(AgentRun agent) throws AgentSilence, InterruptedException {
        try {
            return AgentSilence.ask(() ->
                    agent.kill(state.controller(), surroundings.launcher(agent.workspace()), surroundings.listener()));
        } catch (EventLogCutException e) {
            throw new IllegalStateException("A kill reads no log", e);
        }
    }

    /** Whether a trainer that was killed has left no exit code in time. */
    boolean isSilentlyGone() {
        return state.stop.isKilled()
                && firstKillAt
                        .filter(since -> System.nanoTime() - since < AFTER_END.toNanos())
                        .isEmpty();
    }
}
