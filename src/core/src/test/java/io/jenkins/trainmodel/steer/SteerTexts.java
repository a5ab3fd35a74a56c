package io.jenkins.trainmodel.steer;

import io.jenkins.trainmodel.spec.SpecReader;
import io.jenkins.trainmodel.spec.TrainingSpec;
import io.jenkins.trainmodel.spec.problem.SpecException;
import java.nio.file.Path;
import java.util.List;

/** Specifications for tests, whose data need not be there. */
final class SteerTexts {
    static final String DIGITS = """
            data: {type: csv, path: digits.csv, label: digit}
            model: {type: mlp}
            training: {optimizer: {type: adamw, learningRate: 0.001}}
            stopWhen:
              - maxEpochs: 100
              - maxDuration: 2h
              - {earlyStopping: validation/loss, name: patience}
              - anyOf: [{target: {metric: validation/accuracy, atLeast: 0.95}}, {maxEpochs: {epochs: 50, name: half}}]
            gates: [{metric: validation/accuracy, atLeast: 0.9}]
            """;

    private SteerTexts() {}

    static TrainingSpec digits() throws SpecException {
        return read(DIGITS);
    }

    static TrainingSpec read(String yaml) throws SpecException {
        return SpecReader.withoutFiles().read("digits.yaml", yaml, Path.of("/project"), List.of());
    }
}
