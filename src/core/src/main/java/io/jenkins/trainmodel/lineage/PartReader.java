package io.jenkins.trainmodel.lineage;

import io.jenkins.trainmodel.event.EventRecord;
import io.jenkins.trainmodel.event.TrainingEvent;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Takes of a run's events what belongs to the curve, and brings it into the curve's count. */
final class PartReader {
    private final int lastEpoch;
    private final Shift shift;
    private final boolean first;
    private final Moments collected = new Moments();
    private final TreeMap<Integer, Place> ends = new TreeMap<>();
    private Optional<Instant> began = Optional.empty();
    private boolean behind;

    /**
     * A reader.
     *
     * @param lastEpoch the epoch behind which the next run began, in the run's own count; empty: all of it
     * @param first whether the curve begins with this run
     */
    PartReader(Optional<Integer> lastEpoch, Shift shift, boolean first) {
        this.lastEpoch = lastEpoch.orElse(Integer.MAX_VALUE);
        this.shift = shift;
        this.first = first;
    }

    /** The event in the curve's count, if it is a measurement that belongs to it. */
    Optional<EventRecord> take(EventRecord entry) {
        began = began.or(() -> Optional.of(entry.time()));
        TrainingEvent event = entry.event();
        Optional<Place> place = Place.of(event);
        place.ifPresent(measured -> behind = measured.epoch() > lastEpoch);
        if (event instanceof TrainingEvent.Epoch epoch && !behind) {
            ends.put(epoch.epoch(), place.orElseThrow());
        } else if (event instanceof TrainingEvent.Resumed resumed) {
            return takeResumed(entry, resumed);
        }
        boolean measured = place.isPresent() || event instanceof TrainingEvent.Telemetry;
        return measured && !behind || first && event instanceof TrainingEvent.Started
                ? Optional.of(with(entry, shift.of(event)))
                : Optional.empty();
    }

    /** What it does away with is done away with on the curve. */
    private Optional<EventRecord> takeResumed(EventRecord entry, TrainingEvent.Resumed resumed) {
        if (resumed.epoch() > lastEpoch) {
            return Optional.empty();
        }
        behind = false;
        if (resumed.supersedes()) {
            ends.tailMap(resumed.epoch(), false).clear();
        }
        Place place = shift.of(new Place(resumed.epoch(), resumed.step(), resumed.elapsedSeconds()));
        return Optional.of(with(
                entry,
                new TrainingEvent.Resumed(
                        resumed.checkpoint(),
                        place.epoch(),
                        place.step(),
                        place.seconds(),
                        resumed.supersedes(),
                        resumed.environment(),
                        Optional.empty())));
    }

    private static EventRecord with(EventRecord entry, TrainingEvent event) {
        return new EventRecord(entry.version(), entry.sequence(), entry.time(), event);
    }

    /** The moments that an event brings, in the curve's count; none of what came after the next run began. */
    List<Moment> momentsOf(EventRecord entry) {
        return collected.add(entry).stream()
                .filter(moment -> moment.epoch() <= lastEpoch)
                .map(moment -> moment.shifted(shift))
                .toList();
    }

    /** Where the run was left, in its own count: the end of the last epoch that belongs to the curve; empty before one. */
    Optional<Place> left() {
        return Optional.ofNullable(ends.lastEntry()).map(Map.Entry::getValue);
    }

    /** On which machines it began and ended. */
    Moments collected() {
        return collected;
    }

    /** When the run began. */
    Optional<Instant> began() {
        return began;
    }
}
