package io.jenkins.trainmodel.trainer.engine;

import ai.djl.Device;
import io.jenkins.trainmodel.trainer.nvidia.Gpu;
import io.jenkins.trainmodel.trainer.nvidia.claim.GpuClaim;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Where to compute, and why.
 *
 * @param sentence for people
 * @param claims the GPUs, taken for this process, which computes on the first, and for those that it starts; empty on the CPU
 */
record DeviceChoice(Device device, String sentence, List<GpuClaim> claims) {
    static DeviceChoice onCpu(String why) {
        return new DeviceChoice(Device.cpu(), "Computing on the CPU: " + why + ".", List.of());
    }

    /** The CPU after a GPU that the driver reports could not be used, which is given back. */
    DeviceChoice cpuAfterFailure(String failure) {
        claims.forEach(GpuClaim::close);
        return onCpu("the GPU that was found does not work (" + failure + ")");
    }

    /** CUDA is shown the first of these GPUs alone, and counts from 0. */
    static DeviceChoice onGpus(List<GpuClaim> claims, String why) {
        return new DeviceChoice(Device.gpu(0), sentence(claims, reasons(claims, why)), List.copyOf(claims));
    }

    private static String reasons(List<GpuClaim> claims, String why) {
        Stream<String> notes = claims.stream().flatMap(claim -> claim.note().stream());
        return Stream.concat(Stream.of(why), notes).collect(Collectors.joining("; "));
    }

    private static String sentence(List<GpuClaim> claims, String reasons) {
        Gpu first = claims.get(0).gpu();
        if (claims.size() == 1) {
            return "Computing on GPU %d, %s (driver %s), %s."
                    .formatted(first.index(), first.name(), first.driver(), reasons);
        }
        String all = claims.stream().map(claim -> claim.gpu().words()).collect(Collectors.joining(", "));
        return "Computing on %d GPUs, %s (driver %s), %s.".formatted(claims.size(), all, first.driver(), reasons);
    }

    /** The GPU that this process computes on; empty on the CPU. */
    Optional<Gpu> gpu() {
        return claims.stream().findFirst().map(GpuClaim::gpu);
    }

    /**
     * Such as {@code cpu} or {@code gpu2 (NVIDIA L4)}, of several {@code gpu0,2 (NVIDIA L4)}, by the driver's numbers; CUDA is shown
     * one GPU and calls it 0.
     */
    String name() {
        String models = claims.stream()
                .map(claim -> claim.gpu().name())
                .distinct()
                .collect(Collectors.joining(", ", " (", ")"));
        return device.getDeviceType() + (claims.isEmpty() ? "" : numbers() + models);
    }

    /** The driver's numbers of the GPUs, separated by commas. */
    String numbers() {
        return joined(claim -> Integer.toString(claim.gpu().index()));
    }

    /** Their identifiers likewise. */
    String identifiers() {
        return joined(claim -> claim.gpu().identifier());
    }

    private String joined(Function<GpuClaim, String> what) {
        return claims.stream().map(what).collect(Collectors.joining(","));
    }
}
