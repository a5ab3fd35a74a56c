package io.jenkins.trainmodel.trainer.engine;

import io.jenkins.trainmodel.trainer.engine.library.LibtorchVersion;
import io.jenkins.trainmodel.trainer.library.platform.MachinePlatform;
import java.util.Map;
import java.util.Optional;

/** Which NVIDIA drivers a libtorch for CUDA runs with. */
record CudaDrivers(MachinePlatform platform) {
    /** From which driver on any minor version runs, by CUDA's major version (CUDA release notes, "minor version compatibility"). */
    private static final Map<Integer, Integer> LINUX = Map.of(11, 450, 12, 525, 13, 580);

    private static final Map<Integer, Integer> WINDOWS = Map.of(11, 452, 12, 528, 13, 580);

    /** The report, with the driver as its problem where it is too old for this libtorch. */
    GpuReport check(GpuReport gpus, LibtorchVersion libtorch) {
        if (!gpus.usable()) {
            return gpus;
        }
        Gpu first = gpus.first();
        return oldest(libtorch)
                .filter(oldest -> major(first.driver()) < oldest)
                .map(oldest -> new GpuReport(
                        gpus.gpus(),
                        "the driver %s of %s is too old: libtorch %s needs %d or newer"
                                .formatted(first.driver(), first.name(), libtorch, oldest)))
                .orElse(gpus);
    }

    private Optional<Integer> oldest(LibtorchVersion libtorch) {
        Map<Integer, Integer> drivers = platform.isWindows() ? WINDOWS : LINUX;
        return libtorch.cudaMajor().stream()
                .boxed()
                .flatMap(major -> Optional.ofNullable(drivers.get(major)).stream())
                .findFirst();
    }

    private static int major(String driver) {
        return Integer.parseInt(driver.split("\\.")[0]);
    }
}
