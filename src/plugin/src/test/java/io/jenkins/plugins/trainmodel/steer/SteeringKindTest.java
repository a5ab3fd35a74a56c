package io.jenkins.plugins.trainmodel.steer;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.trainmodel.page.LiveStatus;
import io.jenkins.plugins.trainmodel.page.RunFigures;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SteeringKindTest {
    @ParameterizedTest
    @EnumSource(value = LiveStatus.Phase.class, mode = EnumSource.Mode.EXCLUDE, names = "ARCHIVING")
    void shouldTakeAStopWhileItCanBeFollowed(LiveStatus.Phase phase) {
        assertThat(SteeringKind.STOP.makesSense(in(phase))).isTrue();
    }

    @Test
    void shouldTakeNothingOfARunWhoseTrainingHasEnded() {
        assertThat(Arrays.stream(SteeringKind.values()))
                .noneMatch(kind -> kind.makesSense(in(LiveStatus.Phase.ARCHIVING)));
    }

    private static LiveStatus in(LiveStatus.Phase phase) {
        return new LiveStatus(phase, Optional.empty(), "", RunFigures.NONE);
    }
}
