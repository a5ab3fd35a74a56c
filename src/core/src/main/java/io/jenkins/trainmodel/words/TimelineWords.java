package io.jenkins.trainmodel.words;

import io.jenkins.trainmodel.event.Conclusion;
import io.jenkins.trainmodel.event.EventRecord;
import io.jenkins.trainmodel.event.Intervention;
import io.jenkins.trainmodel.event.NoCheckpoint;
import io.jenkins.trainmodel.event.Provenance;
import io.jenkins.trainmodel.event.TrainingEvent;
import io.jenkins.trainmodel.event.TrainingEvent.CheckpointSaved;
import io.jenkins.trainmodel.message.Audience;
import io.jenkins.trainmodel.message.Recorded;
import io.jenkins.trainmodel.report.RunHistory;
import io.jenkins.trainmodel.report.Timeline;
import io.jenkins.trainmodel.report.Timeline.Entry;
import io.jenkins.trainmodel.report.Timeline.Kind;
import io.jenkins.trainmodel.report.Timeline.Place;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What happened in a run besides training, in words; checkpoints in a row share an entry. */
public final class TimelineWords {
    private final Audience audience;

    /** For somebody who reads it. */
    public TimelineWords(Audience audience) {
        this.audience = audience;
    }

    private String say(String key, Object... values) {
        return Speech.say(audience, key, values);
    }

    private String again(String recorded) {
        return Recorded.in(audience, recorded);
    }

    /** Of a whole run, its beginning and end included, in English. */
    public static Timeline of(RunHistory run) {
        return new TimelineWords(Audience.RECORD).tell(run);
    }

    /** Of a whole run, its beginning and end included. */
    public Timeline tell(RunHistory run) {
        List<Entry> entries = new ArrayList<>();
        Instant first = run.startedAt().orElse(Instant.EPOCH);
        run.started().ifPresent(started -> entries.add(start(first, started)));
        entries.addAll(happened(run.notable()));
        Instant last = run.lastEventAt().orElse(first);
        run.finished()
                .map(finished -> finish(last, finished))
                .or(() -> run.failed().map(failed -> failure(last, failed)))
                .ifPresent(entries::add);
        return Timeline.ofNewest(entries);
    }

    /** The beginning of a training. */
    public Entry start(Instant time, TrainingEvent.Started started) {
        String text = new StartWords(audience)
                .watched(started)
                .orElseGet(() -> say(
                        "timeline.size",
                        Quantity.count(started.trainSamples()),
                        Quantity.count(started.stepsPerEpoch())));
        return Entry.of(time, Kind.START, say("timeline.started"), text, Optional.empty());
    }

    /** An end of a training. */
    public Entry finish(Instant time, Conclusion.Finished finished) {
        return Entry.of(
                time,
                Kind.FINISH,
                say("timeline.finished", Vocabulary.outcome(finished.outcome().word(), audience)),
                again(finished.reason()),
                place(finished.epoch(), finished.step()));
    }

    /** The end of a process that came to no result. */
    public Entry failure(Instant time, Conclusion.Failed failed) {
        return Entry.of(time, Kind.WARNING, say("timeline.failed"), again(failed.reason()), Optional.empty());
    }

    /** What happened in between; an event that is no news in a story of the run has no entry. */
    public List<Entry> happened(List<EventRecord> notable) {
        List<Entry> entries = new ArrayList<>();
        int next = 0;
        while (next < notable.size()) {
            int end = endOfCheckpoints(notable, next);
            if (end - next > 1) {
                entries.add(checkpoints(notable.get(next), notable.get(end - 1), end - next));
                next = end;
            } else {
                EventRecord entry = notable.get(next);
                of(entry.time(), entry.event()).ifPresent(entries::add);
                next++;
            }
        }
        return entries;
    }

    private static int endOfCheckpoints(List<EventRecord> notable, int from) {
        int end = from;
        while (end < notable.size() && notable.get(end).event() instanceof CheckpointSaved) {
            end++;
        }
        return end;
    }

    private Entry checkpoints(EventRecord first, EventRecord last, int count) {
        CheckpointSaved from = (CheckpointSaved) first.event();
        CheckpointSaved to = (CheckpointSaved) last.event();
        String text = from.name().equals(to.name())
                ? say("timeline.oneFile", to.name(), from.epoch(), to.epoch())
                : say("timeline.fromTo", from.name(), to.name(), from.epoch(), to.epoch());
        return Entry.of(
                first.time(),
                Kind.CHECKPOINT,
                say("timeline.checkpoints", Quantity.count(count)),
                text,
                place(to.epoch(), to.step()));
    }

    private Optional<Entry> of(Instant time, TrainingEvent event) {
        if (event instanceof CheckpointSaved saved) {
            return Optional.of(checkpoint(time, saved));
        }
        if (event instanceof TrainingEvent.Resumed resumed) {
            return Optional.of(resumption(time, resumed));
        }
        if (event instanceof Provenance.Began began) {
            return Optional.of(Entry.of(
                    time, Kind.START, say("timeline.reference"), GateWords.began(began, audience), Optional.empty()));
        }
        if (event instanceof TrainingEvent.Warning warning) {
            return Optional.of(Entry.of(
                    time,
                    Kind.WARNING,
                    say("timeline.warning", warning.code()),
                    again(warning.message()),
                    Optional.empty()));
        }
        return event instanceof Conclusion.Finished finished
                ? Optional.of(finish(time, finished))
                : ofIntervention(time, event);
    }

    private Entry checkpoint(Instant time, CheckpointSaved saved) {
        String reason = Vocabulary.checkpointReason(saved.reason(), audience);
        String text = say(saved.best() ? "timeline.bestSaved" : "timeline.saved", saved.name(), reason);
        return Entry.of(time, Kind.CHECKPOINT, say("timeline.checkpoint"), text, place(saved.epoch(), saved.step()));
    }

    private Entry resumption(Instant time, TrainingEvent.Resumed resumed) {
        boolean none = NoCheckpoint.is(resumed.checkpoint());
        String text = Optional.ofNullable(resumed.environment().get("host"))
                .map(host -> say(
                        none ? "timeline.fromNoCheckpointOn" : "timeline.fromCheckpointOn", resumed.checkpoint(), host))
                .orElseGet(() ->
                        say(none ? "timeline.fromNoCheckpoint" : "timeline.fromCheckpoint", resumed.checkpoint()));
        return Entry.of(time, Kind.RESUME, say("timeline.resumed"), text, place(resumed.epoch(), resumed.step()));
    }

    private Optional<Entry> ofIntervention(Instant time, TrainingEvent event) {
        if (event instanceof Intervention.CommandApplied command) {
            return Optional.of(new Entry(
                    time,
                    Kind.COMMAND,
                    say(
                            command.accepted() ? "timeline.command" : "timeline.refused",
                            Vocabulary.command(command.command(), audience)),
                    again(command.message()),
                    command.by(),
                    command.why(),
                    command.accepted(),
                    place(command.epoch(), command.step())));
        }
        if (event instanceof Intervention.HyperparameterChanged change) {
            String text = say("timeline.change", change.key(), change.from(), change.to());
            Optional<Place> place = place(change.epoch(), change.step());
            return Optional.of(new Entry(
                    time, Kind.CHANGE, say("timeline.changed"), text, change.by(), change.why(), true, place));
        }
        if (event instanceof Intervention.Held held) {
            Optional<Place> place = place(held.epoch(), held.step());
            return Optional.of(
                    new Entry(time, Kind.HOLD, say("timeline.held"), "", held.by(), held.why(), true, place));
        }
        if (event instanceof Intervention.WentOn wentOn) {
            Optional<Place> place = place(wentOn.epoch(), wentOn.step());
            return Optional.of(
                    new Entry(time, Kind.HOLD, say("timeline.wentOn"), "", wentOn.by(), wentOn.why(), true, place));
        }
        if (event instanceof Provenance.TookOver taken) {
            return Optional.of(Entry.of(
                    time, Kind.START, say("timeline.model"), GateWords.tookOver(taken, audience), Optional.empty()));
        }
        return event instanceof Provenance.Restarted from ? Optional.of(restart(time, from)) : Optional.empty();
    }

    private Entry restart(Instant time, Provenance.Restarted from) {
        String text = say("timeline.at", from.checkpoint(), from.runId());
        return Entry.of(time, Kind.RESTART, say("timeline.restarted"), text, place(from.epoch(), from.step()));
    }

    private static Optional<Place> place(int epoch, long step) {
        return Optional.of(new Place(epoch, step));
    }
}
