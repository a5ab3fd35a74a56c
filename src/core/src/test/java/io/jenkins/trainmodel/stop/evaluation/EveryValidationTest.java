package io.jenkins.trainmodel.stop.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.trainmodel.metric.Direction;
import io.jenkins.trainmodel.stop.Every;
import io.jenkins.trainmodel.stop.Outcome;
import io.jenkins.trainmodel.stop.Rules;
import io.jenkins.trainmodel.stop.StopRule;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

/** {@code every: validation}. */
class EveryValidationTest {
    private static final List<Observation> RUN = List.of(
            validation(3, 0.5),
            Table.step(5, "train/loss=9"),
            validation(6, 0.6),
            Table.epoch(1, Rules.LOSS + "=0.6"),
            validation(13, 0.6));

    @Test
    void shouldCountValidationsWithinAnEpochToo() {
        assertThat(Table.verdicts(early(Every.VALIDATION), RUN)).isEqualTo("H . H H F");
        assertThat(Table.verdicts(early(Every.EPOCH), RUN)).isEqualTo(". . . H .");
    }

    @Test
    void shouldSayThatItCountsValidations() {
        List<Decision> decisions = Table.decisions(early(Every.VALIDATION), RUN);

        assertThat(decisions.get(4).reason())
                .isEqualTo("earlyStopping: validation/loss has not improved on 0.5 (epoch 1) for 3 of 3 validations");
    }

    @Test
    void shouldFillTheWindowOfAPlateauWithValidations() {
        StopRule rule = new StopRule.Plateau("plateau", Outcome.SUCCESS, Rules.LOSS, 3, 0.01, 1, Every.VALIDATION, 1);

        assertThat(Table.verdicts(rule, RUN)).isEqualTo("W . W H F");
    }

    @Test
    void shouldAskACompositeWhereOneOfItsRulesLooks() {
        StopRule both = Rules.anyOf(Rules.early(1), early(Every.VALIDATION));

        assertThat(Table.verdicts(both, RUN)).isEqualTo("N . N H F");
    }

    private static Observation validation(long step, double loss) {
        return Table.step(step, Rules.LOSS + "=" + loss);
    }

    private static StopRule early(Every every) {
        return new StopRule.EarlyStopping(
                "earlyStopping",
                Outcome.SUCCESS,
                Rules.LOSS,
                Direction.MIN,
                3,
                0,
                OptionalDouble.empty(),
                1,
                true,
                every,
                1);
    }
}
