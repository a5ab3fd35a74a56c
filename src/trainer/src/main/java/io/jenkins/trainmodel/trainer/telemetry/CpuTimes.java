package io.jenkins.trainmodel.trainer.telemetry;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * The processor time of some processes and of all that they have started, also of what has ended meanwhile. On Linux a process
 * tells the time of its ended children with its own, and the one that started the program tells the program's; only of what was
 * left by whoever had started it, what was seen last counts. Elsewhere that goes for every process.
 */
final class CpuTimes {
    private static final Path PROCESSES = Path.of("/proc");
    /** Linux counts in hundredths of a second in its files, whatever its own clock. */
    private static final double TICKS_PER_SECOND = 100;
    /** Fields behind the name: state, parent, … of proc(5). */
    private static final int PARENT = 1;

    private static final int OWN_USER = 11;
    private static final int CHILDREN_SYSTEM = 14;
    private static final int STARTED = 19;

    private final boolean byFiles = Files.isReadable(PROCESSES.resolve("self/stat"));
    private Map<String, Seen> before = Map.of();
    private double gone;
    private double most;

    /**
     * A process as it was seen.
     *
     * @param orphaned whether nobody of those that are counted will tell its time when it has ended
     */
    private record Seen(double seconds, boolean orphaned) {}

    /** All of it so far, of these and of those that were counted before; empty where the system does not tell it. */
    OptionalDouble seconds(List<Integer> processes) {
        Map<String, Seen> now = new HashMap<>();
        for (int process : processes) {
            if (byFiles) {
                addByFile(process, processes, now);
            } else {
                addByHandle(process, now);
            }
        }
        before.forEach((key, seen) -> gone += seen.orphaned() && !now.containsKey(key) ? seen.seconds() : 0);
        before = now;
        // What ends while the files are read is in none of them for a moment.
        most = Math.max(
                most, gone + now.values().stream().mapToDouble(Seen::seconds).sum());
        return now.isEmpty() ? OptionalDouble.empty() : OptionalDouble.of(most);
    }

    private static void addByFile(int process, List<Integer> counted, Map<String, Seen> now) {
        try {
            String text = Files.readString(
                    PROCESSES.resolve(Integer.toString(process)).resolve("stat"), StandardCharsets.ISO_8859_1);
            String[] fields = text.substring(text.lastIndexOf(')') + 1).strip().split(" ");
            double ticks = 0;
            for (int field = OWN_USER; field <= CHILDREN_SYSTEM; field++) {
                ticks += Long.parseLong(fields[field]);
            }
            boolean orphaned = !counted.contains(Integer.parseInt(fields[PARENT])) && process != counted.get(0);
            now.put(process + " " + fields[STARTED], new Seen(ticks / TICKS_PER_SECOND, orphaned));
        } catch (IOException | RuntimeException ended) {
            // its time is told by who has started it
        }
    }

    private static void addByHandle(int process, Map<String, Seen> now) {
        Optional<ProcessHandle.Info> info = ProcessHandle.of(process).map(ProcessHandle::info);
        info.flatMap(ProcessHandle.Info::totalCpuDuration)
                .map(Duration::toMillis)
                .ifPresent(milliseconds -> now.put(
                        process + " "
                                + info.flatMap(ProcessHandle.Info::startInstant).orElse(null),
                        new Seen(milliseconds / 1e3, true)));
    }
}
