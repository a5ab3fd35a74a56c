package io.jenkins.trainmodel.spec;

import static io.jenkins.trainmodel.metric.Direction.MAX;
import static io.jenkins.trainmodel.stop.Outcome.UNSTABLE;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.trainmodel.stop.StopRule;
import io.jenkins.trainmodel.stop.StopRule.BehindReference;
import io.jenkins.trainmodel.stop.Threshold;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class StopRuleReadingTest {
    @ParameterizedTest(name = "{0}")
    @MethodSource("io.jenkins.trainmodel.spec.WrittenRules#rules")
    void shouldReadEveryRule(String yaml, StopRule expected) throws Exception {
        assertThat(SpecTexts.read(SpecTexts.withRules("- " + yaml)).stopWhen()).containsExactly(expected);
    }

    @Test
    void shouldNumberRulesOfTheSameType() throws Exception {
        String rules = "- maxEpochs: 9\n- allOf: [{maxEpochs: 8}, {lossBelow: 1}]\n- maxEpochs: 7\n- lossBelow: 2";

        List<StopRule> read = SpecTexts.read(SpecTexts.withRules(rules)).stopWhen();

        assertThat(read).extracting(StopRule::name).containsExactly("maxEpochs", "allOf", "maxEpochs#3", "lossBelow#2");
        assertThat(read.get(1).rules()).extracting(StopRule::name).containsExactly("maxEpochs#2", "lossBelow");
    }

    @Test
    void shouldReadCompositesFiftyLevelsDeepAndNoDeeper() throws Exception {
        String fifty = "anyOf: [{".repeat(49) + "maxEpochs: 1" + "}]".repeat(49);
        String more = "anyOf: [{" + fifty + "}]";

        assertThat(SpecTexts.read(SpecTexts.withRules("- " + fifty)).stopWhen()).hasSize(1);
        assertThat(SpecTexts.problems(SpecTexts.withRules("- " + more)))
                .singleElement()
                .asString()
                .contains("found a rule 51 levels deep; allowed: at most 50 levels");
    }

    @Test
    void shouldCompareWithTheReferenceOfTheSpecificationWhereTheRuleNamesNone() throws Exception {
        String rules = "- behindReference: {metric: validation/accuracy}";

        List<StopRule> read = SpecTexts.read("reference: runs/old\n" + SpecTexts.withRules(rules))
                .stopWhen();

        assertThat(read)
                .containsExactly(new BehindReference(
                        "behindReference", UNSTABLE, "validation/accuracy", MAX, 0, Optional.empty(), 1));
    }

    @Test
    void shouldTakeTheHorizonFromOtherRules() throws Exception {
        String rules = "- maxEpochs: 9\n- unreachable: {metric: validation/accuracy, atLeast: 0.9}";

        assertThat(SpecTexts.read(SpecTexts.withRules(rules)).stopWhen().get(1))
                .isEqualTo(WrittenRules.unreachable(new Threshold(MAX, 0.9), Optional.empty(), Optional.empty()));
    }
}
