package io.jenkins.trainmodel.trainer.watch.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Processes that get SIGTERM. One that reads what another of them writes, as {@code tee} behind a training, comes to its end behind
 * that one, with all that was written; it is signalled where it outlives it for long, so that it has its time to end as well. Where a system does not show who reads from whom,
 * all of them are signalled at once.
 */
final class Signalled {
    private static final Duration LONGEST_PATIENCE = Duration.ofSeconds(2);
    private static final Path PROCESSES = Path.of("/proc");
    private static final String PIPE = "pipe:";

    private final Optional<String> input;
    private final long patienceNanoseconds;
    private final Set<ProcessHandle> signalled = new HashSet<>();
    /** Those that wait for the end of others, with the time since when there is none of those. */
    private final Map<ProcessHandle, Optional<Long>> readers = new LinkedHashMap<>();

    /**
     * None so far.
     *
     * @param input the pipe that the program itself got as its input, and what it has started with it
     * @param grace from the signal on, until whatever is left is killed
     */
    Signalled(Optional<String> input, Duration grace) {
        this.input = input;
        this.patienceNanoseconds =
                Math.min(LONGEST_PATIENCE.toNanos(), grace.dividedBy(2).toNanos());
    }

    /** Signals these, unless they were signalled before. */
    void add(List<ProcessHandle> processes) {
        List<ProcessHandle> writers = new ArrayList<>(processes);
        writers.addAll(signalled);
        for (ProcessHandle process : processes) {
            if (!signalled.contains(process) && readsFromAny(process, writers)) {
                readers.putIfAbsent(process, Optional.empty());
            } else if (!readers.containsKey(process) && signalled.add(process)) {
                process.destroy();
            }
        }
    }

    /** Signals what the program has left behind; what has read from it still has to write the last of that. */
    void addLeft(List<ProcessHandle> processes) {
        for (ProcessHandle process : processes) {
            Optional<String> pipe = inputPipe(process);
            if (!signalled.contains(process) && pipe.isPresent() && !pipe.equals(input)) {
                readers.putIfAbsent(process, Optional.empty());
            }
        }
        add(processes);
    }

    /** Signals those that have outlived whom they read from. */
    void look() {
        List<ProcessHandle> all =
                Stream.concat(signalled.stream(), readers.keySet().stream()).toList();
        Iterator<Map.Entry<ProcessHandle, Optional<Long>>> entries =
                readers.entrySet().iterator();
        while (entries.hasNext()) {
            Map.Entry<ProcessHandle, Optional<Long>> reader = entries.next();
            long now = System.nanoTime();
            if (readsFromAny(reader.getKey(), all)) {
                reader.setValue(Optional.empty());
            } else if (now - reader.getValue().orElse(now) >= patienceNanoseconds) {
                signalled.add(reader.getKey());
                reader.getKey().destroy();
                entries.remove();
            } else if (reader.getValue().isEmpty()) {
                reader.setValue(Optional.of(now));
            }
        }
    }

    /** The pipe that a process reads from, where it does and the system shows it. */
    static Optional<String> inputPipe(ProcessHandle process) {
        return descriptor(process, 0).filter(name -> name.startsWith(PIPE));
    }

    private static boolean readsFromAny(ProcessHandle reader, List<ProcessHandle> writers) {
        Optional<String> pipe = inputPipe(reader);
        return pipe.isPresent()
                && writers.stream()
                        .filter(writer -> !writer.equals(reader))
                        .anyMatch(writer -> descriptor(writer, 1).equals(pipe)
                                || descriptor(writer, 2).equals(pipe));
    }

    private static Optional<String> descriptor(ProcessHandle process, int number) {
        Path link = PROCESSES.resolve(Path.of(Long.toString(process.pid()), "fd", Integer.toString(number)));
        try {
            return Optional.of(Files.readSymbolicLink(link).toString());
        } catch (IOException | UnsupportedOperationException hidden) {
            return Optional.empty();
        }
    }
}
