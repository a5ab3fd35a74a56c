package io.jenkins.trainmodel.trainer.nvidia;

/**
 * An NVIDIA GPU, or a part of one (MIG), as its driver reports it.
 *
 * @param index the driver's number of the GPU, as nvidia-smi counts; parts have that of their GPU
 * @param driver version of the driver, such as 570.86.15
 * @param identifier by which CUDA_VISIBLE_DEVICES can name it, such as GPU-8932f937-d72c-4106-c12f-20bd9faed9f6; empty
 *     where the driver does not tell it
 * @param capability CUDA's compute capability, such as 9.0; empty where the driver does not tell it
 * @param memory bytes that it has; 0 where the driver does not tell it
 */
public record Gpu(int index, String name, String driver, String identifier, String capability, long memory) {
    /** A GPU of which no more is known. */
    public static Gpu of(int index, String name, String driver) {
        return new Gpu(index, name, driver, "", "", 0);
    }

    /** For people, such as {@code 2 (NVIDIA L4)}. */
    public String words() {
        return "%d (%s)".formatted(index, name);
    }

    /** The same under another name of CUDA's, as one for a part of it. */
    Gpu named(String other) {
        return new Gpu(index, name, driver, other, capability, memory);
    }
}
