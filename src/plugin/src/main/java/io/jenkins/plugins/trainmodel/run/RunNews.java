package io.jenkins.plugins.trainmodel.run;

import io.jenkins.plugins.trainmodel.agent.AgentRun;
import io.jenkins.plugins.trainmodel.agent.EventLogCutException;
import io.jenkins.plugins.trainmodel.config.TrainingConfiguration;
import io.jenkins.plugins.trainmodel.news.EventFeed;
import io.jenkins.plugins.trainmodel.news.EventLogCopy;
import io.jenkins.plugins.trainmodel.news.EventWords;
import io.jenkins.plugins.trainmodel.news.ProgressNotes;
import io.jenkins.plugins.trainmodel.news.RunFold;
import io.jenkins.plugins.trainmodel.notice.Announcer;
import io.jenkins.plugins.trainmodel.page.ReferenceFile;
import io.jenkins.plugins.trainmodel.page.TrainingBuildAction;
import io.jenkins.trainmodel.event.Conclusion;
import io.jenkins.trainmodel.event.EventRecord;
import io.jenkins.trainmodel.event.Intervention;
import io.jenkins.trainmodel.event.Provenance;
import io.jenkins.trainmodel.event.TrainingEvent;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.util.List;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Follows the events of a run: keeps them in the build's directory, remembers what they come to, and tells of them on the
 * console. Where the controller cannot keep them, the run is followed all the same. Used by one thread at a time.
 */
final class RunNews {
    private static final Logger LOGGER = Logger.getLogger(RunNews.class.getName());
    private static final int PORTION = 1 << 19;

    private final RunState state;
    private final RunConsole console;
    private final RunFold fold;
    private final TrainingBuildAction action;
    private final EventLogCopy copy;
    private final EventFeed feed;
    private final ProgressNotes notes;
    private final EventWords words = new EventWords();
    /** Whether the training has begun in this very try. */
    private volatile boolean begun;

    private final ReferenceCurve reference;
    /** Whether the run has a reference, of whose curve the trainer has left a copy. */
    private volatile boolean hasReference;

    private Optional<Conclusion.Finished> finished = Optional.empty();
    private Optional<Conclusion.Failed> failed = Optional.empty();

    private boolean cut;
    private boolean keeping = true;

    /** What the log on the controller holds was told before a restart, so it is only remembered. */
    RunNews(RunState state, Surroundings surroundings, RunConsole console, RunFold fold)
            throws IOException, InterruptedException {
        this.state = state;
        this.console = console;
        this.fold = fold;
        this.action = TrainingBuildAction.of(surroundings.build());
        this.notes = new ProgressNotes(action, state.id, fold);
        this.copy = new EventLogCopy(
                () -> action.eventLog(state.id), TrainingConfiguration.get().maximumEventLogBytes());
        this.reference = new ReferenceCurve(() -> ReferenceFile.beside(action.eventLog(state.id)));
        this.feed = new EventFeed(copy.readAll(state.newsFrom, this::remember));
    }

    /** Whether the training has begun, so that its events tell how it goes on. */
    boolean hasBegun() {
        return begun;
    }

    /**
     * Reads on.
     *
     * @param portions how many parts of the log are read at most
     * @return whether there was anything new
     */
    boolean read(AgentRun agent, int portions) throws AgentSilence, InterruptedException {
        boolean news = false;
        boolean more = !cut;
        for (int portion = 0; more && portion < portions; portion++) {
            byte[] bytes = next(agent);
            news |= bytes.length > 0;
            more = bytes.length == PORTION || bytes.length > 0 && feed.position() <= state.newsFrom;
        }
        if (news) {
            notes.note();
        }
        if (hasReference) {
            reference.copy(agent);
        }
        return news;
    }

    private byte[] next(AgentRun agent) throws AgentSilence, InterruptedException {
        try {
            long from = feed.position();
            boolean isNews = from >= state.newsFrom;
            int most = isNews ? PORTION : (int) Math.min(PORTION, state.newsFrom - from);
            byte[] bytes = AgentSilence.ask(() -> agent.readEvents(from, most));
            keep(agent, from, bytes);
            tell(feed.add(bytes), isNews);
            return bytes;
        } catch (EventLogCutException e) {
            cut = true;
            console.tell("warning: the event log was replaced or cut on its machine;"
                    + " the run is followed to its end without it");
            return new byte[0];
        }
    }

    /** The copy may begin behind these bytes, where it holds an unfinished line, or end before them, where it has a gap. */
    private void keep(AgentRun agent, long from, byte[] bytes)
            throws AgentSilence, EventLogCutException, InterruptedException {
        try {
            fillGap(agent, from);
            long length = copy.length();
            long end = Math.min(from + bytes.length, length + copy.room());
            if (length >= from && end > length) {
                copy.append(bytes, (int) (length - from), (int) (end - length));
            }
            keeping(
                    copy.room() == 0
                            ? "the event log has reached the limit of %d MB"
                                    .formatted(TrainingConfiguration.get().getMaximumEventLogMegabytes())
                            : "");
        } catch (ClosedByInterruptException e) {
            throw (InterruptedException) new InterruptedException(e.getMessage()).initCause(e);
        } catch (IOException e) {
            LOGGER.log(Level.FINE, "Events cannot be kept", e);
            keeping("this controller cannot keep its events (%s)".formatted(ProblemWords.of(e)));
        }
    }

    /** What could not be kept for a while is fetched again. */
    private void fillGap(AgentRun agent, long until) throws IOException, AgentSilence, InterruptedException {
        for (long length = copy.length(); length < until && copy.room() > 0; length = copy.length()) {
            long from = length;
            int most = (int) Math.min(PORTION, Math.min(until - length, copy.room()));
            byte[] missing = AgentSilence.ask(() -> agent.readEvents(from, most));
            copy.append(missing, 0, missing.length);
        }
    }

    /** Fetches once more what could not be kept until the run's end; what cannot be had now is missing for good. */
    void complete(AgentRun agent) throws InterruptedException {
        try {
            keep(agent, feed.position(), new byte[0]);
        } catch (AgentSilence | EventLogCutException e) {
            LOGGER.log(Level.FINE, "The end of an event log cannot be had", e);
        }
    }

    /** The lines that people are to read now. */
    EventWords.Lines takeLines() {
        return words.take();
    }

    private void keeping(String problem) {
        if (keeping && !problem.isEmpty()) {
            console.tell("warning: " + problem + "; the run is followed to its end, and its curves lack what follows");
        } else if (!keeping && problem.isEmpty()) {
            console.tell("this controller can keep the events again, also those since");
        }
        keeping = problem.isEmpty();
    }

    private void tell(List<EventRecord> records, boolean isNews) {
        for (EventRecord entry : records) {
            EventWords.Lines lines = remember(entry, isNews);
            if (isNews) {
                words.keep(lines);
                announce(entry.event());
            }
        }
    }

    private void announce(TrainingEvent event) {
        action.find(state.id).ifPresent(run -> Announcer.get().tell(action.getBuild(), run, event));
    }

    /** What an earlier try has left in a log that this one goes on with is remembered, but no news. */
    private EventWords.Lines remember(EventRecord entry, boolean isNews) {
        TrainingEvent event = entry.event();
        fold.add(entry);
        if (isNews) {
            notice(event);
        }
        return words.of(entry);
    }

    private void notice(TrainingEvent event) {
        if (event instanceof TrainingEvent.Started || event instanceof TrainingEvent.Resumed) {
            begun = true;
        } else if (event instanceof Provenance.Began) {
            hasReference = true;
        } else if (event instanceof Intervention.CommandApplied answer) {
            state.wishes().answered(answer.id());
        } else if (event instanceof Conclusion.Finished end) {
            finished = Optional.of(end);
        } else if (event instanceof Conclusion.Failed end) {
            failed = Optional.of(end);
        }
    }

    /** How this try has ended, once a rule or a wish has ended it. */
    Optional<Conclusion.Finished> finished() {
        return finished;
    }

    /** Why this try has come to no such end, where its trainer could say so. */
    Optional<Conclusion.Failed> failed() {
        return failed;
    }
}
