package io.jenkins.trainmodel.report;

import io.jenkins.trainmodel.event.EventRecord;
import io.jenkins.trainmodel.event.TrainingEvent;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** What has happened in a run besides its training, bounded. */
final class NotableEvents {
    /** Checkpoints, warnings and written texts: a long run has so many that what people did would go under among them. */
    private final EvenChoice<Arrival> routine;

    private final EvenChoice<Arrival> rare;
    private long arrived;

    /** An event and its place in the order of coming: several logs that are laid together each count for themselves. */
    private record Arrival(long place, EventRecord entry) {
        private long bytes() {
            return Footprint.of(entry.event());
        }
    }

    /**
     * Of no run yet.
     *
     * @param most of checkpoints, warnings and written texts, and as many of all else; at least 2
     * @param mostBytes of the heap for all of them
     */
    NotableEvents(int most, long mostBytes) {
        routine = new EvenChoice<>(most, mostBytes / 2, Arrival::bytes);
        rare = new EvenChoice<>(most, mostBytes / 2, Arrival::bytes);
    }

    void add(EventRecord entry) {
        boolean often = entry.event() instanceof TrainingEvent.CheckpointSaved
                || entry.event() instanceof TrainingEvent.Warning
                || entry.event() instanceof TrainingEvent.TextWritten;
        (often ? routine : rare).add(new Arrival(arrived++, entry));
    }

    /** In the order of coming. */
    List<EventRecord> toList() {
        return Stream.concat(rare.toList().stream(), routine.toList().stream())
                .sorted(Comparator.comparingLong(Arrival::place))
                .map(Arrival::entry)
                .toList();
    }

    /** Those of one kind, in the order of coming. */
    <E extends TrainingEvent> List<E> toList(Class<E> kind) {
        return toList().stream()
                .map(EventRecord::event)
                .filter(kind::isInstance)
                .map(kind::cast)
                .toList();
    }

    /** What they take of the heap. */
    long bytes() {
        return routine.bytes() + rare.bytes();
    }
}
