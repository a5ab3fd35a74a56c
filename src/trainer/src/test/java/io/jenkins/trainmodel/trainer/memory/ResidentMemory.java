package io.jenkins.trainmodel.trainer.memory;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What this process holds in memory, as Linux tells it. */
public final class ResidentMemory {
    private static final long PAGE = 4096;

    private ResidentMemory() {}

    public static long bytes() throws IOException {
        return Long.parseLong(Files.readString(Path.of("/proc/self/statm")).split(" ")[1]) * PAGE;
    }
}
