package io.jenkins.trainmodel.stop.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.trainmodel.stop.Rules;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlateauTest {
    @ParameterizedTest(name = "window {0}, deviation {1}: {2}")
    @CsvSource(textBlock = """
            3, 0.1 , 1 1 1 1               , W W F F
            3, 0.1 , 1 2 2 2               , W W H F
            1, 0.1 , 5 7 9                 , F F F
            2, 0.5 , 0 1 1                 , W H F
            2, 0.51, 0 1                   , W F
            4, 1.2 , 1 2 3 4               , W W W F
            4, 1.1 , 1 2 3 4               , W W W H
            3, 0.1 , 1 - 1 - 1 -           , W N W N F N
            3, 0.1 , 1 1 nan 1 1 1         , W W H H H F
            3, 0.1 , inf 1 1 1             , W W H F
            3, 0.1 , 0.3 0.3 0.3           , W W F
            """)
    void shouldFireWhenThePopulationStandardDeviationIsBelow(
            int window, double deviation, String values, String expected) {
        // of 1 2 3 4: 1.118 for the population, 1.291 for a sample
        assertThat(Table.verdicts(Rules.plateau(window, deviation, 1), Rules.LOSS, values))
                .isEqualTo(expected);
    }

    @ParameterizedTest(name = "startEpoch {0}: {1}")
    @CsvSource({"3, 1 1 1 1, W W W F", "3, 1 - 2 2 2, W W W F F", "2, - 1 1, W W F", "4, 1 1 - 1 1, W W W W F"})
    void shouldNotTakeValuesBeforeStartEpoch(int startEpoch, String values, String expected) {
        assertThat(Table.verdicts(Rules.plateau(2, 0.1, startEpoch), Rules.LOSS, values))
                .isEqualTo(expected);
    }

    @Test
    void shouldSayTheNumbers() {
        List<Decision> decisions =
                Table.decisions(Rules.plateau(2, 0.1, 1), Table.observations(Rules.LOSS, "0.5 0.52 nan"));
        assertThat(decisions.stream().map(decision -> decision.verdicts().get(0).explanation()))
                .containsExactly(
                        "1 of 2 values are there",
                        "the standard deviation of the last 2 values of validation/loss is 0.01, below 0.1",
                        "one of the last 2 values of validation/loss is not finite");
    }
}
