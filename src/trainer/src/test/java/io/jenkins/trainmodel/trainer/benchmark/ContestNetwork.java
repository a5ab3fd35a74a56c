package io.jenkins.trainmodel.trainer.benchmark;

import io.jenkins.trainmodel.spec.SpecReader;
import io.jenkins.trainmodel.spec.TrainingSpec;
import io.jenkins.trainmodel.spec.problem.SpecException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** A network that both sides of a contest have, and made-up data for it. */
public enum ContestNetwork {
    MLP("mlp", "{type: mlp, hidden: [256, 128]}", 64, 500),
    LENET("lenet", "{type: lenet}", 64, 200),
    RESNET18("resnet18", "{type: resnet18}", 64, 2),
    LSTM("lstm", "{type: lstm, layers: 1, width: 128}", 64, 100),
    GPT_4X128("gpt-4x128", "{type: gpt, layers: 4, heads: 4, width: 128}", 16, 15, 128),
    GPT_6X256("gpt-6x256", "{type: gpt, layers: 6, heads: 8, width: 256}", 8, 3, 256),
    /** For GPUs, on images of 224×224; one channel, as the format of the images has no more. */
    RESNET50("resnet50", "{type: resnet50}", 64, 20, 0, 224),
    /** For GPUs, over bytes. */
    GPT2_SMALL("gpt2-small", "{type: gpt2-small}", 8, 20, 1024);

    private static final int VALIDATION_BATCHES = 2;

    /** Readings are this far apart, and checkpoints at least so far. */
    private static final int STEPS_PER_READING = 50;

    private final String name;
    private final String model;
    private final int batchSize;
    private final int steps;
    private final int context;
    private final int side;

    ContestNetwork(String name, String model, int batchSize, int steps) {
        this(name, model, batchSize, steps, 0);
    }

    ContestNetwork(String name, String model, int batchSize, int steps, int context) {
        this(name, model, batchSize, steps, context, SyntheticImages.SIDE);
    }

    /** @param context tokens of a window; 0 where it sees images, of {@code side} × {@code side} pixels */
    ContestNetwork(String name, String model, int batchSize, int steps, int context, int side) {
        this.name = name;
        this.model = model;
        this.batchSize = batchSize;
        this.steps = steps;
        this.context = context;
        this.side = side;
    }

    /** As the script in Python names it. */
    String pythonName() {
        return name;
    }

    /** As a specification names it. */
    public String model() {
        return model;
    }

    /** Whether it reads text, and not images. */
    public boolean readsText() {
        return context > 0;
    }

    public int batchSize() {
        return batchSize;
    }

    /** Of an epoch on a CPU: some seconds. */
    public int steps() {
        return steps;
    }

    /** Writes data for this many steps an epoch. */
    public void writeData(Path folder, int stepsPerEpoch) throws IOException {
        trainingData(stepsPerEpoch).write(folder, "train");
        data(VALIDATION_BATCHES, 2).write(folder, "validation");
    }

    /** Those that are written for training. */
    SyntheticData trainingData(int stepsPerEpoch) {
        return data(stepsPerEpoch, 1);
    }

    private SyntheticData data(int batches, long seed) {
        return context == 0
                ? SyntheticImages.of(batches * batchSize, side, seed)
                : SyntheticText.of(batches * batchSize, context, seed);
    }

    /**
     * A run on the data that was written into the folder.
     *
     * @param device as a specification names it
     * @param precision as a specification names it
     */
    TrainingSpec specification(String device, String precision, int epochs, Path folder) throws SpecException {
        String text = """
                name: contest
                seed: 1
                data: %s
                model: %s
                training: {batchSize: %d, optimizer: {type: adam, learningRate: 0.00001}, precision: %s}
                stopWhen:
                  - maxEpochs: %d
                checkpoint: {everyEpochs: %d}
                reporting: {everySteps: %d}
                device: %s
                """.formatted(
                        data(),
                        model,
                        batchSize,
                        precision,
                        epochs,
                        Math.max(1, STEPS_PER_READING / steps),
                        STEPS_PER_READING,
                        device);
        return new SpecReader().read("contest.yaml", text, folder, List.of());
    }

    /** The data that is written, as a specification names it. */
    public String data() {
        return context == 0
                ? "{type: idx, images: train-images, labels: train-labels,"
                        + " validationImages: validation-images, validationLabels: validation-labels}"
                : "{type: text, path: train.txt, validationPath: validation.txt, context: %d}".formatted(context);
    }
}
