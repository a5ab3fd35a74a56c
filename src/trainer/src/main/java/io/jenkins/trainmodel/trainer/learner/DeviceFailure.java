package io.jenkins.trainmodel.trainer.learner;

import ai.djl.Device;
import io.jenkins.trainmodel.trainer.engine.platform.EngineException;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a device says when it cannot go on, in one sentence for people. Whatever else goes wrong is passed on as it is. */
public final class DeviceFailure {
    /** libtorch's own words, with how much was asked for and how much is there. */
    private static final Pattern MEMORY = Pattern.compile("CUDA out of memory\\. [^\\n]*?(?=\\. |\\n|$)");

    /** An error after which CUDA computes nothing more in this process. */
    private static final Pattern BROKEN = Pattern.compile("(?:CUDA|cuDNN|CUBLAS) error: [^\\n]*");

    private DeviceFailure() {}

    /**
     * What the engine gives.
     *
     * @throws EngineException where the device has no memory left or is broken; checkpoints that were saved remain
     */
    public static <T> T translated(Device device, Supplier<T> call) {
        try {
            return call.get();
        } catch (ai.djl.engine.EngineException failure) {
            throw sentence(device, String.valueOf(failure.getMessage()))
                    .map(sentence -> (RuntimeException) new EngineException(sentence, failure))
                    .orElse(failure);
        }
    }

    public static Optional<String> sentence(Device device, String message) {
        Matcher memory = MEMORY.matcher(message);
        if (memory.find()) {
            return Optional.of(
                    "%s has too little memory for this training (%s). Take a smaller training.batchSize with training.accumulate, precision: bfloat16, or a GPU that nobody else uses; with --resume the run goes on from its last checkpoint, if it has saved one."
                            .formatted(device, memory.group()));
        }
        Matcher broken = BROKEN.matcher(message);
        return broken.find()
                ? Optional.of(
                        "%s failed and computes nothing more in this process (%s). Start the run again, with --resume if it has saved a checkpoint; if it happens again, look into the driver's log (dmesg, nvidia-smi -q)."
                                .formatted(device, broken.group()))
                : Optional.empty();
    }
}
