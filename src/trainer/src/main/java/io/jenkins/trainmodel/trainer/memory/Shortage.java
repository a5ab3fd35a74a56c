package io.jenkins.trainmodel.trainer.memory;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A device had no memory left.
 *
 * @param words libtorch's own, with how much was asked for
 * @param surroundings what the device has, and who holds how much of it
 */
public record Shortage(String words, String surroundings) {
    /** Of libtorch itself, and of NVIDIA's libraries, whose own memory it does not hand out. */
    private static final Pattern GPU = Pattern.compile(
            "(?:CUDA out of memory\\. |(?:CUDA|cuDNN) error: (?:out of memory|CU(?:BLAS|DNN)_STATUS_ALLOC_FAILED))"
                    + "[^\\n]*?(?=\\. |\\n|$)");

    private static final Pattern CPU = Pattern.compile("DefaultCPUAllocator: [^\\n]*?(?=\\. |\\n|$)");

    /** The shortage that an engine's message tells of; empty where it tells of something else. */
    public static Optional<Shortage> in(String message) {
        Matcher gpu = GPU.matcher(message);
        if (gpu.find()) {
            return Optional.of(new Shortage(
                    gpu.group(), GpuMemory.words(message).orElse("the driver does not say what others hold")));
        }
        Matcher cpu = CPU.matcher(message);
        return cpu.find()
                ? Optional.of(new Shortage(cpu.group(), MachineMemory.now().words()))
                : Optional.empty();
    }

    /** What is full, where nothing is trained. */
    public String sentence(String device) {
        return "%s has too little memory (%s). %s; %s."
                .formatted(device, words, JavaMemory.now().words(), surroundings);
    }

    /**
     * One sentence for people after another: what is full, what holds how much, what helps.
     *
     * @param device such as {@code gpu(0)}
     */
    public String sentence(String device, MemoryAccount account) {
        return "%s has too little memory for this training (%s). By reckoning it holds %s. %s; %s. What helps: %s. With activationCheckpointing and precision the run can go on by --resume; other values need a new run with another --out, which with batchSize and accumulate alone can --begin-at the last checkpoint of the end of an epoch, if one was saved."
                .formatted(
                        device,
                        words,
                        account.split(),
                        JavaMemory.now().words(),
                        surroundings,
                        String.join("; ", account.remedies()));
    }
}
