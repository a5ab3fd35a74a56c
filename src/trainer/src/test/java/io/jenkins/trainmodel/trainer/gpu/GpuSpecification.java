package io.jenkins.trainmodel.trainer.gpu;

import io.jenkins.trainmodel.spec.SpecReader;
import io.jenkins.trainmodel.spec.TrainingSpec;
import io.jenkins.trainmodel.spec.problem.SpecException;
import io.jenkins.trainmodel.trainer.benchmark.SyntheticImages;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * A training on a device with made-up images.
 *
 * @param device as a specification names it
 * @param model as a specification names it
 * @param optimizer as a specification names it
 * @param precision as a specification names it
 * @param epochs how many, unless a test takes another number
 */
record GpuSpecification(String device, String model, String optimizer, String precision, int epochs) {
    static final int BATCH_SIZE = 64;

    /** Readings are this far apart. */
    static final int STEPS_PER_READING = 50;

    private static final int VALIDATION_SAMPLES = 640;

    /** Writes data for this many steps an epoch into the folder, and reads the specification. */
    TrainingSpec write(Path folder, int stepsPerEpoch) throws IOException, SpecException {
        SyntheticImages.of(stepsPerEpoch * BATCH_SIZE, 1).write(folder, "train");
        SyntheticImages.of(VALIDATION_SAMPLES, 2).write(folder, "validation");
        return read(folder, epochs);
    }

    /** The specification over data that was written, with another number of epochs. */
    TrainingSpec read(Path folder, int otherEpochs) throws SpecException {
        return new SpecReader().read("gpu.yaml", text(otherEpochs), folder, List.of());
    }

    private String text(int maxEpochs) {
        return """
                name: gpu
                seed: 1
                data:
                  type: idx
                  images: train-images
                  labels: train-labels
                  validationImages: validation-images
                  validationLabels: validation-labels
                model: %s
                training: {batchSize: %d, optimizer: %s, precision: %s}
                stopWhen:
                  - maxEpochs: %d
                reporting: {everySteps: %d}
                device: {type: %s}
                """.formatted(model, BATCH_SIZE, optimizer, precision, maxEpochs, STEPS_PER_READING, device);
    }
}
