package io.jenkins.trainmodel.trainer.engine;

import io.jenkins.trainmodel.trainer.library.platform.MachinePlatform;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Asks the NVIDIA driver for its GPUs, through nvidia-smi, which comes with every driver. */
final class GpuProbe {
    private static final List<String> QUERY = List.of("--query-gpu=index,name,driver_version", "--format=csv,noheader");
    private static final Pattern LINE = Pattern.compile("\\s*(\\d+)\\s*,\\s*(.+?)\\s*,\\s*([\\d.]+)\\s*");
    private static final int TIMEOUT_SECONDS = 20;

    private final MachinePlatform platform;
    private final String command;
    private final Path driverDevice;

    GpuProbe(MachinePlatform platform) {
        this(platform, "nvidia-smi", Path.of("/dev/nvidiactl"));
    }

    GpuProbe(MachinePlatform platform, String command, Path driverDevice) {
        this.platform = platform;
        this.command = command;
        this.driverDevice = driverDevice;
    }

    /** Takes some tenths of a second where there is a driver. */
    GpuReport report() {
        if (platform.system() == MachinePlatform.OperatingSystem.MAC) {
            return GpuReport.none("the engine computes on NVIDIA GPUs only, and macOS has no driver for them");
        }
        try {
            return query();
        } catch (IOException e) {
            return GpuReport.none(driverIsMissing());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return GpuReport.none("asking the NVIDIA driver was interrupted");
        }
    }

    private String driverIsMissing() {
        if (platform.system() == MachinePlatform.OperatingSystem.LINUX && Files.exists(driverDevice)) {
            return "there is an NVIDIA driver (%s), but its program %s is not on the PATH"
                    .formatted(driverDevice, command);
        }
        return "there is no NVIDIA driver: its program %s is not on the PATH%s"
                .formatted(command, platform.isWindows() ? "" : ", and there is no " + driverDevice);
    }

    private GpuReport query() throws IOException, InterruptedException {
        Path answer = Files.createTempFile("train-model-gpus", ".csv");
        try {
            Process process = new ProcessBuilder(command, QUERY.get(0), QUERY.get(1))
                    .redirectErrorStream(true)
                    .redirectOutput(answer.toFile())
                    .start();
            if (!process.waitFor(TIMEOUT_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                return GpuReport.none("%s gave no answer within %d seconds".formatted(command, TIMEOUT_SECONDS));
            }
            return read(process.exitValue(), Files.readString(answer, StandardCharsets.UTF_8));
        } finally {
            Files.deleteIfExists(answer);
        }
    }

    /** What the answer of nvidia-smi says. */
    GpuReport read(int exitCode, String answer) {
        List<Gpu> gpus = answer.lines().flatMap(line -> gpu(line).stream()).toList();
        if (exitCode != 0 || gpus.isEmpty()) {
            return GpuReport.none("%s reports no GPU (exit code %d): %s"
                    .formatted(command, exitCode, answer.lines().findFirst().orElse("no answer")));
        }
        return new GpuReport(gpus, "");
    }

    private static Optional<Gpu> gpu(String line) {
        Matcher matcher = LINE.matcher(line);
        return matcher.matches()
                ? Optional.of(new Gpu(Integer.parseInt(matcher.group(1)), matcher.group(2), matcher.group(3)))
                : Optional.empty();
    }
}
