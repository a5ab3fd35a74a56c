package io.jenkins.trainmodel.spec;

import static io.jenkins.trainmodel.spec.SpecTexts.read;
import static io.jenkins.trainmodel.spec.SpecTexts.withRules;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.trainmodel.spec.SpecChanges.Change;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpecChangesTest {
    private static final String TEXT = withRules("- maxEpochs: 9\n- earlyStopping: validation/loss");

    @ParameterizedTest(name = "{0}={1}")
    @CsvSource(delimiter = '|', textBlock = """
            name                            | other                 | train       | other   | true
            seed                            | 1                     | 42          | 1       | false
            data.path                       | other.csv             | /project/digits.csv | /project/other.csv | false
            data.validation                 | 0.5                   | 0.2         | 0.5     | false
            model.hidden                    | [7]                   | [128]       | [7]     | false
            training.batchSize              | 8                     | 32          | 8       | false
            training.accumulate             | 2                     | 1           | 2       | false
            training.gradientClip           | 1                     | none        | 1.0     | true
            training.optimizer              | {type: adamw, learningRate: 0.5} | 0.001 | 0.5   | true
            training.schedule               | {type: constant, warmupSteps: 5} | 0     | 5     | true
            training.precision              | bfloat16              | float32     | bfloat16 | true
            stopWhen.0.maxEpochs            | 10                    | 9           | 10      | true
            checkpoint.keep                 | 1                     | 3           | 1       | true
            reporting.telemetryEvery        | 1m                    | 5s          | 1m      | true
            device                          | cpu                   | auto        | cpu     | true
            """)
    void shouldTellWhatChangesAndWhetherItMay(String key, String value, String from, String to, boolean allowedOnResume)
            throws Exception {
        assertThat(SpecChanges.between(read(TEXT, "name=train"), read(TEXT, "name=train", key + "=" + value)))
                .singleElement()
                .satisfies(change -> assertThat(change.key()).startsWith(key.replace(".0.", ".")))
                .extracting(Change::from, Change::to, Change::allowedOnResume)
                .containsExactly(from, to, allowedOnResume);
    }

    @Test
    void shouldKnowARuleByItsNameWhereverItStands() throws Exception {
        TrainingSpec before = read(TEXT);
        TrainingSpec after = read(withRules(
                "- lossBelow: 0.1\n- earlyStopping: {metric: validation/loss, patience: 3}" + "\n- maxEpochs: 9"));

        assertThat(SpecChanges.between(before, after))
                .containsExactlyInAnyOrder(
                        new Change("stopWhen.earlyStopping.patience", "10", "3", true),
                        new Change("stopWhen.lossBelow.type", "none", "lossBelow", true),
                        new Change("stopWhen.lossBelow.name", "none", "lossBelow", true),
                        new Change("stopWhen.lossBelow.outcome", "none", "success", true),
                        new Change("stopWhen.lossBelow.value", "none", "0.1", true));
    }

    @Test
    void shouldNotTakeAnotherPlaceOfTheSameFilesForAChange() throws Exception {
        String text = withRules("- behindReference: {metric: validation/loss, reference: old.csv}");
        String more = "reference: old" + System.lineSeparator() + text;
        TrainingSpec before = readIn(Path.of("/workspace/nightly"), more);
        TrainingSpec after = readIn(Path.of("/workspace/nightly@2"), more);

        assertThat(SpecChanges.between(before, after))
                .extracting(Change::key)
                .containsExactlyInAnyOrder("reference.path", "data.path", "stopWhen.behindReference.reference");
        assertThat(SpecChanges.besidesPlaces(before, after)).isEmpty();
        assertThat(SpecChanges.besidesPlaces(readIn(Path.of("/workspace/nightly"), text), after))
                .extracting(Change::key)
                .containsExactly("reference.path", "reference.first", "reference.whenMissing", "reference.history");
    }

    private static TrainingSpec readIn(Path directory, String text) throws Exception {
        return SpecReader.withoutFiles().read("train.yaml", text, directory, List.of());
    }

    @Test
    void shouldNotLetTheOptimizerBeExchanged() throws Exception {
        assertThat(SpecChanges.between(read(TEXT), read(TEXT, "training.optimizer=adam")))
                .contains(new Change("training.optimizer.type", "adamw", "adam", false));
        assertThat(SpecChanges.isAllowedOnResume("training.optimizer.learningRate"))
                .isTrue();
        assertThat(SpecChanges.isAllowedOnResume("training.optimizer.type")).isFalse();
        assertThat(SpecChanges.isAllowedOnResume("data.label")).isFalse();
    }
}
