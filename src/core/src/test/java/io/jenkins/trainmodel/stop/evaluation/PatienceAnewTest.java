package io.jenkins.trainmodel.stop.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.trainmodel.metric.Direction;
import io.jenkins.trainmodel.stop.Every;
import io.jenkins.trainmodel.stop.Outcome;
import io.jenkins.trainmodel.stop.StopRule;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PatienceAnewTest {
    private static final String LOSS = "validation/loss";

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void shouldCountAgainFromTheBestValueThatIsRemembered(int smooth) {
        List<StopRule> rules = List.of(new StopRule.AnyOf("any", Outcome.SUCCESS, List.of(patienceOfTwo(smooth))));
        StopEvaluator fired = StopEvaluator.start(rules, References.none());
        int epoch = 0;
        while (!observe(fired, ++epoch, epoch < 3 ? 1.0 : 2.0)) {
            assertThat(epoch).isLessThan(10);
        }
        assertThat(fired.state().fired()).isNotEmpty();

        EvaluatorState anew = fired.state().withPatienceAnew();
        StopEvaluator extended = StopEvaluator.resume(rules, anew, References.none());

        assertThat(anew.fired()).isEmpty();
        assertThat(observe(extended, epoch + 1, 2.0)).isFalse();
        assertThat(observe(extended, epoch + 2, 2.0)).isTrue();
    }

    private static boolean observe(StopEvaluator evaluator, int epoch, double loss) {
        return evaluator
                .observe(new Observation(epoch, 10L * epoch, epoch, true, Map.of(LOSS, loss), Optional.empty()))
                .stop();
    }

    private static StopRule patienceOfTwo(int smooth) {
        return new StopRule.EarlyStopping(
                "early",
                Outcome.SUCCESS,
                LOSS,
                Direction.MIN,
                2,
                0,
                OptionalDouble.empty(),
                1,
                true,
                Every.EPOCH,
                smooth);
    }
}
