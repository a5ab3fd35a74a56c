package io.jenkins.plugins.trainmodel.planned;

import hudson.model.Run;
import io.jenkins.plugins.trainmodel.page.TrainedRun;
import io.jenkins.trainmodel.message.Audience;
import io.jenkins.trainmodel.report.Timeline;
import io.jenkins.trainmodel.report.Timeline.Entry;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Planned stops and their answers as entries of a run's timeline: its event log knows neither. */
final class StopTimeline {
    private final AnswerWords words;

    StopTimeline(Audience audience) {
        this.words = new AnswerWords(audience);
    }

    /** Every stop that was answered, and the one at which the run waits now. */
    List<Entry> of(Run<?, ?> build, TrainedRun run) {
        List<StopLog.Line> answered = StopLog.of(build, run.getId());
        List<Entry> entries = new ArrayList<>();
        for (StopLog.Line line : answered) {
            entries.add(stop(line.since(), line.epoch()));
            entries.add(answer(line));
        }
        new AnswerDesk(build, run)
                .stop()
                .filter(stop -> answered.stream().noneMatch(line -> line.since() == stop.since()))
                .ifPresent(stop -> entries.add(stop(stop.since(), stop.epoch())));
        return entries;
    }

    private Entry stop(long since, int epoch) {
        return Entry.of(
                Instant.ofEpochMilli(since),
                Timeline.Kind.PLANNED_STOP,
                words.say(Messages._StopTimeline_stop()),
                words.say(Messages._StopTimeline_waits(String.valueOf(epoch))),
                Optional.empty());
    }

    private Entry answer(StopLog.Line line) {
        return new Entry(
                Instant.ofEpochMilli(line.at()),
                Timeline.Kind.PLANNED_STOP,
                words.say(Messages._StopTimeline_answered(words.of(line.answer()))),
                AnswerWords.changes(line),
                words.by(line),
                line.why(),
                true,
                Optional.empty());
    }
}
