package io.jenkins.trainmodel.trainer.checkpoint;

import io.jenkins.trainmodel.run.DurableFiles;
import io.jenkins.trainmodel.run.RunDirectory;
import io.jenkins.trainmodel.spec.CheckpointSpec;
import io.jenkins.trainmodel.trainer.tensor.LearnedTensors;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The checkpoints of a run. A checkpoint is complete or not there; an older one is removed only when the new one is
 * durable. One that turns out to be damaged is renamed to {@code NNNNNN.damaged} and kept for people to look at.
 */
public final class CheckpointStore {
    private static final String NUMBER = "\\d{6,9}";
    private static final String DAMAGED = ".damaged";

    private final RunDirectory run;
    private final CheckpointSpec spec;
    private final Retention retention;
    private final List<Checkpoint> checkpoints = new ArrayList<>();
    private final List<String> problems = new ArrayList<>();
    private int lastNumber;

    private CheckpointStore(RunDirectory run, CheckpointSpec spec) {
        this.run = run;
        this.spec = spec;
        retention = new Retention(spec.keep(), spec.keepBest(), spec.metric(), spec.mode());
    }

    /**
     * Opens the store, clears away what a crash has left, and sets damaged checkpoints aside until the newest is a whole
     * one. To be called by the process that holds the run's lock.
     *
     * @throws CheckpointException if the directory cannot be used
     */
    public static CheckpointStore open(RunDirectory run, CheckpointSpec spec) throws CheckpointException {
        CheckpointStore store = new CheckpointStore(run, spec);
        try {
            Files.createDirectories(run.checkpoints());
            DurableFiles.recover(run.checkpoints());
            store.readAll();
            return store;
        } catch (CheckpointException failure) {
            throw failure;
        } catch (IOException failure) {
            throw new CheckpointException(
                    run.checkpoints() + " cannot be used for checkpoints: " + failure.getMessage(), failure);
        }
    }

    private void readAll() throws IOException {
        for (Path directory : directories()) {
            lastNumber = Math.max(lastNumber, number(directory));
            if (!isDamaged(directory)) {
                readOne(directory);
            }
        }
        while (newest().isPresent() && !isWhole(newest().get())) {
            checkpoints.remove(checkpoints.size() - 1);
        }
    }

    private List<Path> directories() throws IOException {
        try (Stream<Path> children = Files.list(run.checkpoints())) {
            return children.filter(child -> child.getFileName().toString().matches(NUMBER + "(\\" + DAMAGED + ")?"))
                    .sorted(Comparator.comparing(CheckpointStore::number))
                    .toList();
        }
    }

    private static int number(Path directory) {
        return Integer.parseInt(directory.getFileName().toString().replace(DAMAGED, ""));
    }

    private static boolean isDamaged(Path directory) {
        return directory.getFileName().toString().endsWith(DAMAGED);
    }

    private void readOne(Path directory) throws CheckpointException {
        try {
            checkpoints.add(Checkpoint.open(directory));
        } catch (CheckpointException failure) {
            if (Checkpoint.verify(directory).isEmpty()) {
                // whole, but written by another version: not to be passed over in silence
                throw failure;
            }
            setAside(directory, List.of(String.valueOf(failure.getMessage())));
        }
    }

    private boolean isWhole(Checkpoint checkpoint) {
        List<String> damage = Checkpoint.verify(checkpoint.directory());
        if (!damage.isEmpty()) {
            setAside(checkpoint.directory(), damage);
        }
        return damage.isEmpty();
    }

    private void setAside(Path directory, List<String> damage) {
        Path aside = directory.resolveSibling(directory.getFileName() + DAMAGED);
        String problem =
                "checkpoint " + directory.getFileName() + " is damaged and not used: " + String.join("; ", damage);
        try {
            Files.move(directory, aside);
            problems.add(problem + "; it is kept as " + aside.getFileName());
        } catch (IOException failure) {
            problems.add(problem);
        }
    }

    /** What was found damaged so far, one sentence each. */
    public List<String> problems() {
        return List.copyOf(problems);
    }

    /** The newest checkpoint; one that was there when the store was opened was compared with its manifest. */
    public Optional<Checkpoint> newest() {
        return checkpoints.isEmpty() ? Optional.empty() : Optional.of(checkpoints.get(checkpoints.size() - 1));
    }

    /**
     * The checkpoint with the best value, compared with its manifest; a damaged one is set aside, and the next best takes
     * its place.
     */
    public Optional<Checkpoint> best() {
        for (Checkpoint candidate : retention.bestFirst(checkpoints)) {
            if (isWhole(candidate)) {
                return Optional.of(candidate);
            }
            checkpoints.remove(candidate);
        }
        return Optional.empty();
    }

    /**
     * Saves a checkpoint and removes those that are no longer needed.
     *
     * @param tensors all of them finite: what is not is never kept
     * @throws CheckpointException if it cannot be written, such as on a full disk; older checkpoints are untouched then
     */
    public SavedCheckpoint save(CheckpointState state, LearnedTensors tensors) throws CheckpointException {
        long start = System.nanoTime();
        Checkpoint saved = write(run.checkpoint(lastNumber + 1), state, tensors);
        double seconds = (System.nanoTime() - start) / 1e9;
        lastNumber++;
        checkpoints.add(saved);
        List<String> warnings = new ArrayList<>();
        List<String> removed = removeSurplus(warnings);
        return new SavedCheckpoint(saved, isBest(saved), sizeOf(saved, warnings), seconds, removed, warnings);
    }

    private boolean isBest(Checkpoint saved) {
        List<Checkpoint> bestFirst = retention.bestFirst(checkpoints);
        return !bestFirst.isEmpty() && bestFirst.get(0).directory().equals(saved.directory());
    }

    private Checkpoint write(Path directory, CheckpointState state, LearnedTensors tensors) throws CheckpointException {
        boolean interrupted = Thread.interrupted();
        try {
            while (true) {
                try {
                    return Checkpoint.write(directory, state, tensors, spec.shardBytes());
                } catch (ClosedByInterruptException interruption) {
                    // a stop must not cost the checkpoint that it asks for
                    interrupted = Thread.interrupted();
                }
            }
        } catch (IOException failure) {
            throw new CheckpointException(explain(directory, failure, tensors.bytes()), failure);
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private String explain(Path directory, IOException failure, long needed) {
        return "checkpoint " + directory + " could not be written: " + failure.getMessage() + "; it needs about "
                + needed + " bytes, " + run.checkpoints().toFile().getUsableSpace()
                + " are free there. Older checkpoints are untouched: make room, or lower checkpoint.keep, and resume";
    }

    private List<String> removeSurplus(List<String> warnings) {
        List<String> removed = new ArrayList<>();
        for (Checkpoint checkpoint : retention.surplus(checkpoints)) {
            try {
                DurableFiles.deleteDirectory(checkpoint.directory());
                removed.add(checkpoint.name());
            } catch (IOException failure) {
                warnings.add("checkpoint " + checkpoint.name() + " could not be removed: " + failure);
            }
            checkpoints.remove(checkpoint);
        }
        return removed;
    }

    private static long sizeOf(Checkpoint checkpoint, List<String> warnings) {
        try {
            return checkpoint.bytes();
        } catch (IOException failure) {
            warnings.add("the size of checkpoint " + checkpoint.name() + " is unknown: " + failure);
            return 0;
        }
    }
}
