package io.jenkins.trainmodel.trainer.nvidia;

import java.io.IOException;
import java.util.List;
import java.util.Map;

/** Tells of a machine's NVIDIA GPUs. Safe to use by several threads. */
public interface GpuDriver {
    /** {@link #statistics}: busy share of the GPU, 0 to 1. */
    String UTILIZATION = "utilization";
    /** {@link #statistics}: bytes in use. */
    String MEMORY = "memory";
    /** {@link #statistics}: watts. */
    String POWER = "power";
    /** {@link #statistics}: °C. */
    String TEMPERATURE = "temperature";
    /** {@link #statistics}: joules since the driver was loaded. */
    String ENERGY = "energy";
    /** {@link #statistics}: bytes a second that come to the GPU over PCIe. */
    String PCIE_READ = "pcieReadBytesPerSecond";
    /** {@link #statistics}: bytes a second that the GPU sends over PCIe. */
    String PCIE_WRITE = "pcieWriteBytesPerSecond";

    /** All GPUs by their index; of one that is parted (MIG), its parts in its place. */
    GpuReport gpus();

    /**
     * What a GPU does now, by the names above; what it does not tell is left out.
     *
     * @throws IOException where the driver fails altogether, in words for people
     */
    Map<String, Double> statistics(Gpu gpu) throws IOException;

    /**
     * Those that compute on a GPU now; without those that the driver does not show to this process.
     *
     * @throws IOException where the driver fails
     */
    List<GpuProcess> processes(Gpu gpu) throws IOException;
}
