package io.jenkins.trainmodel.trainer.estimate;

import io.jenkins.trainmodel.event.EventRecord;
import io.jenkins.trainmodel.event.EventWriter;
import io.jenkins.trainmodel.event.TrainingEvent;
import io.jenkins.trainmodel.run.RunDirectory;
import io.jenkins.trainmodel.trainer.run.watch.TensorBoardListener;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The event log and TensorBoard's file of a rehearsal, which know what each kind of event takes in both. Safe for several
 * threads.
 */
final class RehearsedLog implements AutoCloseable {
    private final EventWriter events;
    private final Optional<TensorBoardListener> tensorboard;
    private final List<Path> files;
    private final Map<Class<? extends TrainingEvent>, Kind> kinds = new HashMap<>();
    private long bytes;

    /** @param withTensorBoard whether it has a file, too */
    RehearsedLog(RunDirectory directory, boolean withTensorBoard) throws IOException {
        events = EventWriter.open(directory.events());
        tensorboard =
                withTensorBoard ? Optional.of(new TensorBoardListener(directory.tensorboard())) : Optional.empty();
        files = withTensorBoard
                ? List.of(directory.events(), onlyFile(directory.tensorboard()))
                : List.of(directory.events());
    }

    private static Path onlyFile(Path folder) throws IOException {
        try (Stream<Path> children = Files.list(folder)) {
            return children.findFirst().orElseThrow();
        }
    }

    /**
     * The events of one kind so far.
     *
     * @param bytes of all of them
     */
    private record Kind(int count, long bytes, TrainingEvent newest) {
        Kind and(Kind next) {
            return new Kind(count + next.count, bytes + next.bytes, next.newest);
        }
    }

    /** Writes the event, as a run does that TensorBoard listens to. */
    synchronized EventRecord record(TrainingEvent event) throws IOException {
        EventRecord entry = events.write(event);
        if (tensorboard.isPresent()) {
            tensorboard.get().event(entry);
            tensorboard.get().flush();
        }
        long before = bytes;
        bytes = files.stream().mapToLong(file -> file.toFile().length()).sum();
        kinds.merge(event.getClass(), new Kind(1, bytes - before, event), Kind::and);
        return entry;
    }

    /** Bytes of one event of a kind; 0 where there was none. */
    synchronized double bytesOf(Class<? extends TrainingEvent> kind) {
        return Optional.ofNullable(kinds.get(kind))
                .map(known -> (double) known.bytes() / known.count())
                .orElse(0.0);
    }

    /** Bytes of all events but those of these kinds. */
    synchronized long bytesWithout(List<Class<? extends TrainingEvent>> some) {
        return kinds.entrySet().stream()
                .filter(kind -> !some.contains(kind.getKey()))
                .mapToLong(kind -> kind.getValue().bytes())
                .sum();
    }

    /** The newest event of a kind. */
    synchronized <T extends TrainingEvent> Optional<T> newest(Class<T> kind) {
        return Optional.ofNullable(kinds.get(kind)).map(known -> kind.cast(known.newest()));
    }

    /** Bytes of all events in both files. */
    synchronized long bytes() {
        return bytes;
    }

    /** Forces all events to the disk. */
    void sync() throws IOException {
        events.sync();
    }

    long lastSequence() {
        return events.lastSequence();
    }

    @Override
    public void close() throws IOException {
        events.close();
        if (tensorboard.isPresent()) {
            tensorboard.get().close();
        }
    }
}
