package io.jenkins.trainmodel.lineage;

import io.jenkins.trainmodel.event.EventRecord;
import io.jenkins.trainmodel.event.TrainingEvent;
import io.jenkins.trainmodel.report.RunHistory;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Lays the curves of runs that follow from each other behind each other. */
public final class Stitcher {
    private final RunHistory history;
    private final List<StitchedCurve.Segment> segments = new ArrayList<>();
    private final List<Moment> moments = new ArrayList<>();
    private Shift shift = Shift.NONE;
    private Place left = Place.BEGINNING;
    private String host = "";

    private Stitcher(RunHistory history) {
        this.history = history;
    }

    /**
     * A run and what is left of its measurements.
     *
     * @param origin what it began from, which is where the part before it is cut
     */
    public record Part(String runId, String name, Optional<Origin> origin, Recording recording) {}

    /**
     * Stitches.
     *
     * @param line the first ancestor first; one that is not at hand is left out
     * @param into an empty history, which bounds what is kept
     * @throws IOException if a recording cannot be read
     */
    public static StitchedCurve stitch(List<Part> line, RunHistory into) throws IOException {
        Stitcher stitcher = new Stitcher(into);
        for (int i = 0; i < line.size(); i++) {
            Optional<Origin> next = i + 1 < line.size() ? line.get(i + 1).origin() : Optional.empty();
            stitcher.add(line.get(i), i == 0, next);
        }
        return new StitchedCurve(stitcher.history, stitcher.segments, stitcher.moments);
    }

    private void add(Part part, boolean first, Optional<Origin> next) throws IOException {
        Place from = end();
        if (!first) {
            goOn(part, from);
        }
        PartReader reader = new PartReader(next.flatMap(Origin::epoch), shift, first);
        List<Moment> own = new ArrayList<>();
        part.recording().forEach(entry -> {
            reader.take(entry).ifPresent(history::add);
            own.addAll(reader.momentsOf(entry));
        });
        left = reader.left().orElse(left);
        if (!first) {
            begin(part, from, reader);
        }
        host = reader.collected().lastHost();
        moments.addAll(own);
        segments.add(StitchedCurve.Segment.of(part, from, end()));
    }

    /** Where the newest part was left, in the count of the whole curve. */
    private Place end() {
        return shift.of(left);
    }

    /** What the part before measured behind the place where this one began is no part of the curve. */
    private void goOn(Part part, Place place) throws IOException {
        Instant time = history.lastEventAt().orElse(Instant.EPOCH);
        history.add(new EventRecord(EventRecord.SCHEMA_VERSION, 0, time, backTo(place, part)));
        Place first = part.recording().first();
        boolean countsOn = first.epoch() > left.epoch();
        shift = shift.behind(left, first);
        left = countsOn ? left : Place.BEGINNING;
    }

    /** Marks where a run began, and on which machine if that is another one than where its parent ended. */
    private void begin(Part part, Place place, PartReader reader) {
        Instant time = reader.began().orElse(Instant.EPOCH);
        moments.add(new Moment(Moment.Kind.RUN, place.epoch(), place.step(), time, "", "", part.name()));
        String now = reader.collected().firstHost();
        if (!host.isEmpty() && !now.isEmpty() && !host.equals(now)) {
            String text = host + " → " + now;
            moments.add(new Moment(Moment.Kind.AGENT, place.epoch(), place.step(), time, "", "", text));
        }
    }

    private static TrainingEvent backTo(Place place, Part part) {
        return new TrainingEvent.Resumed(
                part.origin().flatMap(Origin::checkpoint).orElse(""),
                place.epoch(),
                place.step(),
                place.seconds(),
                true,
                Map.of(),
                Optional.empty());
    }
}
