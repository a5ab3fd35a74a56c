package io.jenkins.trainmodel.report.html;

import io.jenkins.trainmodel.event.EventRecord;
import io.jenkins.trainmodel.event.TrainingEvent;
import io.jenkins.trainmodel.words.GateWords;
import io.jenkins.trainmodel.words.Quantity;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What happened besides training, as it happened.
 *
 * @param omitted earlier entries that are not shown
 */
record TimelineView(List<Entry> entries, int omitted) {
    private static final int MOST_ENTRIES = 300;

    /** {@code kind} chooses the dot's colour: start, checkpoint, command, change, resume, warning or finish. */
    record Entry(String time, String kind, String title, String text, String place) {}

    boolean hasOmitted() {
        return omitted > 0;
    }

    static TimelineView of(ReportData run) {
        List<Entry> entries = new ArrayList<>();
        if (run.hasStarted()) {
            entries.add(entry(run.startedAt(), "start", "Started", startText(run.started()), ""));
        }
        List<Entry> happened = entriesOf(run.notable());
        int omitted = Math.max(0, happened.size() - MOST_ENTRIES);
        entries.addAll(happened.subList(omitted, happened.size()));
        endOf(run).ifPresent(entries::add);
        return new TimelineView(entries, omitted);
    }

    private static Optional<Entry> endOf(ReportData run) {
        return run.finished()
                .map(finished -> entry(
                        run.lastEventAt(),
                        "finish",
                        "Finished: " + finished.outcome().word(),
                        finished.reason(),
                        place(finished.epoch(), finished.step())))
                .or(() -> run.told()
                        .failed()
                        .map(failed -> entry(run.lastEventAt(), "warning", "Failed", failed.reason(), "")));
    }

    /** One entry an event; checkpoints in a row share one. */
    private static List<Entry> entriesOf(List<EventRecord> notable) {
        List<Entry> entries = new ArrayList<>();
        int next = 0;
        while (next < notable.size()) {
            int end = endOfCheckpoints(notable, next);
            if (end - next > 1) {
                entries.add(checkpoints(notable.get(next), notable.get(end - 1), end - next));
                next = end;
            } else {
                of(notable.get(next)).ifPresent(entries::add);
                next++;
            }
        }
        return entries;
    }

    private static int endOfCheckpoints(List<EventRecord> notable, int from) {
        int end = from;
        while (end < notable.size() && notable.get(end).event() instanceof TrainingEvent.CheckpointSaved) {
            end++;
        }
        return end;
    }

    private static Entry checkpoints(EventRecord first, EventRecord last, int count) {
        TrainingEvent.CheckpointSaved from = (TrainingEvent.CheckpointSaved) first.event();
        TrainingEvent.CheckpointSaved to = (TrainingEvent.CheckpointSaved) last.event();
        return entry(
                first.time(),
                "checkpoint",
                Quantity.count(count) + " checkpoints",
                from.name() + " to " + to.name(),
                String.format(Locale.ROOT, "epoch %d to %d", from.epoch(), to.epoch()));
    }

    private static String startText(TrainingEvent.Started started) {
        return String.format(
                Locale.ROOT,
                "%s training samples, %s steps an epoch",
                Quantity.count(started.trainSamples()),
                Quantity.count(started.stepsPerEpoch()));
    }

    private static Optional<Entry> of(EventRecord happened) {
        Instant time = happened.time();
        TrainingEvent event = happened.event();
        if (event instanceof TrainingEvent.CheckpointSaved saved) {
            String text = saved.name() + (saved.best() ? ", the best so far" : "") + " (" + saved.reason() + ")";
            return Optional.of(entry(time, "checkpoint", "Checkpoint", text, place(saved.epoch(), saved.step())));
        }
        if (event instanceof TrainingEvent.CommandApplied command) {
            String title = "Command " + command.command() + (command.accepted() ? "" : " refused");
            return Optional.of(
                    entry(time, "command", title, command.message(), place(command.epoch(), command.step())));
        }
        if (event instanceof TrainingEvent.HyperparameterChanged change) {
            String text = String.format(
                    Locale.ROOT, "%s: %s → %s, by %s", change.key(), change.from(), change.to(), change.by());
            return Optional.of(entry(time, "change", "Changed", text, place(change.epoch(), change.step())));
        }
        if (event instanceof TrainingEvent.Resumed resumed) {
            String text = "from checkpoint " + resumed.checkpoint();
            return Optional.of(entry(time, "resume", "Resumed", text, place(resumed.epoch(), resumed.step())));
        }
        if (event instanceof TrainingEvent.Began began) {
            return Optional.of(entry(time, "start", "Reference", GateWords.began(began), ""));
        }
        if (event instanceof TrainingEvent.Warning warning) {
            return Optional.of(entry(time, "warning", "Warning: " + warning.code(), warning.message(), ""));
        }
        return Optional.empty();
    }

    private static String place(int epoch, long step) {
        return "epoch " + epoch + ", step " + Quantity.count(step);
    }

    private static Entry entry(Instant time, String kind, String title, String text, String place) {
        return new Entry(Quantity.time(time), kind, title, text, place);
    }
}
