package io.jenkins.trainmodel.trainer.nvidia.claim;

import io.jenkins.trainmodel.trainer.nvidia.Gpu;
import io.jenkins.trainmodel.trainer.nvidia.GpuDriver;
import io.jenkins.trainmodel.trainer.nvidia.GpuProcess;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Who uses a GPU without a lock: another program, or one in another container, which shows by what it holds alone. */
record GpuUsers(GpuDriver driver) {
    /** Of its memory; a desktop takes less, and a driver keeps some hundred megabytes of a GPU that nobody uses. */
    private static final double SHARE_OF_MEMORY = 0.1;

    /** Of its time; without a process and memory it is a reading of the moment. */
    private static final double SHARE_OF_TIME = 0.5;

    /** Who is there, for people; empty where nobody is. A driver that does not tell is no reason to wait. */
    Optional<String> of(Gpu gpu) {
        try {
            return processes(gpu).or(() -> traces(gpu));
        } catch (IOException untold) {
            return Optional.empty();
        }
    }

    private Optional<String> processes(Gpu gpu) throws IOException {
        List<GpuProcess> others = driver.processes(gpu).stream()
                .filter(process -> process.number() != ProcessHandle.current().pid())
                .toList();
        return others.isEmpty()
                ? Optional.empty()
                : Optional.of("process "
                        + others.stream().map(GpuUsers::words).collect(Collectors.joining(", "))
                        + " computes on it");
    }

    private static String words(GpuProcess process) {
        return process.number()
                + ProcessHandle.of(process.number())
                        .flatMap(handle -> handle.info().user())
                        .map(user -> " of " + user)
                        .orElse("");
    }

    private Optional<String> traces(Gpu gpu) {
        try {
            Map<String, Double> now = driver.statistics(gpu);
            double memory = gpu.memory() > 0 ? now.getOrDefault(GpuDriver.MEMORY, 0.0) / gpu.memory() : 0;
            double time = now.getOrDefault(GpuDriver.UTILIZATION, 0.0);
            if (memory > SHARE_OF_MEMORY) {
                return Optional.of("%.0f %% of its memory are in use".formatted(memory * 100));
            }
            return time > SHARE_OF_TIME
                    ? Optional.of("it is busy for %.0f %% of the time".formatted(time * 100))
                    : Optional.empty();
        } catch (IOException untold) {
            return Optional.empty();
        }
    }
}
