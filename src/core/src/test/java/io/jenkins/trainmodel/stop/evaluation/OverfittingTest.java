package io.jenkins.trainmodel.stop.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.trainmodel.stop.Rules;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OverfittingTest {
    /** Pairs of training and validation loss. */
    @ParameterizedTest(name = "patience {0}: {1}")
    @CsvSource(textBlock = """
            1, 0.5:0.7                               , H
            1, 0.5:0.7 0.5:0.8                       , H F
            1, 0.5:0.5 0.5:0.6 0.5:0.61              , H H F
            1, 0.7:0.7 0.6:0.7                       , H H
            1, 0.6:0.9 0.5:0.8                       , H H
            2, 0.5:0.7 0.5:0.8 0.5:0.9               , H H F
            2, 0.5:0.7 0.5:0.8 0.5:0.8 0.5:0.9 0.5:1 , H H H H F
            2, 0.5:0.7 0.5:0.8 -:0.9 0.5:0.9         , H H N F
            2, 0.5:0.7 0.5:0.8 0.5:- 0.5:0.9         , H H N F
            2, 0.5:0.7 0.5:0.8 0.5:nan 0.5:0.9 0.5:1.0 0.5:1.1, H H H H H F
            1, 0.5:0.7 0.5:inf                       , H H
            1, 0.5:0.7 nan:0.8                       , H H
            """)
    void shouldFireWhileValidationRisesAwayFromTraining(int patience, String losses, String expected) {
        assertThat(Table.verdicts(Rules.overfitting(0.1, patience), Table.losses(losses)))
                .isEqualTo(expected);
    }
}
