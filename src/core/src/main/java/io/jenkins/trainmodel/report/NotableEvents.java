package io.jenkins.trainmodel.report;

import io.jenkins.trainmodel.event.EventRecord;
import io.jenkins.trainmodel.event.TrainingEvent;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** What has happened in a run besides its training, bounded. */
final class NotableEvents {
    /** Large, of interest only while they are the newest of their kind, and so neither chosen nor counted with others. */
    private static final Set<Class<?>> LARGE =
            Set.of(TrainingEvent.TextWritten.class, TrainingEvent.ImagesVaried.class);

    /** Checkpoints and warnings: a long run has so many that what people did would go under among them. */
    private final EvenChoice<Arrival> routine;

    private final EvenChoice<Arrival> rare;

    /** The newest of each kind of {@link #LARGE}. */
    private final Map<Class<?>, Arrival> newest = new HashMap<>();

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
     * @param mostBytes of the heap for all of them; the newest written text and picture come on top
     */
    NotableEvents(int most, long mostBytes) {
        routine = new EvenChoice<>(most, mostBytes / 2, Arrival::bytes);
        rare = new EvenChoice<>(most, mostBytes / 2, Arrival::bytes);
    }

    void add(EventRecord entry) {
        Arrival arrival = new Arrival(arrived++, entry);
        if (LARGE.contains(entry.event().getClass())) {
            newest.put(entry.event().getClass(), arrival);
            return;
        }
        boolean often = entry.event() instanceof TrainingEvent.CheckpointSaved
                || entry.event() instanceof TrainingEvent.Warning
                || entry.event() instanceof TrainingEvent.WaitingChosen;
        (often ? routine : rare).add(arrival);
    }

    /** In the order of coming. */
    List<EventRecord> toList() {
        return Stream.<Collection<Arrival>>of(rare.toList(), routine.toList(), newest.values())
                .flatMap(Collection::stream)
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
        return routine.bytes()
                + rare.bytes()
                + newest.values().stream().mapToLong(Arrival::bytes).sum();
    }
}
