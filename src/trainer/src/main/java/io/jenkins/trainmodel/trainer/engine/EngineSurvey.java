package io.jenkins.trainmodel.trainer.engine;

import io.jenkins.trainmodel.trainer.engine.FoundLibrary.Origin;
import io.jenkins.trainmodel.trainer.engine.library.LibtorchDirectory;
import io.jenkins.trainmodel.trainer.engine.library.PythonTorch;
import io.jenkins.trainmodel.trainer.engine.platform.EngineException;
import io.jenkins.trainmodel.trainer.library.platform.LibraryException;
import io.jenkins.trainmodel.trainer.nvidia.Gpu;
import io.jenkins.trainmodel.trainer.nvidia.GpuReport;
import io.jenkins.trainmodel.trainer.nvidia.claim.GpuClaim;
import io.jenkins.trainmodel.trainer.nvidia.claim.GpuClaims;
import io.jenkins.trainmodel.trainer.nvidia.claim.GpuClaims.BusyException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What this machine has to compute with, and what a training would take. Nothing is downloaded or loaded.
 *
 * @param gpus those that this process may see
 * @param gpuProblem why there is none, without a full stop; empty where there is one
 * @param choice what a training with {@code device: auto} would compute on, and why; or why it would not begin
 */
public record EngineSurvey(List<FoundGpu> gpus, String gpuProblem, List<FoundLibrary> libraries, String choice) {
    /**
     * A GPU.
     *
     * @param use who uses it, without a full stop; empty where nobody does
     */
    public record FoundGpu(Gpu gpu, String use) {}

    /** Looks at the machine as a training would; a GPU is taken for a moment, if one is free. */
    public static EngineSurvey of(EngineRequest request) throws InterruptedException {
        return of(EngineParts.of(request));
    }

    static EngineSurvey of(EngineParts parts) throws InterruptedException {
        GpuReport gpus = parts.gpus();
        List<FoundLibrary> libraries = libraries(parts);
        String choice;
        Optional<Path> taken = Optional.empty();
        try {
            Optional<LibtorchDirectory> own = parts.own(gpus);
            taken = Optional.of(own.map(LibtorchDirectory::path)
                    .orElseGet(() -> parts.libraries().cpuDirectory()));
            DeviceChoice chosen = parts.choose(gpus, own.filter(LibtorchDirectory::cuda));
            chosen.claims().forEach(GpuClaim::close);
            choice = chosen.sentence();
        } catch (EngineException | LibraryException refused) {
            choice = refused.getMessage();
        }
        Optional<Path> path = taken;
        return new EngineSurvey(
                found(parts, gpus),
                gpus.problem(),
                libraries.stream()
                        .map(library -> library.taken(
                                path.filter(library.path()::equals).isPresent()))
                        .toList(),
                choice);
    }

    private static List<FoundGpu> found(EngineParts parts, GpuReport gpus) throws InterruptedException {
        GpuClaims claims = GpuClaims.ofMachine(parts.request().environment(), parts.driver());
        List<FoundGpu> found = new ArrayList<>();
        for (Gpu gpu : gpus.gpus()) {
            found.add(new FoundGpu(gpu, use(claims, gpu)));
        }
        return found;
    }

    private static String use(GpuClaims claims, Gpu gpu) throws InterruptedException {
        try {
            claims.take(List.of(gpu), false).close();
            return "";
        } catch (BusyException busy) {
            return busy.getMessage();
        }
    }

    private static List<FoundLibrary> libraries(EngineParts parts) {
        List<FoundLibrary> found = new ArrayList<>();
        parts.given().ifPresent(path -> found.add(library(parts, Origin.GIVEN, path)));
        new PythonTorch(parts.request().environment(), parts.versions(), parts.platform())
                .folders()
                .forEach(path -> found.add(library(parts, Origin.PYTHON, path)));
        parts.cudaSet().installed().ifPresent(path -> found.add(library(parts, Origin.CUDA_CACHE, path)));
        found.add(ofCpu(parts));
        return found;
    }

    private static FoundLibrary library(EngineParts parts, Origin origin, Path path) {
        try {
            LibtorchDirectory directory = origin == Origin.GIVEN
                    ? LibtorchDirectory.inspect(path, parts.jni(), parts.versions(), parts.platform())
                    : parts.inspect(path);
            return new FoundLibrary(
                    origin, directory.path(), directory.version().toString(), directory.cuda(), "", false);
        } catch (EngineException unusable) {
            return new FoundLibrary(origin, path, "", false, unusable.getMessage(), false);
        }
    }

    private static FoundLibrary ofCpu(EngineParts parts) {
        Path directory = parts.libraries().cpuDirectory();
        boolean there = parts.libraries().hasCpu();
        return new FoundLibrary(
                Origin.CPU_CACHE,
                directory,
                parts.versions().pytorch(),
                false,
                there ? "" : "not there yet; the first training or engines install fetches it",
                false);
    }
}
