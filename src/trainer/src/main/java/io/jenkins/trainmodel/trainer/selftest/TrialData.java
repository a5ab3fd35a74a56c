package io.jenkins.trainmodel.trainer.selftest;

import io.jenkins.trainmodel.spec.SpecReader;
import io.jenkins.trainmodel.spec.TrainingSpec;
import io.jenkins.trainmodel.spec.problem.SpecException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;

/** Images of noise with a bright row that tells the class, in a table, and a network with convolutions that is to learn them. */
final class TrialData {
    static final int BATCH_SIZE = 32;
    static final int STEPS = 10;

    private static final int SIDE = 28;
    private static final int CLASSES = 10;
    private static final int LEVELS = 200;
    private static final int BRIGHT = 255;

    private static final String TEXT = """
            name: trial
            seed: 1
            data: {type: csv, path: trial.csv, label: digit, shape: [1, 28, 28], validation: 0.1}
            model: lenet
            training: {batchSize: 32, optimizer: adam}
            stopWhen:
              - maxEpochs: 1
            """;

    private TrialData() {}

    /** Writes the data into a folder, the same ones every time, and reads the specification. */
    static TrainingSpec write(Path folder) throws IOException, SpecException {
        StringBuilder table = new StringBuilder("digit");
        for (int pixel = 0; pixel < SIDE * SIDE; pixel++) {
            table.append(",p").append(pixel);
        }
        Random random = new Random(1);
        // A tenth is kept for validation.
        for (int sample = 0; sample < (STEPS + 2) * BATCH_SIZE; sample++) {
            int digit = sample % CLASSES;
            table.append('\n').append(digit);
            for (int pixel = 0; pixel < SIDE * SIDE; pixel++) {
                boolean bright = pixel / SIDE == 2 * digit;
                table.append(',').append(bright ? BRIGHT : random.nextInt(LEVELS));
            }
        }
        Files.writeString(folder.resolve("trial.csv"), table.append('\n'));
        return new SpecReader().read("trial.yaml", TEXT, folder, List.of());
    }
}
