package io.jenkins.trainmodel.trainer.process;

import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** The signals that end a process in order. */
final class Signals {
    private static final Map<String, Integer> NUMBERS = Map.of("HUP", 1, "INT", 2, "TERM", 15);
    private static final Path STATUS = Path.of("/proc/self/status");

    private Signals() {}

    /** Skips the test where processes that are started here ignore the signal, as those of a build in the background do. */
    static void assumeHeard(String name) throws IOException {
        assumeThat(isIgnored(NUMBERS.get(name)))
                .as("SIG" + name + " is ignored, as by nohup")
                .isFalse();
    }

    /** What a process ignores, its children ignore from their start, and Java leaves it so. */
    private static boolean isIgnored(int number) throws IOException {
        return Files.exists(STATUS)
                && Files.readAllLines(STATUS).stream()
                        .filter(line -> line.startsWith("SigIgn:"))
                        .map(line -> Long.parseUnsignedLong(
                                line.substring("SigIgn:".length()).strip(), 16))
                        .anyMatch(mask -> (mask >>> (number - 1) & 1) == 1);
    }
}
