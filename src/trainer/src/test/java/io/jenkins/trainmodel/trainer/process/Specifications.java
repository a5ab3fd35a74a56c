package io.jenkins.trainmodel.trainer.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Specifications that train quickly, on one thread of the CPU. */
final class Specifications {
    static final Path EXAMPLE =
            Path.of("../../docs/examples/digits").toAbsolutePath().normalize();

    private Specifications() {}

    /**
     * The digits in small batches: about 360 an epoch, in steps of seven batches, the last one of fewer. Dropout, a
     * rising learning rate and rules that remember make a resume that forgets anything end elsewhere.
     */
    static Path resumable(Path folder, int epochs) throws IOException {
        return write(folder, """
                name: resumable
                data: {type: csv, path: %s, label: digit, scale: 0.0625}
                model: {type: mlp, hidden: [64, 32], dropout: 0.2}
                training:
                  batchSize: 4
                  accumulate: 7
                  optimizer: {type: adamw, learningRate: 0.002}
                  schedule: {type: constant, warmupSteps: 100}
                  gradientClip: 1.0
                stopWhen:
                  - maxEpochs: %d
                  - earlyStopping: {metric: validation/loss, patience: 50}
                  - plateau: {metric: validation/loss, window: 4, deviation: 0.0000001}
                  - gradientBelow: {norm: 0.0000001, patience: 2}
                  - diverged: {}
                checkpoint: {everyEpochs: 4, everyMinutes: 0.003, keep: 3}
                reporting: {everySteps: 1}
                device: {type: cpu, threads: 1}
                """.formatted(EXAMPLE.resolve("digits.csv"), epochs));
    }

    /** Convolutions and batch normalization, on 24 of the digits; plain SGD, so that a checkpoint holds parameters only. */
    static Path batchNormalized(Path folder, int epochs) throws IOException {
        List<String> lines = Files.readAllLines(EXAMPLE.resolve("digits.csv")).subList(0, 25);
        Path data = Files.write(folder.resolve("few.csv"), lines);
        return write(folder, """
                name: batchNormalized
                data: {type: csv, path: %s, label: digit, scale: 0.0625, shape: [1, 8, 8]}
                model: resnet18
                training: {batchSize: 8, accumulate: 2, optimizer: {type: sgd, learningRate: 0.01}}
                stopWhen: [{maxEpochs: %d}]
                checkpoint: {keep: 2}
                reporting: {everySteps: 1}
                package: {onnx: false}
                device: {type: cpu, threads: 1}
                """.formatted(data, epochs));
    }

    /** Epochs of a fraction of a second, each with a checkpoint that stays. */
    static Path quick(Path folder, int epochs) throws IOException {
        return write(folder, """
                name: quick
                data: {type: csv, path: %s, label: digit, scale: 0.0625}
                model: {type: mlp, hidden: [16]}
                stopWhen: [{maxEpochs: %d}]
                checkpoint: {keep: 50}
                reporting: {everySteps: 10}
                device: {type: cpu, threads: 1}
                """.formatted(EXAMPLE.resolve("digits.csv"), epochs));
    }

    static Path write(Path folder, String text) throws IOException {
        return Files.writeString(folder.resolve("train.yaml"), text);
    }
}
