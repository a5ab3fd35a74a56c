package io.jenkins.trainmodel.trainer.engine;

import io.jenkins.trainmodel.trainer.engine.library.LibtorchVersion;
import io.jenkins.trainmodel.trainer.library.platform.MachinePlatform;
import io.jenkins.trainmodel.trainer.nvidia.Gpu;
import io.jenkins.trainmodel.trainer.nvidia.GpuReport;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Which NVIDIA drivers and GPUs a libtorch for CUDA runs with. */
record CudaDrivers(MachinePlatform platform) {
    /** From which driver on any minor version runs, by CUDA's major version (CUDA release notes, "minor version compatibility"). */
    private static final Map<Integer, Integer> LINUX = Map.of(11, 450, 12, 525, 13, 580);

    private static final Map<Integer, Integer> WINDOWS = Map.of(11, 452, 12, 528, 13, 580);

    /** CUDA's version times ten. */
    private static final int FIRST_FOR_BLACKWELL = 128;

    /** The major compute capability. */
    private static final int BLACKWELL = 10;

    /** The GPUs that this libtorch runs on; where it runs on none, why. */
    GpuReport check(GpuReport gpus, LibtorchVersion libtorch) {
        if (!gpus.usable()) {
            return gpus;
        }
        Gpu first = gpus.first();
        Optional<String> problem = oldest(libtorch)
                .filter(oldest -> major(first.driver()) < oldest)
                .map(oldest -> "the driver %s of %s is too old: libtorch %s needs %d or newer"
                        .formatted(first.driver(), first.name(), libtorch, oldest));
        return problem.map(words -> new GpuReport(gpus.gpus(), words)).orElseGet(() -> fitting(gpus, libtorch));
    }

    /** Those for which this libtorch has code; it has that of Blackwell from CUDA 12.8 on. */
    private static GpuReport fitting(GpuReport gpus, LibtorchVersion libtorch) {
        boolean old = libtorch.cuda().isPresent() && libtorch.cuda().getAsInt() < FIRST_FOR_BLACKWELL;
        List<Gpu> fitting = gpus.gpus().stream()
                .filter(gpu -> !old || major(gpu.capability()) < BLACKWELL)
                .toList();
        return fitting.isEmpty()
                ? new GpuReport(
                        gpus.gpus(),
                        "%s has compute capability %s, and libtorch %s has no code for it; take one for CUDA 12.8 or newer"
                                .formatted(gpus.first().name(), gpus.first().capability(), libtorch))
                : GpuReport.of(fitting);
    }

    private Optional<Integer> oldest(LibtorchVersion libtorch) {
        Map<Integer, Integer> drivers = platform.isWindows() ? WINDOWS : LINUX;
        return libtorch.cudaMajor().stream()
                .boxed()
                .flatMap(major -> Optional.ofNullable(drivers.get(major)).stream())
                .findFirst();
    }

    /** The first number of a version; 0 where there is none. */
    private static int major(String version) {
        String first = version.split("\\.")[0];
        return first.matches("\\d{1,6}") ? Integer.parseInt(first) : 0;
    }
}
