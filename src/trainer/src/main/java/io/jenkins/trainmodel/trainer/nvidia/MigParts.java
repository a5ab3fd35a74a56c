package io.jenkins.trainmodel.trainer.nvidia;

import com.sun.jna.Pointer;
import com.sun.jna.ptr.IntByReference;
import io.jenkins.trainmodel.trainer.nvidia.Nvml.NvmlException;
import java.util.ArrayList;
import java.util.List;

/** The parts of a GPU that an administrator has divided (MIG). CUDA computes on them, and not on the whole any more. */
final class MigParts {
    private static final int ENABLED = 1;

    private MigParts() {}

    /** Empty where the GPU is whole, or enabled for parts and has none. */
    static List<Pointer> of(Nvml nvml, Pointer gpu) {
        IntByReference current = new IntByReference();
        boolean told = nvml.call("nvmlDeviceGetMigMode", gpu, current, new IntByReference()) == Nvml.SUCCESS;
        if (!told || current.getValue() != ENABLED) {
            return List.of();
        }
        int most = nvml.number("nvmlDeviceGetMaxMigDeviceCount", gpu).orElse(0);
        List<Pointer> parts = new ArrayList<>();
        for (int part = 0; part < most; part++) {
            add(nvml, gpu, part, parts);
        }
        return parts;
    }

    private static void add(Nvml nvml, Pointer gpu, int part, List<Pointer> parts) {
        try {
            parts.add(nvml.found("nvmlDeviceGetMigDeviceHandleByIndex", gpu, part));
        } catch (NvmlException none) {
            // numbers have gaps
        }
    }
}
