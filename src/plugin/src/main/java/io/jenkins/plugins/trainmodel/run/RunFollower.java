package io.jenkins.plugins.trainmodel.run;

import hudson.AbortException;
import hudson.FilePath;
import hudson.model.TaskListener;
import hudson.remoting.Channel;
import io.jenkins.plugins.trainmodel.agent.AgentRun;
import io.jenkins.plugins.trainmodel.news.EventWords;
import io.jenkins.plugins.trainmodel.news.RunFold;
import io.jenkins.plugins.trainmodel.patience.AgentContact;
import io.jenkins.plugins.trainmodel.patience.Pace;
import io.jenkins.plugins.trainmodel.threads.NodeLimits;
import io.jenkins.plugins.trainmodel.threads.TrainingThreads;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import org.jenkinsci.plugins.workflow.support.concurrent.Timeout;

/**
 * Looks at a run on its agent: copies its events, tells of them on the console, passes on what people ask, and notices its
 * end. Used by one thread at a time, whichever it is.
 */
final class RunFollower {
    private static final int REMOTE_SECONDS = 20;
    private static final int PORTIONS_A_LOOK = 8;
    private static final int KILLED = 137;
    /** A short absence shall not cost a run that was asked to end what it has just saved. */
    private static final Duration STOP_PATIENCE = Duration.ofSeconds(15);

    private final RunState state;
    private final Surroundings surroundings;
    private final TrainingThreads threads;
    private final AgentContact contact;
    private final RunConsole console;
    private final TrainerConsole early;
    private final ProgramConsole program;
    private final StopDelivery stop;
    private final WishDelivery wishes;
    private final RunFold fold = new RunFold();
    private final Pace pace = new Pace();
    private Optional<RunNews> news = Optional.empty();

    RunFollower(RunState state, Surroundings surroundings, TrainingThreads threads) {
        this.state = state;
        this.surroundings = surroundings;
        this.threads = threads;
        this.contact = new AgentContact(state.node, state.workspace);
        this.console = new RunConsole(state, surroundings);
        this.early = new TrainerConsole(state, console);
        this.program = new ProgramConsole(state, surroundings, console);
        this.stop = new StopDelivery(state, surroundings, console);
        this.wishes = new WishDelivery(state, surroundings);
    }

    AgentContact contact() {
        return contact;
    }

    RunConsole console() {
        return console;
    }

    StopDelivery stop() {
        return stop;
    }

    RunFold fold() {
        return fold;
    }

    Pace pace() {
        return pace;
    }

    /** The events of the run; read anew after a restart of the controller. */
    RunNews news() throws IOException, InterruptedException {
        if (news.isEmpty()) {
            news = Optional.of(new RunNews(state, surroundings, console, fold));
        }
        return news.get();
    }

    /**
     * Looks once.
     *
     * @return the exit code, if the trainer has ended
     * @throws AbortException if the run cannot be followed any longer
     * @throws IOException if something is wrong on the controller
     */
    OptionalInt look() throws IOException, InterruptedException {
        stop.hearOfForce(surroundings.presence());
        // Reads what was copied before a restart, which may be much and has nothing to do with the agent's answers.
        news();
        Optional<FilePath> workspace = contact.workspace();
        if (workspace.isEmpty()) {
            missed(Optional.empty());
            return OptionalInt.empty();
        }
        Optional<NodeLimits.Pass> pass = NodeLimits.get().enter(state.node);
        if (pass.isEmpty()) {
            // Others wait for this agent already; the next look is not far.
            pace.next(false);
            return OptionalInt.empty();
        }
        try (NodeLimits.Pass entered = pass.get()) {
            OptionalInt exit = look(Places.of(state, workspace.get()));
            entered.answered();
            return exit;
        } catch (AgentSilence e) {
            missed(Optional.of(e));
            return OptionalInt.empty();
        }
    }

    private OptionalInt look(AgentRun agent) throws AgentSilence, IOException, InterruptedException {
        try (Timeout timeout = Timeout.limit(REMOTE_SECONDS, TimeUnit.SECONDS)) {
            return lookInTime(agent);
        } catch (InterruptedException e) {
            if (threads.ended()) {
                throw e;
            }
            throw new AgentSilence("no answer within " + REMOTE_SECONDS + " s", e);
        }
    }

    private OptionalInt lookInTime(AgentRun agent) throws AgentSilence, IOException, InterruptedException {
        // Asked before the events are read: what is there after the end is all there is.
        OptionalInt exit = exitCode(agent);
        boolean any = tellNews(agent, exit.isPresent());
        if (exit.isEmpty()) {
            stop.deliver(agent, news().hasBegun());
            wishes.deliver(agent, news().hasBegun());
        }
        contact.answered().ifPresent(console::tell);
        pace.next(any || state.stop.isAsked() || wishes.isWaiting());
        return exit.isEmpty() && stop.isSilentlyGone() ? OptionalInt.of(KILLED) : exit;
    }

    private OptionalInt exitCode(AgentRun agent) throws AgentSilence, IOException, InterruptedException {
        TaskListener listener = surroundings.listener();
        Optional<Integer> code = Optional.ofNullable(AgentSilence.ask(() -> state.controller()
                .orElseThrow()
                .exitStatus(agent.workspace(), surroundings.launcher(agent.workspace()), listener)));
        return code.map(OptionalInt::of).orElse(OptionalInt.empty());
    }

    /** Copies what is new, and tells of it; true if anything was. */
    private boolean tellNews(AgentRun agent, boolean ended) throws AgentSilence, IOException, InterruptedException {
        RunNews events = news();
        boolean wasBegun = events.hasBegun();
        boolean any = events.read(agent, ended ? Integer.MAX_VALUE : PORTIONS_A_LOOK);
        EventWords.Lines lines = events.takeLines();
        try {
            if (!wasBegun && (ended || events.hasBegun())) {
                early.end(agent, lines.printed());
            } else if (!wasBegun) {
                early.look(agent);
            }
            if (state.request.isWatched() && events.hasBegun() && (wasBegun || ended)) {
                // What a program has printed at last came before the end.
                program.look(agent, ended);
            }
        } finally {
            lines.spoken().forEach(console::tell);
        }
        return any;
    }

    /**
     * Notes that the agent does not answer.
     *
     * @throws AbortException if nobody need wait for it any longer
     */
    void missed(Optional<Exception> problem) throws AbortException {
        contact.miss();
        if (state.stop.isHopeless(stop.patience(), Instant.now()) && contact.isAwayFor(STOP_PATIENCE)) {
            throw new AbortException("%s cannot be reached to end the training; it is ended when the agent is back"
                    .formatted(contact.name()));
        }
        contact.missed(problem).ifPresent(console::tell);
        pace.next(false);
    }

    /** Whether this problem means that the agent has gone away, and may come back. */
    boolean isAbsence(Throwable problem) {
        return Channel.isClosedChannelException(problem) || contact.workspace().isEmpty();
    }
}
