package io.jenkins.trainmodel.trainer.memory;

import io.jenkins.trainmodel.words.Quantity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import oshi.SystemInfo;
import oshi.hardware.GlobalMemory;

/**
 * The machine's memory as far as this process may have it, in bytes.
 *
 * @param total what the machine has, or its control group allows where that is less
 * @param available what could still be had of it without taking it from others
 */
public record MachineMemory(long total, long available) implements Room {
    private static final Path CONTROL_GROUPS = Path.of("/sys/fs/cgroup");

    /** As it is now. */
    public static MachineMemory now() {
        GlobalMemory memory = new SystemInfo().getHardware().getMemory();
        return new MachineMemory(memory.getTotal(), memory.getAvailable()).within(CONTROL_GROUPS);
    }

    /** What the control group of a container leaves of it: files that are only cached count as available, as they do for the kernel. */
    MachineMemory within(Path groups) {
        Optional<Long> limit = first(groups, "memory.max", "memory/memory.limit_in_bytes");
        if (limit.isEmpty() || limit.get() >= total) {
            return this;
        }
        long used =
                first(groups, "memory.current", "memory/memory.usage_in_bytes").orElse(0L)
                        - cached(groups.resolve("memory.stat"))
                                .or(() -> cached(groups.resolve("memory/memory.stat")))
                                .orElse(0L);
        return new MachineMemory(limit.get(), Math.max(0, Math.min(available, limit.get() - used)));
    }

    private static Optional<Long> first(Path groups, String... names) {
        return Stream.of(names)
                .map(groups::resolve)
                .flatMap(file -> lines(file).limit(1))
                .flatMap(line -> number(line).stream())
                .findFirst();
    }

    private static Optional<Long> cached(Path statistics) {
        return lines(statistics)
                .filter(line -> line.startsWith("inactive_file ") || line.startsWith("total_inactive_file "))
                .map(line -> line.substring(line.indexOf(' ') + 1))
                .flatMap(value -> number(value).stream())
                .reduce((first, second) -> second);
    }

    private static Stream<String> lines(Path file) {
        try {
            return Files.isReadable(file) ? Files.readAllLines(file).stream() : Stream.empty();
        } catch (IOException unreadable) {
            return Stream.empty();
        }
    }

    /** The word max stands for no limit. */
    private static Optional<Long> number(String text) {
        return text.strip().matches("\\d{1,18}") ? Optional.of(Long.parseLong(text.strip())) : Optional.empty();
    }

    /** Whether so many bytes more leave a twentieth of the memory to all others. */
    public boolean hasRoomFor(long bytes) {
        return available - bytes >= total / 20;
    }

    @Override
    public String consequence() {
        return "the system may end this process without a word";
    }

    @Override
    public String words() {
        return "of the machine's %s, %s are available".formatted(Quantity.bytes(total), Quantity.bytes(available));
    }
}
