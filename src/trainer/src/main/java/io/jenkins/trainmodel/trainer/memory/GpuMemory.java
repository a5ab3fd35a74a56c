package io.jenkins.trainmodel.trainer.memory;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What a GPU's driver says of its memory, as libtorch puts it into the message of an allocation that failed. */
final class GpuMemory {
    private static final Pattern ROOM =
            Pattern.compile("has a total capacity of ([\\d.]+ \\w+) of which ([\\d.]+ \\w+) is free");
    private static final Pattern OTHERS = Pattern.compile("[.\\s]Process (\\d+) has ([\\d.]+ \\w+) memory in use");

    private GpuMemory() {}

    /** How much there is, how much is free, and which other processes hold what; empty where the message does not say. */
    static Optional<String> words(String message) {
        Matcher room = ROOM.matcher(message);
        if (!room.find()) {
            return Optional.empty();
        }
        String others = OTHERS.matcher(message)
                .results()
                .map(process -> "process %s holds %s".formatted(process.group(1), process.group(2)))
                .collect(Collectors.joining("; "));
        return Optional.of("of the device's %s, %s are free".formatted(room.group(1), room.group(2))
                + (others.isEmpty() ? "" : "; " + others));
    }
}
