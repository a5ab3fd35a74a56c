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
        List<Timeline.Entry> all = new ArrayList<>();
        if (run.hasStarted()) {
            all.add(TimelineWords.start(run.startedAt(), run.started()));
        }
        all.addAll(TimelineWords.happened(run.notable()));
        endOf(run).ifPresent(all::add);
        Timeline timeline = Timeline.ofNewest(all);
        return new TimelineView(
                timeline.entries().stream().map(TimelineView::shown).toList(), timeline.omitted());
    }

    private static Optional<Timeline.Entry> endOf(ReportData run) {
        return run.finished()
                .map(finished -> TimelineWords.finish(run.lastEventAt(), finished))
                .or(() -> run.told().failed().map(failed -> TimelineWords.failure(run.lastEventAt(), failed)));
    }

    private static Entry shown(Timeline.Entry entry) {
        String why = entry.why().isEmpty() ? "" : ": “" + entry.why() + "”";
        String who = entry.who().isEmpty() ? "" : "by " + entry.who() + why;
        String place = entry.place()
                .map(where -> "epoch " + where.epoch() + ", step " + Quantity.count(where.step()))
                .orElse("");
        return new Entry(Quantity.time(entry.time()), entry.kind().word(), entry.title(), entry.text(), who, place);
    }
}
