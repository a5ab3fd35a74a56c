package io.jenkins.trainmodel.report;

import io.jenkins.trainmodel.event.BottleneckFound;
import io.jenkins.trainmodel.event.EventRecord;
import io.jenkins.trainmodel.event.TrainingEvent;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** What has happened in a run besides its training, bounded. */
final class NotableEvents {
    /** Texts of so many epochs, which are as many as people would compare. */
    private static final int MOST_TEXTS = 25;

    /** Large, and of interest only while they are the newest of their kind, which a run tells again each time it begins, or while it goes on. */
    private static final Set<Class<?>> NEWEST =
            Set.of(TrainingEvent.ImagesVaried.class, TrainingEvent.DataRead.class, BottleneckFound.class);

    /** Checkpoints and warnings: a long run has so many that what people did would go under among them. */
    private final EvenChoice<Arrival> routine;

    private final EvenChoice<Arrival> rare;

    /** What a model has written; large, and so neither chosen nor counted with others. */
    private final EvenChoice<Arrival> texts;

    /** The newest of each kind of {@link #NEWEST}. */
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
     * @param mostBytes of the heap for all of them; texts that a model has written may take a quarter more, and the newest of
     *     each kind comes on top
     */
    NotableEvents(int most, long mostBytes) {
        routine = new EvenChoice<>(most, mostBytes / 2, Arrival::bytes);
        rare = new EvenChoice<>(most, mostBytes / 2, Arrival::bytes);
        texts = new EvenChoice<>(MOST_TEXTS, mostBytes / 4, Arrival::bytes);
    }

    void add(EventRecord entry) {
        Arrival arrival = new Arrival(arrived++, entry);
        if (NEWEST.contains(entry.event().getClass())) {
            newest.put(entry.event().getClass(), arrival);
        } else {
            placeOf(entry.event()).add(arrival);
        }
    }

    private EvenChoice<Arrival> placeOf(TrainingEvent event) {
        if (event instanceof TrainingEvent.TextWritten) {
            return texts;
        }
        boolean often = event instanceof TrainingEvent.CheckpointSaved
                || event instanceof TrainingEvent.Warning
                || event instanceof TrainingEvent.WaitingChosen;
        return often ? routine : rare;
    }

    /** In the order of coming. */
    List<EventRecord> toList() {
        return Stream.of(rare.toList(), routine.toList(), texts.toList(), List.copyOf(newest.values()))
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
        return routine.bytes()
                + rare.bytes()
                + texts.bytes()
                + newest.values().stream().mapToLong(Arrival::bytes).sum();
    }
}
