package io.jenkins.trainmodel.steer;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.trainmodel.event.Intervention.HyperparameterChanged;
import io.jenkins.trainmodel.event.TrainingEvent.Started;
import io.jenkins.trainmodel.spec.SpecChanges;
import io.jenkins.trainmodel.spec.SpecWriter;
import io.jenkins.trainmodel.spec.TrainingSpec;
import io.jenkins.trainmodel.spec.problem.SpecException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RunningSpecTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            training.optimizer.learningRate | 0.5
            training.gradientClip | 2.5
            stopWhen.2.earlyStopping.patience | 3
            stopWhen.3.anyOf.rules.1.maxEpochs.epochs | 60
            stopWhen.1.maxDuration.duration | 3h
            gates | [{metric: validation/accuracy, atLeast: 0.8}]
            stopWhen.+ | {maxSteps: 900}
            """)
    void shouldFollowWhatTheLogTellsOfChanges(String key, String value) throws SpecException {
        TrainingSpec before = SteerTexts.digits();
        TrainingSpec after = SteerableKeys.changed(before, Map.of(key, value));
        List<HyperparameterChanged> told = SpecChanges.between(before, after).stream()
                .map(change -> new HyperparameterChanged(change.key(), change.from(), change.to(), "ada", 1, 45))
                .toList();

        assertThat(told).isNotEmpty();
        assertThat(RunningSpec.of(started(before), told)).contains(after);
    }

    @Test
    void shouldNotTakeTheScheduleForAPerson() throws SpecException {
        HyperparameterChanged drop = new HyperparameterChanged("learningRate", "0.001", "0.0005", "schedule", 4, 180);

        assertThat(RunningSpec.of(started(SteerTexts.digits()), List.of(drop))).contains(SteerTexts.digits());
    }

    @Test
    void shouldKnowNothingOfASpecificationThatIsNone() throws SpecException {
        HyperparameterChanged hostile = new HyperparameterChanged("stopWhen.patience.patience", "1", "[[[", "x", 1, 1);

        assertThat(RunningSpec.of(started(SteerTexts.digits()), List.of(hostile)))
                .isEmpty();
    }

    private static Started started(TrainingSpec specification) {
        return new Started(
                "run-1",
                "digits",
                SpecWriter.toJson(specification),
                Map.of(),
                1437,
                360,
                45,
                Optional.of(100),
                17_226,
                3.3e6,
                Optional.empty());
    }
}
