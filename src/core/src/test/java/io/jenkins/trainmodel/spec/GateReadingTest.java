package io.jenkins.trainmodel.spec;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.trainmodel.gate.Gate;
import io.jenkins.trainmodel.gate.MeasuredRun;
import io.jenkins.trainmodel.gate.Tolerance.Margin;
import io.jenkins.trainmodel.gate.Tolerance.OfSpread;
import io.jenkins.trainmodel.metric.Direction;
import io.jenkins.trainmodel.spec.reference.ReferenceSpec;
import io.jenkins.trainmodel.spec.reference.ReferenceSpec.PastRuns;
import io.jenkins.trainmodel.spec.reference.ReferenceSpec.Place;
import io.jenkins.trainmodel.spec.reference.ReferenceSpec.WhenMissing;
import io.jenkins.trainmodel.spec.reference.WarmStartSpec;
import io.jenkins.trainmodel.spec.reference.WarmStartSpec.Kind;
import io.jenkins.trainmodel.stop.Outcome;
import io.jenkins.trainmodel.stop.Threshold;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GateReadingTest {
    private static final String REFERENCE = "reference: ../nightly-41\n";

    @Test
    void shouldReadEveryKindOfGate() throws Exception {
        TrainingSpec spec =
                SpecTexts.read(SpecTexts.SHORT.replace("digits.csv", "digits.csv, test: 0.1") + REFERENCE + """
                gates:
                  - {metric: test/accuracy, atLeast: 0.95, outcome: failure}
                  - {metric: validation/loss, atMost: 0.5}
                  - {metric: validation/loss, noWorseThan: reference}
                  - {metric: validation/loss, noWorseThan: reference, within: 2%}
                  - {metric: gradient/norm, noWorseThan: reference, within: 0.1, mode: min}
                  - {metric: validation/accuracy, noWorseThan: reference, within: spread, otherwise: 2.5%, last: 7}
                  - {challenge: validation/accuracy}
                """);

        assertThat(spec.gates())
                .containsExactly(
                        new Gate.Bound("test/accuracy", new Threshold(Direction.MAX, 0.95), Outcome.FAILURE),
                        new Gate.Bound("validation/loss", new Threshold(Direction.MIN, 0.5), Outcome.UNSTABLE),
                        new Gate.NoWorse("validation/loss", Direction.MIN, Margin.NONE, Outcome.UNSTABLE),
                        new Gate.NoWorse("validation/loss", Direction.MIN, new Margin(0.02, true), Outcome.UNSTABLE),
                        new Gate.NoWorse("gradient/norm", Direction.MIN, new Margin(0.1, false), Outcome.UNSTABLE),
                        new Gate.NoWorse(
                                "validation/accuracy",
                                Direction.MAX,
                                new OfSpread(7, new Margin(0.025, true)),
                                Outcome.UNSTABLE),
                        new Gate.Challenge("validation/accuracy", Direction.MAX, Outcome.UNSTABLE));
    }

    @Test
    void shouldReadTheReferenceAndItsHistory() throws Exception {
        TrainingSpec spec = SpecTexts.read(SpecTexts.SHORT + """
                reference:
                  path: ../nightly-41
                  name: 'nightly #41'
                  whenMissing: fail
                  history: [../night-*, {name: '#40', metrics: {validation/f1: 0.91}}]
                warmStart: {from: everything, freeze: ['conv1.*'], reset: [fc.weight]}
                """);

        assertThat(spec.reference())
                .contains(new ReferenceSpec(
                        new Place.At(Path.of("/nightly-41")),
                        Optional.of("nightly #41"),
                        WhenMissing.FAIL,
                        List.of(
                                new PastRuns.Directories(Path.of("/"), "night-*"),
                                new PastRuns.Inline(new MeasuredRun("#40", Map.of("validation/f1", 0.91))))));
        assertThat(spec.warmStart())
                .isEqualTo(new WarmStartSpec(Kind.EVERYTHING, List.of("conv1.*"), List.of("fc.weight")));
        assertThat(spec.warmStart().freezes("conv1.weight")).isTrue();
        assertThat(spec.warmStart().freezes("conv10.weight")).isFalse();
        assertThat(spec.warmStart().resets("fc.weights")).isFalse();
    }

    @Test
    void shouldReadWhyThereIsNoReference() throws Exception {
        assertThat(SpecTexts.read(SpecTexts.SHORT + "reference: {missing: 'build #41 was deleted'}")
                        .reference()
                        .map(ReferenceSpec::place))
                .contains(new Place.Missing("build #41 was deleted"));
        assertThat(SpecTexts.read(SpecTexts.SHORT + "reference: {first: true}")
                        .reference()
                        .map(ReferenceSpec::place))
                .contains(new Place.First());
    }

    @Test
    void shouldLetTheReferenceOfAStepTakeThePlaceOfTheFiles() throws Exception {
        Map<String, ?> step = Map.of("reference", Map.of("first", true), "warmStart", "parameters");

        TrainingSpec spec = SpecTexts.readWithStep(
                SpecTexts.SHORT + "reference: {path: ../old, name: old}\nwarmStart: {from: parameters, reset: [fc.*]}",
                step);

        assertThat(spec.reference())
                .contains(new ReferenceSpec(new Place.First(), Optional.empty(), WhenMissing.START, List.of()));
        assertThat(spec.warmStart().reset()).isEmpty();
    }

    @Test
    void shouldSetKeysOfAReferenceThatIsGivenShort() throws Exception {
        assertThat(SpecTexts.read(SpecTexts.SHORT + REFERENCE, "reference.name=old", "warmStart=parameters")
                        .reference())
                .contains(new ReferenceSpec(
                        new Place.At(Path.of("/nightly-41")), Optional.of("old"), WhenMissing.START, List.of()));
    }

    @Test
    void shouldSayWhatHasTakenThePlaceOfTheParent() {
        assertThat(SpecTexts.problems(SpecTexts.SHORT + "parent: ../nightly-41"))
                .containsExactly("train.yaml:5:1: parent: found a key of earlier versions; allowed: reference: PATH and"
                        + " warmStart: parameters, which together mean the same");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {metric: validation/loss} | found a metric without a condition
            {atLeast: 1} | found none of metric, challenge and drift
            {metric: validation/loss, challenge: validation/loss, atMost: 1} | found several of metric, challenge and drift: metric, challenge
            {drift: 0} | found `0`; allowed: a number above 0
            {drift: 0.2, atMost: 1} | found atMost beside drift, which compares with the reference by itself
            {drift: 0.2, challenge: validation/loss} | found several of metric, challenge and drift: challenge, drift
            {drift: 0.2, mode: max} | found mode beside drift, which gets better downwards
            {metric: validation/loss, atLeast: 1, columns: [age]} | found columns where no data is compared
            {metric: validation/loss, atLeast: 1, atMost: 2} | found several conditions: atLeast, atMost
            {challenge: validation/loss, atLeast: 1} | found atLeast beside challenge
            {challenge: train/loss} | which is not measured on validation data
            {metric: validation/f2, atLeast: 1} | found the metric `validation/f2`, which is not measured
            {metric: test/accuracy, atLeast: 1} | and the data keeps no samples for a test
            {metric: validation/loss, atLeast: 1, within: 2%} | found within where nothing is compared with
            {metric: validation/loss, noWorseThan: reference, otherwise: 2%} | found otherwise without a spread
            {metric: validation/loss, noWorseThan: reference, within: 2%, last: 9} | found last without a spread
            {metric: validation/loss, noWorseThan: reference, within: spread, last: 4} | allowed: a whole number from 5 to 200
            {metric: validation/loss, noWorseThan: reference, within: -1} | found `-1`; allowed: a number of at least 0
            {metric: validation/loss, noWorseThan: reference, within: -1%} | such as 2%, or spread
            {metric: validation/loss, noWorseThan: reference, within: 2x} | such as 2%, or spread
            {metric: validation/loss, noWorseThan: reference, within: '2'} | such as 2%, or spread
            {metric: validation/loss, noWorseThan: reference, within: [1]} | such as 2%, or spread
            {metric: validation/loss, noWorseThan: reference, within: spread, otherwise: noise} | such as 2%
            {metric: validation/loss, noWorseThan: reference, within: noise} | or spread
            {metric: validation/loss, noWorseThan: yesterday} | found `yesterday`; allowed: reference
            {metric: gradient/norm, noWorseThan: reference} | of which nobody can tell which way it gets better
            {metric: validation/loss, atMost: 1, outcome: success} | found `success`; allowed: unstable, failure
            """)
    void shouldRefuseAWrongGate(String gate, String problem) {
        assertThat(SpecTexts.problems(SpecTexts.SHORT + REFERENCE + "gates:\n  - " + gate))
                .anySatisfy(line -> assertThat(line).contains(problem));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            gates: [{metric: validation/loss, noWorseThan: reference}] | compares with the reference, and there is none
            gates: [{challenge: validation/loss}] | compares with the reference, and there is none
            warmStart: parameters | found a model to begin with, and no reference that has one
            warmStart: {from: none, reset: [a]} | found reset where nothing is taken over
            reference: {name: a} | found none of path, missing and first
            reference: {path: a, first: true} | found several of path, missing and first
            reference: {path: a, history: [../*/run]} | in whose last name * stands for any characters
            reference: {path: a, history: [{name: b, metrics: {}}]} | found an empty map
            """)
    void shouldRefuseWhatCannotBeComparedWith(String keys, String problem) {
        assertThat(SpecTexts.problems(SpecTexts.SHORT + keys))
                .anySatisfy(line -> assertThat(line).contains(problem));
    }
}
