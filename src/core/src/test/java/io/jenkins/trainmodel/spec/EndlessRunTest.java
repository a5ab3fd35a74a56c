package io.jenkins.trainmodel.spec;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A run that nothing ends for certain is started only where that was asked for. */
class EndlessRunTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "- diverged: {}",
                "- target: {metric: validation/accuracy, atLeast: 1.1}",
                "- earlyStopping: validation/loss",
                "- allOf: [maxEpochs: 5, lossBelow: 0.1]",
                "- unreachable: {metric: validation/accuracy, atLeast: 0.9, within: 50}"
            })
    void shouldBeRefusedWithWhatToAdd(String rules) {
        assertThat(SpecTexts.problems(withRules(rules)))
                .singleElement()
                .asString()
                .startsWith("train.yaml:4:3: stopWhen: found no rule that is certain to fire in finite time;"
                        + " allowed: one of maxEpochs, maxSteps, maxDuration, finishBy and milestone besides")
                .contains("endless: true");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "- diverged: {}\n- maxDuration: 1h",
                "- finishBy: 06:00",
                "- milestone: 5",
                "- anyOf: [maxEpochs: 5, lossBelow: 0.1]",
                "- earlyStopping: {metric: validation/loss, minDelta: 0.001}"
            })
    void shouldBeStartedWhereARuleEndsItForCertain(String rules) {
        assertThat(SpecTexts.problems(withRules(rules))).isEmpty();
    }

    @Test
    void shouldBeStartedWhereThatIsAskedFor() throws Exception {
        TrainingSpec spec = SpecTexts.read(withRules("- diverged: {}") + "endless: true\n");

        assertThat(spec.endless()).isTrue();
        assertThat(SpecTexts.read(SpecTexts.SHORT).endless()).isFalse();
    }

    @Test
    void shouldBeAcceptedStillWhereItWasStored() throws Exception {
        TrainingSpec spec =
                SpecReader.ofStored().read("spec.yaml", withRules("- diverged: {}"), SpecTexts.DIRECTORY, List.of());

        assertThat(spec.hasCertainEndAfter(0)).isFalse();
    }

    @Test
    void shouldHaveNoCertainEndBehindItsLastMilestone() throws Exception {
        TrainingSpec spec = SpecTexts.read(withRules("- milestone: [2, 5]\n- lossBelow: 0.1"));

        assertThat(spec.hasCertainEndAfter(4)).isTrue();
        assertThat(spec.hasCertainEndAfter(5)).isFalse();
        assertThat(SpecTexts.read(withRules("- milestone: 5\n- maxEpochs: 9")).hasCertainEndAfter(5))
                .isTrue();
    }

    @Test
    void shouldNotMatterInAReplay(@TempDir Path folder) throws Exception {
        Path file = Files.writeString(folder.resolve("train.yaml"), withRules("- diverged: {}"));

        assertThat(new SpecReader().readRules(file, List.of(), Optional.empty()))
                .hasSize(1);
    }

    private static String withRules(String rules) {
        return SpecTexts.SHORT.replace("  - maxEpochs: 3\n", rules.indent(2));
    }
}
