package io.jenkins.trainmodel.report.html;

import io.jenkins.trainmodel.report.Timeline;
import io.jenkins.trainmodel.words.Quantity;
import io.jenkins.trainmodel.words.TimelineWords;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What happened besides training, as it happened.
 *
 * @param omitted earlier entries that are not shown
 */
record TimelineView(List<Entry> entries, int omitted) {

    /**
     * One thing that happened.
     *
     * @param kind chooses the dot's colour: a word of {@link Timeline.Kind}
     * @param who the person and, in quotes, that person's reason; empty where it was none
     */
    record Entry(String time, String kind, String title, String text, String who, String place) {
        boolean hasWho() {
            return !who.isEmpty();
        }
    }

    boolean hasOmitted() {
        return omitted > 0;
    }

    static TimelineView of(ReportData run) {
        TimelineWords words = new TimelineWords(run.audience());
        List<Timeline.Entry> all = new ArrayList<>();
        if (run.hasStarted()) {
            all.add(words.start(run.startedAt(), run.started()));
        }
        all.addAll(words.happened(run.notable()));
        endOf(run, words).ifPresent(all::add);
        Timeline timeline = Timeline.ofNewest(all).with(run.standing().happened());
        return new TimelineView(
                timeline.entries().stream().map(entry -> shown(run, entry)).toList(), timeline.omitted());
    }

    private static Optional<Timeline.Entry> endOf(ReportData run, TimelineWords words) {
        return run.finished()
                .map(finished -> words.finish(run.lastEventAt(), finished))
                .or(() -> run.told().failed().map(failed -> words.failure(run.lastEventAt(), failed)));
    }

    private static Entry shown(ReportData run, Timeline.Entry entry) {
        String place = entry.place()
                .map(where -> run.say("place", where.epoch(), Quantity.count(where.step())))
                .orElse("");
        return new Entry(
                run.audience().time(entry.time()),
                entry.kind().word(),
                entry.title(),
                entry.text(),
                who(run, entry),
                place);
    }

    private static String who(ReportData run, Timeline.Entry entry) {
        if (entry.who().isEmpty()) {
            return "";
        }
        return entry.why().isEmpty()
                ? run.say("timeline.by", entry.who())
                : run.say("timeline.byWhy", entry.who(), entry.why());
    }
}
