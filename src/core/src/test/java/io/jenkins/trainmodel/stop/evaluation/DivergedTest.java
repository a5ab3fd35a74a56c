package io.jenkins.trainmodel.stop.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.trainmodel.stop.Outcome;
import io.jenkins.trainmodel.stop.Rules;
import io.jenkins.trainmodel.stop.StopRule;
import io.jenkins.trainmodel.stop.Verdict;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DivergedTest {
    @ParameterizedTest
    @ValueSource(strings = {"train/loss", "validation/loss", "validation/f1", "gradient/norm"})
    void shouldFireOnAnyMetricThatIsNotFinite(String metric) {
        assertThat(Table.verdicts(Rules.diverged(), metric, "1 1e308 nan inf -inf - 1"))
                .isEqualTo("H H F F F N H");
    }

    @Test
    void shouldLookAtEveryStep() {
        assertThat(Table.verdicts(
                        Rules.diverged(),
                        List.of(Table.step(1, "train/loss=1"), Table.step(2), Table.step(3, "train/loss=nan"))))
                .isEqualTo("H N F");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({"train/loss", "validation/loss"})
    void shouldFireAboveAndNotAtTheLossBound(String loss) {
        StopRule rule = Rules.diverged(OptionalDouble.of(10), OptionalDouble.empty(), false);

        assertThat(Table.verdicts(rule, loss, "10 10.1 inf nan -")).isEqualTo("H F F H N");
        assertThat(Table.verdicts(rule, List.of(Table.step(1, loss + "=9"), Table.step(2, loss + "=11"))))
                .isEqualTo("H F");
    }

    @Test
    void shouldCheckTheGradientBoundAtTheEndOfAnEpochOnly() {
        StopRule rule = Rules.diverged(OptionalDouble.empty(), OptionalDouble.of(10), true);
        List<Observation> observations = List.of(
                Table.step(1, "gradient/norm=99"),
                Table.epoch(1, "gradient/norm=10"),
                Table.epoch(2, "gradient/norm=11"));

        assertThat(Table.verdicts(rule, observations)).isEqualTo("H H F");
        assertThat(Table.verdicts(Rules.diverged(OptionalDouble.empty(), OptionalDouble.of(10), false), observations))
                .isEqualTo(". H F");
    }

    @Test
    void shouldSayWhichMetricTheLossFirst() {
        Verdict verdict = Table.decisions(
                        Rules.diverged(), List.of(Table.epoch(1, "a=nan", "train/loss=-inf", "validation/loss=1")))
                .get(0)
                .verdicts()
                .get(0);
        assertThat(verdict.explanation()).isEqualTo("train/loss is -infinite");
        assertThat(verdict.metric()).contains("train/loss");
        assertThat(verdict.value()).isEmpty();
        assertThat(verdict.outcome()).isEqualTo(Outcome.FAILURE);
    }
}
