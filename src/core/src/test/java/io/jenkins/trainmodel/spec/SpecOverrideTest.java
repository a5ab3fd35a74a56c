package io.jenkins.trainmodel.spec;

import static io.jenkins.trainmodel.spec.SpecTexts.SHORT;
import static io.jenkins.trainmodel.spec.SpecTexts.problems;
import static io.jenkins.trainmodel.spec.SpecTexts.read;
import static io.jenkins.trainmodel.spec.SpecTexts.readWithStep;
import static io.jenkins.trainmodel.spec.SpecTexts.withRules;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.jenkins.trainmodel.spec.data.DataSpec;
import io.jenkins.trainmodel.spec.problem.SpecException;
import io.jenkins.trainmodel.spec.tree.SpecOverride;
import io.jenkins.trainmodel.stop.Outcome;
import io.jenkins.trainmodel.stop.StopRule;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SpecOverrideTest {

    @Test
    void shouldSetValuesInTheTreeAndMakeMapsOnTheWay() throws Exception {
        TrainingSpec specification = read(
                SHORT,
                "stopWhen.0.maxEpochs=9",
                "training.optimizer={type: sgd, momentum: 0.9}",
                "training.optimizer.learningRate=1e-2",
                "training.batchSize=64",
                "model.hidden=[32, 16]",
                "training.gradientClip=1",
                "training.gradientClip=null",
                "name=two words");

        assertThat(specification.stopWhen()).containsExactly(new StopRule.MaxEpochs("maxEpochs", Outcome.SUCCESS, 9));
        assertThat(specification.training().optimizer()).isEqualTo(new OptimizerSpec.Sgd(0.01, 0, 0.9, false));
        assertThat(specification.training().batchSize()).isEqualTo(64);
        assertThat(specification.training().gradientClip()).isEmpty();
        assertThat(specification.model().options()).containsEntry("hidden", List.of(32, 16));
        assertThat(specification.name()).isEqualTo("two words");
    }

    @Test
    void shouldAddToATypeThatStandsAlone() throws Exception {
        TrainingSpec specification = read(
                SHORT, "device=cpu", "device.threads=3", "training.optimizer=sgd", "training.optimizer.momentum=0.9");

        assertThat(specification.device().kind()).isEqualTo(DeviceSpec.Kind.CPU);
        assertThat(specification.device().threads()).contains(3);
        assertThat(specification.training().optimizer()).isEqualTo(new OptimizerSpec.Sgd(0.01, 0, 0.9, false));
    }

    @Test
    void shouldSetAKeyOfAnObjectThatIsNotThereOrHasNoType() throws Exception {
        String rate = "training.optimizer.learningRate=0.01";
        OptimizerSpec expected = new OptimizerSpec.AdamW(0.01, 0.01, 0.9, 0.999, 1e-8);

        assertThat(read(SHORT, rate).training().optimizer()).isEqualTo(expected);
        assertThat(read(SHORT + "training: {batchSize: 8}\n", rate).training().optimizer())
                .isEqualTo(expected);
        assertThat(read(SHORT + "training: {optimizer: {learningRate: 0.01}}\n")
                        .training()
                        .optimizer())
                .isEqualTo(expected);
        assertThat(read(SHORT, "training.schedule.warmupSteps=5").training().schedule())
                .isEqualTo(new ScheduleSpec.Constant(5));
    }

    @Test
    void shouldNameTheTypeThatAKeyBelongsTo() {
        assertThat(problems(SHORT, "training.optimizer.momentum=0.9"))
                .containsExactly(
                        "--set training.optimizer.momentum: training.optimizer.type: found nothing; allowed: sgd,"
                                + " adam, adamw (the key is required where it is not adamw); did you mean `type: sgd`?");
    }

    @Test
    void shouldAddAnItemAtTheEndOfAList() throws Exception {
        assertThat(read(SHORT, "stopWhen.+={maxDuration: 1h}", "stopWhen.+.maxSteps=9", "stopWhen.2.maxSteps=8")
                        .stopWhen())
                .extracting(StopRule::type)
                .containsExactly("maxEpochs", "maxDuration", "maxSteps");
        assertThat(read(SHORT.substring(0, SHORT.indexOf("stopWhen")), "stopWhen.+.maxEpochs=5")
                        .stopWhen())
                .containsExactly(new StopRule.MaxEpochs("maxEpochs", Outcome.SUCCESS, 5));
        assertThat(problems(SHORT, "stopWhen.+={maxEpoch: 5}"))
                .singleElement()
                .asString()
                .contains("stopWhen.+.maxEpoch: found `maxEpoch`", "did you mean `maxEpochs`?");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            training.batchSiz=1     | --set training.batchSiz: training.batchSiz: found an unknown key
            training.batchSize=     | --set training.batchSize: training.batchSize: found nothing; allowed: a whole number
            training.batchSize={    | --set training.batchSize:1:2: found malformed YAML
            stopWhen.1.maxEpochs=1  | --set stopWhen.1.maxEpochs: stopWhen: found `1` as a position in a list of 1
            stopWhen.x.maxEpochs=1  | --set stopWhen.x.maxEpochs: stopWhen: found `x` as a position in a list of 1
            data.path.x=1           | --set data.path.x: data.path: found `digits.csv` in train.yaml:1:25, which has no key
            a..b=1                  | --set a..b: a: found an unknown key
            """)
    void shouldSayWhichOverrideIsWrong(String assignment, String expected) {
        assertThat(problems(SHORT, assignment)).singleElement().asString().startsWith(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "training.batchSize", "=5"})
    void shouldRefuseAnArgumentThatIsNoAssignment(String argument) {
        assertThatThrownBy(() -> SpecOverride.set(argument))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("--set wants key=value");
    }

    @Test
    void shouldRefuseAPathOfTooManyKeys() {
        assertThat(problems(SHORT, "a.".repeat(100_000) + "a=1"))
                .singleElement()
                .asString()
                .contains("found 100001 keys; allowed: at most 200");
    }

    @Test
    void shouldMergeTheValuesOfAStep() throws Exception {
        GString label = new GString("column");
        Map<String, Object> values = Map.of(
                "data", Map.of("label", label, "scale", new java.math.BigDecimal("0.0625")),
                "training", Map.of("batchSize", 8),
                "stopWhen", List.of(Map.of("maxDuration", "30m")));

        TrainingSpec specification = readWithStep(SHORT, values);

        assertThat(specification.data()).isInstanceOfSatisfying(DataSpec.Csv.class, csv -> {
            assertThat(csv.label()).isEqualTo("column");
            assertThat(csv.path()).isEqualTo(Path.of("/project/digits.csv"));
            assertThat(csv.scale()).isEqualTo(0.0625);
        });
        assertThat(specification.stopWhen()).extracting(StopRule::type).containsExactly("maxDuration");
    }

    @Test
    void shouldReplaceAMapOfAnotherType() throws Exception {
        Map<String, Object> values =
                Map.of("data", Map.of("type", "imageFolder", "path", "a", "height", 8, "width", 8));

        assertThat(readWithStep(SHORT, values).data())
                .isEqualTo(new DataSpec.ImageFolder(
                        Path.of("/project/a"),
                        8,
                        8,
                        false,
                        0.2,
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty()));
    }

    @Test
    void shouldReadASpecificationThatStandsInAStepAlone() throws Exception {
        Map<String, Object> values = Map.of(
                "data", Map.of("type", "csv", "path", "digits.csv", "label", "digit"),
                "model", "mlp",
                "stopWhen", List.of(Map.of("maxEpochs", 3)));

        TrainingSpec specification =
                SpecReader.withoutFiles().read(List.of(SpecOverride.step(values)), SpecTexts.DIRECTORY);

        assertThat(specification).isEqualTo(read(SHORT, "name=training"));
    }

    @Test
    void shouldNameTheStepInProblems() {
        Map<String, Object> values = Map.of("training", Map.of("batchSize", "8"), "seed", new Object());

        SpecException refused = catchThrowableOfType(SpecException.class, () -> readWithStep(SHORT, values));

        assertThat(SpecTexts.lines(refused))
                .contains(
                        "trainModel step: training.batchSize: found \"8\"; allowed: a whole number from 1 to 1000000, or auto",
                        "trainModel step: seed: found a Object; allowed: text, numbers, booleans, lists and maps");
    }

    @Test
    void shouldRefuseAStepThatContainsItself() {
        List<Object> endless = new java.util.ArrayList<>();
        endless.add(endless);

        SpecException refused =
                catchThrowableOfType(SpecException.class, () -> readWithStep(SHORT, Map.of("name", endless)));

        assertThat(SpecTexts.lines(refused)).anySatisfy(line -> assertThat(line).contains("more than 200 levels"));
    }

    /** As Groovy's interpolated strings are: text, but no String. */
    private record GString(String text) implements CharSequence {
        @Override
        public int length() {
            return text.length();
        }

        @Override
        public char charAt(int index) {
            return text.charAt(index);
        }

        @Override
        public CharSequence subSequence(int start, int end) {
            return text.subSequence(start, end);
        }

        @Override
        public String toString() {
            return text;
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            - maxEpochs: 3              | stopWhen.0.maxEpochs.epochs=9
            - maxDuration: 3h           | stopWhen.0.maxDuration.duration=9h
            - {lossBelow: 0.3}          | stopWhen.0.lossBelow.value=0.9
            - earlyStopping: validation/loss | stopWhen.0.earlyStopping.patience=9
            - anyOf: [{maxEpochs: 3}, {maxSteps: 5}] | stopWhen.0.anyOf.rules.1.maxSteps.steps=9
            - milestone: [1, 2]         | stopWhen.0.milestone.epochs=[9]
            """)
    void shouldFindTheKeysOfARuleThatIsWrittenShort(String rule, String assignment) throws Exception {
        assertThat(read(withRules(rule), assignment).stopWhen().toString()).contains("9");
    }

    @Test
    void shouldTakeBackWhatAMapSaysOfAName() throws Exception {
        String columns = "data.columns={a: category, b: date}";

        assertThat(((DataSpec.Csv) read(SHORT, columns, "data.columns.a=null").data()).columns())
                .containsOnlyKeys("b");
        assertThat(((DataSpec.Csv) read(SHORT, columns, "data.columns=null").data()).columns())
                .isEmpty();
        assertThat(problems(SHORT, columns, "data.columns.a=null", "data.columns.b=null"))
                .singleElement()
                .asString()
                .contains("found a map in which everything is taken back; allowed: null in the place of the whole map");
    }
}
