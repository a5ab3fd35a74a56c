package io.jenkins.trainmodel.trainer.run.challenge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class ChallengeTest {
    @Test
    void shouldDrawWindowsTogetherThatPredictTheSameStep() throws Exception {
        assertThat(Challenge.block(24, 1, 1000)).isEqualTo(24);
        assertThat(Challenge.block(24, 5, 100)).isEqualTo(5);
        assertThat(Challenge.block(4, 4, 1000)).isEqualTo(10);
    }

    /** Blocks that are nearly all windows would never differ. */
    @Test
    void shouldNotJudgeByTooFewWindows() throws Exception {
        assertThat(Challenge.block(24, 1, 48)).isEqualTo(24);
        assertThatThrownBy(() -> Challenge.block(24, 1, 47))
                .isInstanceOf(IncomparableException.class)
                .hasMessage(
                        "there are 47 windows, of which 24 in a row predict the same step: too few to tell models apart;"
                                + " give more rows to validation, or a larger stride");
    }
}
