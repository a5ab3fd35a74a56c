package io.jenkins.trainmodel.words;

import io.jenkins.trainmodel.event.EventRecord;
import io.jenkins.trainmodel.event.TrainingEvent;
import io.jenkins.trainmodel.event.TrainingEvent.CheckpointSaved;
import io.jenkins.trainmodel.report.RunHistory;
import io.jenkins.trainmodel.report.Timeline;
import io.jenkins.trainmodel.report.Timeline.Entry;
import io.jenkins.trainmodel.report.Timeline.Kind;
import io.jenkins.trainmodel.report.Timeline.Place;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What happened in a run besides training, in words; checkpoints in a row share an entry. */
public final class TimelineWords {
    private TimelineWords() {}

    /** Of a whole run, its beginning and end included. */
    public static Timeline of(RunHistory run) {
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
    public static Entry start(Instant time, TrainingEvent.Started started) {
        String text = String.format(
                Locale.ROOT,
                "%s training samples, %s steps an epoch",
                Quantity.count(started.trainSamples()),
                Quantity.count(started.stepsPerEpoch()));
        return Entry.of(time, Kind.START, "Started", text, Optional.empty());
    }

    /** An end of a training. */
    public static Entry finish(Instant time, TrainingEvent.Finished finished) {
        return Entry.of(
                time,
                Kind.FINISH,
                "Finished: " + finished.outcome().word(),
                finished.reason(),
                place(finished.epoch(), finished.step()));
    }

    /** The end of a process that came to no result. */
    public static Entry failure(Instant time, TrainingEvent.Failed failed) {
        return Entry.of(time, Kind.WARNING, "Failed", failed.reason(), Optional.empty());
    }

    /** What happened in between; an event that is no news in a story of the run has no entry. */
    public static List<Entry> happened(List<EventRecord> notable) {
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

    private static Entry checkpoints(EventRecord first, EventRecord last, int count) {
        CheckpointSaved from = (CheckpointSaved) first.event();
        CheckpointSaved to = (CheckpointSaved) last.event();
        String text = String.format(
                Locale.ROOT, "%s to %s, epoch %d to %d", from.name(), to.name(), from.epoch(), to.epoch());
        return Entry.of(
                first.time(),
                Kind.CHECKPOINT,
                Quantity.count(count) + " checkpoints",
                text,
                place(to.epoch(), to.step()));
    }

    private static Optional<Entry> of(Instant time, TrainingEvent event) {
        if (event instanceof CheckpointSaved saved) {
            String text = saved.name() + (saved.best() ? ", the best so far" : "") + " (" + saved.reason() + ")";
            return Optional.of(Entry.of(time, Kind.CHECKPOINT, "Checkpoint", text, place(saved.epoch(), saved.step())));
        }
        if (event instanceof TrainingEvent.Resumed resumed) {
            String host = resumed.environment().getOrDefault("host", "");
            String text = "from checkpoint " + resumed.checkpoint() + (host.isEmpty() ? "" : ", on " + host);
            return Optional.of(Entry.of(time, Kind.RESUME, "Resumed", text, place(resumed.epoch(), resumed.step())));
        }
        if (event instanceof TrainingEvent.Began began) {
            return Optional.of(Entry.of(time, Kind.START, "Reference", GateWords.began(began), Optional.empty()));
        }
        if (event instanceof TrainingEvent.Warning warning) {
            return Optional.of(
                    Entry.of(time, Kind.WARNING, "Warning: " + warning.code(), warning.message(), Optional.empty()));
        }
        return event instanceof TrainingEvent.Finished finished
                ? Optional.of(finish(time, finished))
                : ofIntervention(time, event);
    }

    private static Optional<Entry> ofIntervention(Instant time, TrainingEvent event) {
        if (event instanceof TrainingEvent.CommandApplied command) {
            return Optional.of(new Entry(
                    time,
                    Kind.COMMAND,
                    "Command " + command.command() + (command.accepted() ? "" : " refused"),
                    command.message(),
                    command.by(),
                    command.why(),
                    command.accepted(),
                    place(command.epoch(), command.step())));
        }
        if (event instanceof TrainingEvent.HyperparameterChanged change) {
            String text = String.format(Locale.ROOT, "%s: %s → %s", change.key(), change.from(), change.to());
            Optional<Place> place = place(change.epoch(), change.step());
            return Optional.of(new Entry(time, Kind.CHANGE, "Changed", text, change.by(), change.why(), true, place));
        }
        if (event instanceof TrainingEvent.Held held) {
            Optional<Place> place = place(held.epoch(), held.step());
            return Optional.of(new Entry(time, Kind.HOLD, "Held", "", held.by(), held.why(), true, place));
        }
        if (event instanceof TrainingEvent.WentOn wentOn) {
            Optional<Place> place = place(wentOn.epoch(), wentOn.step());
            return Optional.of(new Entry(time, Kind.HOLD, "Went on", "", wentOn.by(), wentOn.why(), true, place));
        }
        return event instanceof TrainingEvent.Restarted from ? Optional.of(restart(time, from)) : Optional.empty();
    }

    private static Entry restart(Instant time, TrainingEvent.Restarted from) {
        String text = "at checkpoint " + from.checkpoint() + " of the run " + from.runId();
        return Entry.of(time, Kind.RESTART, "Begins there", text, place(from.epoch(), from.step()));
    }

    private static Optional<Place> place(int epoch, long step) {
        return Optional.of(new Place(epoch, step));
    }
}
