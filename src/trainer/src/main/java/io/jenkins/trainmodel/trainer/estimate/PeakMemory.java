package io.jenkins.trainmodel.trainer.estimate;

import io.jenkins.trainmodel.trainer.telemetry.RunProcesses;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The most memory that processes have held so far. */
public final class PeakMemory {
    /** Linux tells it in KiB. */
    private static final Pattern PEAK = Pattern.compile("VmHWM:\\s*(\\d+) kB");

    private static final int BYTES_PER_KIBIBYTE = 1 << 10;

    private PeakMemory() {}

    /**
     * Bytes that were resident at once, summed up over processes, of which each may have held its most at another time; empty where the
     * system does not tell.
     */
    static OptionalLong bytes(RunProcesses processes) {
        long sum = 0;
        for (int number : processes.numbers()) {
            OptionalLong one = bytes(Path.of("/proc", Integer.toString(number), "status"));
            if (one.isEmpty()) {
                return one;
            }
            sum += one.getAsLong();
        }
        return OptionalLong.of(sum);
    }

    /** The same of the process whose state stands in this file of {@code /proc}. */
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
