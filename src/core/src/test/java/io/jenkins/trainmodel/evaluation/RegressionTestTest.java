package io.jenkins.trainmodel.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import org.junit.jupiter.api.Test;

class RegressionTestTest {

    @Test
    void shouldMeasureInTheUnitOfTheLabels() {
        RegressionTest test = new RegressionTest();
        test.add(10, 12);
        test.add(20, 19);
        test.add(30, 33);

        Map<String, Double> metrics = test.result().metrics();

        assertThat(metrics.get("mae")).isEqualTo(2);
        assertThat(metrics.get("rmse")).isEqualTo(Math.sqrt(14.0 / 3));
        assertThat(metrics.get("meanError")).isEqualTo(4.0 / 3, within(1e-12));
        assertThat(metrics.get("r2")).isEqualTo(1 - 14.0 / 200);
    }

    @Test
    void shouldHaveNoDeterminationOfLabelsThatDoNotVary() {
        RegressionTest test = new RegressionTest();
        test.add(5, 4);
        test.add(5, 6);

        assertThat(test.result().metrics()).doesNotContainKey("r2");
    }

    @Test
    void shouldKeepAnEvenChoiceOfPointsAndAllResiduals() {
        RegressionTest test = new RegressionTest();
        for (int i = 0; i < 10_000; i++) {
            test.add(i, i + i % 2);
        }

        Residuals residuals = test.result().residuals().orElseThrow();

        assertThat(residuals.points()).hasSize(200);
        assertThat(residuals.bins()).startsWith(5000L).endsWith(5000L);
        assertThat(residuals.bins().stream().mapToLong(Long::longValue).sum()).isEqualTo(10_000);
        assertThat(residuals.smallest()).isZero();
        assertThat(residuals.largest()).isEqualTo(1);
    }

    /** Between a load in thousands and a price below one, R² would be near 1 whatever is predicted. */
    @Test
    void shouldKeepToWhatIsMeaningfulOfSeveralUnits() {
        RegressionTest test = new RegressionTest();
        test.add(9000, 9400);
        test.add(0.2, 0.7);

        TestResult.Regression result = test.result().ofSeveralUnits();

        assertThat(result.metrics()).containsOnlyKeys("mae", "rmse");
        assertThat(result.residuals()).isEmpty();
        assertThat(result.with(Map.of("mase", 2.0)).metrics()).containsOnlyKeys("mae", "rmse", "mase");
    }

    @Test
    void shouldNotJudgeWhatIsNotFinite() {
        assertThatThrownBy(() -> new RegressionTest().add(1, Double.POSITIVE_INFINITY))
                .isInstanceOf(ArithmeticException.class)
                .hasMessageContaining("sample 1");
    }
}
