package io.jenkins.trainmodel.report;

import io.jenkins.trainmodel.event.EventRecord;
import io.jenkins.trainmodel.event.TrainingEvent;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What has happened in a run besides its training, bounded. */
final class NotableEvents {
    /** Checkpoints and warnings: a long run has so many that what people did would go under among them. */
    private final EvenChoice<Arrival> routine;

    private final EvenChoice<Arrival> rare;

    /** What the model wrote last: long, of interest only while it is the newest, and so neither chosen nor counted with others. */
    private Optional<Arrival> written = Optional.empty();

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
     * @param most of checkpoints and warnings, and as many of all else; at least 2
     * @param mostBytes of the heap for all of them; the newest written text comes on top
     */
    NotableEvents(int most, long mostBytes) {
        routine = new EvenChoice<>(most, mostBytes / 2, Arrival::bytes);
        rare = new EvenChoice<>(most, mostBytes / 2, Arrival::bytes);
    }

    void add(EventRecord entry) {
        Arrival arrival = new Arrival(arrived++, entry);
        if (entry.event() instanceof TrainingEvent.TextWritten) {
            written = Optional.of(arrival);
            return;
        }
        boolean often = entry.event() instanceof TrainingEvent.CheckpointSaved
                || entry.event() instanceof TrainingEvent.Warning
                || entry.event() instanceof TrainingEvent.WaitingChosen;
        (often ? routine : rare).add(arrival);
    }

    /** In the order of coming. */
    List<EventRecord> toList() {
        return Stream.of(rare.toList(), routine.toList(), written.stream().toList())
                .flatMap(List::stream)
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
        return routine.bytes() + rare.bytes() + written.map(Arrival::bytes).orElse(0L);
    }
}
