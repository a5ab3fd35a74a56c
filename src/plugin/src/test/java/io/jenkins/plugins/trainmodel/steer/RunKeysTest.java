package io.jenkins.plugins.trainmodel.steer;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.trainmodel.spec.SpecReader;
import io.jenkins.trainmodel.spec.TrainingSpec;
import io.jenkins.trainmodel.spec.problem.SpecException;
import io.jenkins.trainmodel.steer.SteerableKeys;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RunKeysTest {
    private static final String DIGITS = """
            data: {type: csv, path: digits.csv, label: digit}
            model: {type: mlp}
            training: {optimizer: {type: adamw, learningRate: 0.1}}
            stopWhen: [{maxEpochs: 40}, {earlyStopping: validation/loss}]
            gates: [{metric: validation/accuracy, atLeast: 0.9}]
            """;

    @Test
    void shouldTellWhatPeopleHaveChangedSinceTheBeginning() throws SpecException {
        TrainingSpec begin = digits();
        Map<String, String> changes = Map.of(
                "training.optimizer.learningRate", "0.001",
                "training.gradientClip", "2.5",
                "stopWhen.0.maxEpochs.epochs", "60",
                "gates.0.atLeast", "0.95");
        TrainingSpec now = SteerableKeys.changed(begin, changes);

        assertThat(RunKeys.changed(begin, now)).containsExactlyInAnyOrderEntriesOf(changes);
        assertThat(RunKeys.changed(now, now)).isEmpty();
    }

    /** What was removed is removed where another run begins, too. */
    @Test
    void shouldGiveTheValuesAsTheyAreSet() throws SpecException {
        TrainingSpec now = digits();
        TrainingSpec begin = SteerableKeys.changed(now, Map.of("training.gradientClip", "2.5"));

        assertThat(SteerableKeys.changed(begin, RunKeys.changed(begin, now))).isEqualTo(now);
    }

    private static TrainingSpec digits() throws SpecException {
        return SpecReader.withoutFiles().read("digits.yaml", DIGITS, Path.of("/project"), List.of());
    }
}
