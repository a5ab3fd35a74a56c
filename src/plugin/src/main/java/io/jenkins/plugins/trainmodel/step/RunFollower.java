package io.jenkins.plugins.trainmodel.step;

import hudson.AbortException;
import hudson.FilePath;
import hudson.model.TaskListener;
import hudson.remoting.Channel;
import io.jenkins.plugins.trainmodel.agent.AgentRun;
import io.jenkins.plugins.trainmodel.config.TrainingConfiguration;
import io.jenkins.plugins.trainmodel.page.TrainingBuildAction;
import io.jenkins.trainmodel.event.EventRecord;
import io.jenkins.trainmodel.run.Command;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import org.jenkinsci.plugins.workflow.support.concurrent.Timeout;

/**
 * Looks at a run on its agent: copies its events, tells of them on the console, passes on what people ask, and notices its
 * end. Used by one thread at a time, whichever it is.
 */
final class RunFollower {
    private static final int REMOTE_SECONDS = 60;
    private static final int PORTION = 1 << 19;
    private static final int PORTIONS_A_LOOK = 8;
    private static final long AFTER_KILL = TimeUnit.SECONDS.toMillis(15);
    private static final int KILLED = 137;

    private final RunState state;
    private final Surroundings surroundings;
    private final AgentContact contact;
    private final RunFold fold = new RunFold();
    private final Pace pace = new Pace();
    private Optional<EventLogCopy> copy = Optional.empty();
    private boolean toldFull;

    RunFollower(RunState state, Surroundings surroundings) {
        this.state = state;
        this.surroundings = surroundings;
        this.contact = new AgentContact(state.node, state.workspace);
    }

    AgentContact contact() {
        return contact;
    }

    RunFold fold() {
        return fold;
    }

    Pace pace() {
        return pace;
    }

    /** Says something about this run on the build's console. */
    void tell(String words) throws IOException, InterruptedException {
        surroundings.listener().getLogger().println(prefix() + words);
    }

    /** What the log on the controller holds was told before the restart, so it is only remembered. */
    private EventLogCopy copy() throws IOException, InterruptedException {
        if (copy.isEmpty()) {
            EventLogCopy log = new EventLogCopy(
                    TrainingBuildAction.of(surroundings.build()).eventLog(state.id),
                    TrainingConfiguration.get().maximumEventLogBytes());
            for (List<EventRecord> records = log.next(); !records.isEmpty(); records = log.next()) {
                records.forEach(fold::add);
            }
            copy = Optional.of(log);
        }
        return copy.get();
    }

    /**
     * Looks once.
     *
     * @return the exit code, if the trainer has ended
     * @throws AbortException if the run cannot be followed any longer
     */
    OptionalInt look() throws IOException, InterruptedException {
        Optional<FilePath> workspace = contact.workspace();
        if (workspace.isEmpty()) {
            return missed(Optional.empty());
        }
        AgentRun agent = Places.of(state, workspace.get());
        killIfForsaken(agent);
        try (Timeout timeout = Timeout.limit(REMOTE_SECONDS, TimeUnit.SECONDS)) {
            return look(agent);
        } catch (AbortException e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            return missed(Optional.of(e));
        } catch (InterruptedException e) {
            if (TrainingThreads.ended()) {
                throw e;
            }
            return missed(Optional.of(new IOException("no answer within " + REMOTE_SECONDS + " s", e)));
        }
    }

    /**
     * A build that was killed, or a step that was ended by force, says nothing to its step; its trainer shall not run on
     * for nobody.
     */
    private void killIfForsaken(AgentRun agent) throws IOException, InterruptedException {
        boolean stepIsOver =
                state.stopRequested() && System.currentTimeMillis() > state.killAt && !surroundings.isListening();
        if (stepIsOver || !surroundings.build().isBuilding()) {
            agent.kill(state.controller(), agent.workspace().createLauncher(TaskListener.NULL), TaskListener.NULL);
            state.killed = true;
            state.interrupted = true;
            throw new AbortException("the trainer was killed, since its step had been ended by force");
        }
    }

    private OptionalInt missed(Optional<Exception> problem) throws IOException, InterruptedException {
        if (state.stopRequested() && System.currentTimeMillis() > state.killAt + AFTER_KILL) {
            throw new AbortException(
                    "%s cannot be reached to end the training, which may still run there".formatted(contact.name()));
        }
        Optional<String> words = contact.missed(problem);
        if (words.isPresent()) {
            tell(words.get());
        }
        pace.next(false);
        return OptionalInt.empty();
    }

    private OptionalInt look(AgentRun agent) throws IOException, InterruptedException {
        passOnStop(agent);
        // Asked before the events are read: what is there after the end is all there is.
        Optional<Integer> exit = Optional.ofNullable(state.controller()
                .orElseThrow()
                .exitStatus(agent.workspace(), surroundings.launcher(), surroundings.listener()));
        boolean news = copyEvents(agent, exit.isPresent() ? Integer.MAX_VALUE : PORTIONS_A_LOOK);
        Optional<String> back = contact.answered();
        if (back.isPresent()) {
            tell(back.get());
        }
        pace.next(news || state.stopRequested());
        if (exit.isEmpty() && state.killed && System.currentTimeMillis() > state.killAt + AFTER_KILL) {
            return OptionalInt.of(KILLED);
        }
        return exit.map(OptionalInt::of).orElse(OptionalInt.empty());
    }

    private void passOnStop(AgentRun agent) throws IOException, InterruptedException {
        if (state.stopRequested() && !state.stopSent) {
            agent.send(new Command.Stop(state.stoppedBy));
            state.stopSent = true;
            surroundings.save();
            long seconds = Math.max(0, (state.killAt - System.currentTimeMillis()) / TimeUnit.SECONDS.toMillis(1));
            tell("stop asked for by %s; the trainer has %s to save and end"
                    .formatted(PlainText.of(state.stoppedBy), EventWords.duration(seconds)));
        }
        if (state.stopRequested() && !state.killed && System.currentTimeMillis() >= state.killAt) {
            agent.kill(state.controller(), surroundings.launcher(), surroundings.listener());
            state.killed = true;
            surroundings.save();
            tell("the grace period is over: the trainer was killed");
        }
    }

    /** Copies what is new, and tells of it; true if anything was. */
    private boolean copyEvents(AgentRun agent, int portions) throws IOException, InterruptedException {
        // Fetched before anything is read: what cannot be told now must be told later.
        PrintStream console = surroundings.listener().getLogger();
        EventLogCopy log = copy();
        boolean news = false;
        boolean more = true;
        for (int portion = 0; more && portion < portions; portion++) {
            int wanted = (int) Math.min(PORTION, log.room());
            byte[] bytes = wanted == 0 ? new byte[0] : agent.readEvents(log.length(), wanted);
            log.append(bytes);
            news |= bytes.length > 0;
            more = wanted > 0 && bytes.length == wanted;
            tellFull(wanted == 0);
            tellEvents(log, console);
        }
        console.flush();
        return news;
    }

    private void tellFull(boolean full) throws IOException, InterruptedException {
        if (full && !toldFull) {
            toldFull = true;
            tell("warning: the event log has reached the limit of %d MB; what follows is not kept"
                    .formatted(TrainingConfiguration.get().getMaximumEventLogMegabytes()));
        }
    }

    private void tellEvents(EventLogCopy log, PrintStream console) throws IOException {
        for (List<EventRecord> records = log.next(); !records.isEmpty(); records = log.next()) {
            for (EventRecord entry : records) {
                fold.add(entry);
                EventWords.of(entry.event(), fold.plannedEpochs())
                        .ifPresent(words -> console.println(prefix() + words));
            }
        }
    }

    private String prefix() {
        return "[" + PlainText.of(state.name) + "] ";
    }

    /** Whether this problem means that the agent has gone away, and may come back. */
    boolean isAbsence(Throwable problem) {
        return Channel.isClosedChannelException(problem) || contact.workspace().isEmpty();
    }

    /** Asks the run to end; a second time, at once. */
    void requestStop(String by, boolean interrupted) {
        long now = System.currentTimeMillis();
        Duration grace = state.stopRequested() ? Duration.ZERO : GracePeriod.of(state.request.grace);
        state.interrupted |= interrupted;
        state.stoppedBy = state.stoppedBy.isEmpty() ? by : state.stoppedBy;
        state.killAt = Math.max(1, now + grace.toMillis());
    }
}
