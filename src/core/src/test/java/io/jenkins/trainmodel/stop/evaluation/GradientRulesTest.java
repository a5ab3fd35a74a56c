package io.jenkins.trainmodel.stop.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.trainmodel.stop.Rules;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** gradientBelow, gradientChangeBelow. */
class GradientRulesTest {
    @ParameterizedTest(name = "patience {0}: {1}")
    @CsvSource(textBlock = """
            1, 0.2 0.1 0.09                , H H F
            2, 0.05 0.05 0.05              , H F F
            2, 0.05 0.1 0.05 0.05          , H H H F
            2, 0.05 - 0.05                 , H N F
            2, 0.05 nan 0.05 0.05          , H H H F
            2, 0.05 -inf 0.05 0.05         , H H H F
            """)
    void shouldFireWhenTheNormIsBelowForPatienceEpochs(int patience, String norms, String expected) {
        assertThat(Table.verdicts(Rules.gradientBelow(0.1, patience), "gradient/norm", norms))
                .isEqualTo(expected);
    }

    @ParameterizedTest(name = "window {0}: {1}")
    @CsvSource(textBlock = """
            2, 1.0 1.05                    , W F
            2, 1.0 1.1                     , W H
            2, 1.0 0.9                     , W H
            2, 1.0 0.91                    , W F
            3, 1.0 1.0 1.0                 , W W F
            3, 1.0 2.0 1.0 1.0 1.0         , W W H H F
            3, 1.0 - 1.0 1.0               , W N W F
            3, 1.0 nan 1.0 1.0 1.0         , W W H H F
            2, 0.0 0.0                     , W F
            2, 0.0 0.1                     , W H
            """)
    void shouldFireWhenTheNormHasNotChangedOverTheWindow(int window, String norms, String expected) {
        assertThat(Table.verdicts(Rules.gradientChangeBelow(0.099999, window), "gradient/norm", norms))
                .isEqualTo(expected);
    }
}
