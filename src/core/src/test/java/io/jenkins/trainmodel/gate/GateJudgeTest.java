package io.jenkins.trainmodel.gate;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.trainmodel.drift.ComparedData;
import io.jenkins.trainmodel.gate.GateVerdict.Answer;
import io.jenkins.trainmodel.gate.Tolerance.Margin;
import io.jenkins.trainmodel.metric.Direction;
import io.jenkins.trainmodel.stop.Outcome;
import io.jenkins.trainmodel.stop.Threshold;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GateJudgeTest {
    private static final Reference NIGHTLY =
            new Reference.Found(new MeasuredRun("nightly #41", Map.of("loss", 0.3, "f1", 0.9)));

    private static GateVerdict verdict(Gate gate, Reference reference, List<MeasuredRun> accepted, double value) {
        return new GateJudge(List.of(gate), reference, accepted)
                .judge(Map.of(gate.metric(), value), Challenges.NONE, ComparedData.NONE)
                .gates()
                .get(0);
    }

    private static Gate loss(Tolerance tolerance) {
        return new Gate.NoWorse("loss", Direction.MIN, tolerance, Outcome.UNSTABLE);
    }

    private static Gate f1(Tolerance tolerance) {
        return new Gate.NoWorse("f1", Direction.MAX, tolerance, Outcome.FAILURE);
    }

    private static List<MeasuredRun> runs(double... f1) {
        return Arrays.stream(f1)
                .mapToObj(value -> new MeasuredRun("run", Map.of("f1", value)))
                .toList();
    }

    @ParameterizedTest
    @CsvSource({
        "MAX, 0.95, HELD, 'accuracy is 0.95, as wanted: accuracy at least 0.95'",
        "MAX, 0.949, FAILED, 'accuracy is 0.949, and not at least 0.95'",
        "MIN, 0.96, FAILED, 'accuracy is 0.96, and not at most 0.95'",
        "MAX, NaN, FAILED, 'accuracy is NaN, and not at least 0.95'"
    })
    void shouldHoldWhereAValueIsReached(Direction direction, double value, Answer answer, String sentence) {
        Gate gate = new Gate.Bound("accuracy", new Threshold(direction, 0.95), Outcome.FAILURE);

        GateVerdict verdict = verdict(gate, NIGHTLY, List.of(), value);

        assertThat(verdict.answer()).isEqualTo(answer);
        assertThat(verdict.sentence()).isEqualTo(sentence);
        assertThat(verdict.bound()).contains(0.95);
        assertThat(verdict.comparison()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "0.3, 0, false, WITHIN_NOISE, 'the same'",
        "0.300001, 0, false, WORSE, worse",
        "0.29, 0, false, BETTER, better",
        "0.306, 0.02, true, WITHIN_NOISE, 'within 2 % of it'",
        "0.307, 0.02, true, WORSE, 'worse by more than 2 %'",
        "0.29, 0.02, true, BETTER, 'better by more than 2 %'",
        "0.31, 0.01, false, WITHIN_NOISE, 'within 0.01 of it'",
        "0.32, 0.01, false, WORSE, 'worse by more than 0.01'",
        "NaN, 0.01, false, WORSE, 'worse by more than 0.01'"
    })
    void shouldCompareWithTheReferenceWithinAMargin(
            double value, double amount, boolean relative, Comparison comparison, String words) {
        GateVerdict verdict = verdict(loss(new Margin(amount, relative)), NIGHTLY, List.of(), value);

        assertThat(verdict.comparison()).contains(comparison);
        assertThat(verdict.held()).isEqualTo(comparison != Comparison.WORSE);
        assertThat(verdict.reference()).contains(0.3);
        assertThat(verdict.sentence())
                .contains("where the reference nightly #41 has 0.3: ")
                .endsWith(words);
    }

    @Test
    void shouldTakeAPercentageOfTheSizeOfANegativeValue() {
        Reference negative = new Reference.Found(new MeasuredRun("r", Map.of("f1", -2.0)));
        Gate gate = f1(new Margin(0.1, true));

        assertThat(verdict(gate, negative, List.of(), -2.2).held()).isTrue();
        assertThat(verdict(gate, negative, List.of(), -2.21).held()).isFalse();
        assertThat(verdict(gate, negative, List.of(), -2.21).bound()).contains(-2.2);
    }

    @ParameterizedTest
    @CsvSource({"0.86, WORSE", "0.88, WITHIN_NOISE", "0.92, WITHIN_NOISE", "0.94, BETTER"})
    void shouldCompareWithTheSpreadOfTheLastAcceptedRuns(double value, Comparison comparison) {
        Gate gate = f1(new Tolerance.OfSpread(5, Margin.NONE));
        List<MeasuredRun> accepted = runs(0.1, 0.2, 0.89, 0.9, 0.91, 0.9, 0.9);

        GateVerdict verdict = verdict(gate, NIGHTLY, accepted, value);

        assertThat(verdict.comparison()).contains(comparison);
        assertThat(verdict.runs()).contains(5);
        assertThat(verdict.sentence()).contains("the spread of the last 5 accepted runs: 0.9 ± 0.0215");
    }

    @Test
    void shouldJudgeBySpreadAlsoWhereTheReferenceItselfIsGone() {
        Gate gate = f1(new Tolerance.OfSpread(10, Margin.NONE));

        GateVerdict verdict =
                verdict(gate, new Reference.Missing("build #41 was deleted"), runs(0.89, 0.9, 0.91, 0.9, 0.9), 0.9);

        assertThat(verdict.held()).isTrue();
    }

    @Test
    void shouldFallBackToTheToleranceWhereTooFewRunsWereAccepted() {
        Gate gate = f1(new Tolerance.OfSpread(10, new Margin(0.02, true)));

        GateVerdict held = verdict(gate, NIGHTLY, runs(0.9, 0.9, 0.9, 0.9), 0.885);
        GateVerdict failed = verdict(gate, NIGHTLY, List.of(), 0.88);

        assertThat(held.held()).isTrue();
        assertThat(held.sentence())
                .endsWith("within 2 % of it; 4 accepted runs measured it, too few for a spread, which takes 5");
        assertThat(failed.answer()).isEqualTo(Answer.FAILED);
        assertThat(failed.sentence()).contains("no accepted run measured it");
    }

    @Test
    void shouldNotPassWhereANumberIsMissing() {
        Gate gate = loss(Margin.NONE);
        Reference other = new Reference.Found(new MeasuredRun("nightly #40", Map.of("f1", 0.9)));

        assertThat(verdict(gate, new Reference.Missing("build #41 was deleted"), List.of(), 0.1))
                .returns(Answer.NOT_EVALUABLE, GateVerdict::answer)
                .returns("there is no reference to compare with: build #41 was deleted", GateVerdict::sentence);
        assertThat(verdict(gate, other, List.of(), 0.1))
                .returns(Answer.NOT_EVALUABLE, GateVerdict::answer)
                .returns("the reference nightly #40 has no value of loss", GateVerdict::sentence);
        assertThat(new GateJudge(List.of(gate), NIGHTLY, List.of())
                        .judge(Map.of(), Challenges.NONE, ComparedData.NONE)
                        .outcome())
                .isEqualTo(Outcome.UNSTABLE);
    }

    @Test
    void shouldLetTheFirstOfASeriesPassAndSaySo() {
        GateVerdict verdict = verdict(loss(Margin.NONE), new Reference.First(), List.of(), 0.9);

        assertThat(verdict.held()).isTrue();
        assertThat(verdict.sentence()).contains("the first of its series");
    }

    @Test
    void shouldHoldAChallengeUnlessTheModelIsWorse() {
        Gate gate = new Gate.Challenge("validation/accuracy", Direction.MAX, Outcome.FAILURE);
        GateJudge judge = new GateJudge(List.of(gate), NIGHTLY, List.of());

        GateVerdict noise = judge.judge(Map.of(), challenge(Comparison.WITHIN_NOISE), ComparedData.NONE)
                .gates()
                .get(0);
        GateVerdict worse = judge.judge(Map.of(), challenge(Comparison.WORSE), ComparedData.NONE)
                .gates()
                .get(0);

        assertThat(noise.held()).isTrue();
        assertThat(noise.sentence())
                .isEqualTo(
                        "on the same 360 samples validation/accuracy is 0.95, and that of the reference nightly #41 is"
                                + " 0.96: within the noise (difference -0.01, between -0.03 and 0.01 with 95 % confidence)");
        assertThat(worse.answer()).isEqualTo(Answer.FAILED);
    }

    private static Challenges challenge(Comparison comparison) {
        ChallengeResult result =
                new ChallengeResult("validation/accuracy", 0.95, 0.96, -0.01, -0.03, 0.01, 0.95, 360, 2000, comparison);
        return new Challenges(List.of(result), Optional.empty());
    }

    @Test
    void shouldSayWhyNobodyWasChallenged() {
        Gate gate = new Gate.Challenge("validation/accuracy", Direction.MAX, Outcome.FAILURE);
        Challenges none = new Challenges(List.of(), Optional.of("its classes are others"));

        assertThat(new GateJudge(List.of(gate), NIGHTLY, List.of())
                        .judge(Map.of(), none, ComparedData.NONE)
                        .gates())
                .extracting(GateVerdict::answer, GateVerdict::sentence)
                .containsExactly(org.assertj.core.groups.Tuple.tuple(
                        Answer.NOT_EVALUABLE,
                        "there is no model to challenge on validation/accuracy: its classes are others"));
    }

    @Test
    void shouldEndAsTheMostSevereGateSaysAndNameThoseThatDidNotHold() {
        Gate held = new Gate.Bound("loss", new Threshold(Direction.MIN, 0.5), Outcome.FAILURE);
        Judgement judgement = new GateJudge(List.of(held, loss(Margin.NONE), f1(Margin.NONE)), NIGHTLY, List.of())
                .judge(Map.of("loss", 0.4, "f1", 0.8), Challenges.NONE, ComparedData.NONE);

        assertThat(judgement.held()).isFalse();
        assertThat(judgement.outcome()).isEqualTo(Outcome.FAILURE);
        assertThat(judgement.behind("maxEpochs: 3 of 3 epochs are complete"))
                .isEqualTo(
                        "maxEpochs: 3 of 3 epochs are complete. 2 gates did not hold: loss is 0.4, where the reference"
                                + " nightly #41 has 0.3: worse; f1 is 0.8, where the reference nightly #41 has 0.9: worse.");
    }

    @Test
    void shouldSayOnceWhatSeveralGatesLack() {
        Gate challenge = new Gate.Challenge("validation/f1", Direction.MAX, Outcome.UNSTABLE);
        Gate spread = f1(new Tolerance.OfSpread(10, Margin.NONE));
        Judgement judgement = new GateJudge(
                        List.of(loss(Margin.NONE), spread, challenge),
                        new Reference.Missing("build #41 was deleted"),
                        List.of())
                .judge(Map.of("loss", 0.4, "f1", 0.8), Challenges.NONE, ComparedData.NONE);

        assertThat(judgement.sentence())
                .contains("3 gates did not hold: there is no reference to compare with: build #41 was deleted.");
        assertThat(judgement.gates().get(1).sentence())
                .endsWith("no accepted run measured it, too few for a spread, which takes 5");
    }

    @Test
    void shouldSayNothingWhereEveryGateHeld() {
        Judgement judgement = new GateJudge(List.of(loss(Margin.NONE)), NIGHTLY, List.of())
                .judge(Map.of("loss", 0.2), Challenges.NONE, ComparedData.NONE);

        assertThat(judgement.outcome()).isEqualTo(Outcome.SUCCESS);
        assertThat(judgement.behind("enough")).isEqualTo("enough");
    }
}
