package io.jenkins.trainmodel.trainer.telemetry;

import java.util.OptionalLong;
import oshi.SystemInfo;
import oshi.software.os.OSProcess;

/** What this process has moved since it began. */
public final class ProcessTraffic {
    private ProcessTraffic() {}

    /** Bytes that came from disks; what the page cache answered does not count. Empty where the system does not tell it. */
    public static OptionalLong bytesRead() {
        try {
            OSProcess process = new SystemInfo().getOperatingSystem().getCurrentProcess();
            return process == null ? OptionalLong.empty() : OptionalLong.of(process.getBytesRead());
        } catch (RuntimeException | LinkageError untold) {
            return OptionalLong.empty();
        }
    }
}
