package io.jenkins.trainmodel.stop;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class LimitsTest {
    private static final StopRule TARGET = Rules.atLeast("a", 1);

    @Test
    void shouldTakeTheNearestLimit() {
        Limits limits = Limits.of(List.of(
                Rules.maxEpochs(9), Rules.maxEpochs(7), Rules.maxSteps(500), Rules.maxDuration(Duration.ofHours(1))));

        assertThat(limits)
                .isEqualTo(new Limits(OptionalInt.of(7), OptionalLong.of(500), Optional.of(Duration.ofHours(1))));
    }

    @Test
    void shouldHaveNoneWhereNoRuleSetsOne() {
        assertThat(Limits.of(List.of(TARGET, Rules.early(3), Rules.milestone(5))))
                .isEqualTo(new Limits(OptionalInt.empty(), OptionalLong.empty(), Optional.empty()));
    }

    @Test
    void shouldLookIntoComposites() {
        assertThat(epochs(Rules.anyOf(TARGET, Rules.maxEpochs(5)))).hasValue(5);
        assertThat(epochs(Rules.allOf(TARGET, Rules.maxEpochs(5)))).isEmpty();
        assertThat(epochs(Rules.allOf(Rules.maxEpochs(3), Rules.maxEpochs(5)))).hasValue(5);
        assertThat(epochs(Rules.atLeastOf(2, Rules.maxEpochs(3), TARGET, Rules.maxEpochs(7), Rules.maxEpochs(5))))
                .hasValue(5);
        assertThat(epochs(Rules.atLeastOf(2, Rules.maxEpochs(3), TARGET))).isEmpty();
        assertThat(epochs(Rules.allOf(Rules.maxEpochs(5), Rules.maxSteps(5)))).isEmpty();
        assertThat(epochs(Rules.anyOf(Rules.allOf(Rules.anyOf(TARGET, Rules.maxEpochs(4))))))
                .hasValue(4);
        assertThat(epochs(Rules.anyOf())).isEmpty();
    }

    @Test
    void shouldTurnStepsIntoEpochs() {
        assertThat(Limits.of(List.of(Rules.maxSteps(100))).plannedEpochs(50)).hasValue(2);
        assertThat(Limits.of(List.of(Rules.maxSteps(101))).plannedEpochs(50)).hasValue(3);
        assertThat(Limits.of(List.of(Rules.maxSteps(1))).plannedEpochs(50)).hasValue(1);
        assertThat(Limits.of(List.of(Rules.maxSteps(101), Rules.maxEpochs(2))).plannedEpochs(50))
                .hasValue(2);
        assertThat(Limits.of(List.of(Rules.maxEpochs(2))).plannedEpochs(50)).hasValue(2);
        assertThat(Limits.of(List.of(TARGET)).plannedEpochs(50)).isEmpty();
    }

    @Test
    void shouldKnowWhetherStepsEndTheRun() {
        Limits both = Limits.of(List.of(Rules.maxSteps(100), Rules.maxEpochs(2)));

        assertThat(both.endBySteps(51)).isTrue();
        assertThat(both.endBySteps(49)).isFalse();
        assertThat(Limits.of(List.of(Rules.maxSteps(100))).endBySteps(49)).isTrue();
        assertThat(Limits.of(List.of(Rules.maxEpochs(2))).endBySteps(51)).isFalse();
        assertThat(Limits.of(List.of(TARGET)).endBySteps(51)).isFalse();
    }

    private static OptionalInt epochs(StopRule rule) {
        return Limits.of(List.of(rule)).epochs();
    }
}
