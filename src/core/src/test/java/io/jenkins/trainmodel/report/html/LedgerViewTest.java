package io.jenkins.trainmodel.report.html;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.jenkins.trainmodel.report.html.LedgerView.Row;
import io.jenkins.trainmodel.report.html.RuleStrip.Stretch;
import org.junit.jupiter.api.Test;

class LedgerViewTest {
    private final LedgerView ledger = LedgerView.of(SampleRun.finished());

    @Test
    void shouldAnswerWhyItStopped() {
        assertThat(ledger.question()).isEqualTo("Why did it stop?");
        assertThat(ledger.asOf()).isEqualTo("after epoch 30, step 1,350");
    }

    @Test
    void shouldAnswerWhyItIsStillRunning() {
        assertThat(LedgerView.of(SampleRun.ofEpochs(3).stillRunning().build()).question())
                .isEqualTo("Why is it still running?");
    }

    @Test
    void shouldNestTheRulesOfAComposite() {
        assertThat(ledger.rows())
                .extracting(Row::rule, Row::depth)
                .containsExactly(
                        tuple("maxEpochs", 0),
                        tuple("target", 0),
                        tuple("earlyStopping", 0),
                        tuple("stuck", 0),
                        tuple("flat gradient", 1),
                        tuple("overfitting", 1),
                        tuple("diverged", 0));
    }

    @Test
    void shouldShowWhatTheRuleRemembers() {
        Row stopping = ledger.rows().get(2);

        assertThat(stopping.best()).contains("0.0921 (epoch 22)");
        assertThat(stopping.patience()).contains("0");
        assertThat(stopping.percent()).contains("100");
        assertThat(ledger.rows().get(6).percent()).isEmpty();
    }

    @Test
    void shouldDrawStretchesOfEqualStatus() {
        assertThat(ledger.rows().get(2).strip().stretches())
                .containsExactly(
                        new Stretch(0, 29, "held", "success", "epochs 1–29: held"),
                        new Stretch(29, 1, "fired", "success", "epoch 30: fired"));
        assertThat(ledger.rows().get(5).strip().summary())
                .isEqualTo("epochs 1–13: held; epochs 14–15: not evaluable; epochs 16–30: held");
    }

    @Test
    void shouldBoundTheStripsOfLongRuns() {
        RuleStrip strip =
                LedgerView.of(SampleRun.ofEpochs(5_000).build()).rows().get(0).strip();

        assertThat(strip.columns()).isEqualTo(500);
        assertThat(strip.stretches()).hasSize(1);
    }
}
