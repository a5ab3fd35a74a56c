package io.jenkins.trainmodel.trainer.estimate;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The most memory that a process has held so far. */
public final class PeakMemory {
    /** Linux tells it in KiB. */
    private static final Pattern PEAK = Pattern.compile("VmHWM:\\s*(\\d+) kB");

    private static final int BYTES_PER_KIBIBYTE = 1 << 10;

    private PeakMemory() {}

    /** Bytes of this process that were resident at once; empty where the system does not tell. */
    static OptionalLong bytes() {
        return bytes(Path.of("/proc/self/status"));
    }

    /** As above of another process, whose state stands in this file of {@code /proc}. */
    public static OptionalLong bytes(Path status) {
        try {
            Matcher peak = PEAK.matcher(Files.readString(status, StandardCharsets.UTF_8));
            return peak.find()
                    ? OptionalLong.of(Long.parseLong(peak.group(1)) * BYTES_PER_KIBIBYTE)
                    : OptionalLong.empty();
        } catch (IOException untold) {
            return OptionalLong.empty();
        }
    }
}
