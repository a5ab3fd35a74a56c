package io.jenkins.trainmodel.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.jenkins.trainmodel.gate.Gate;
import io.jenkins.trainmodel.gate.Tolerance;
import io.jenkins.trainmodel.metric.Direction;
import io.jenkins.trainmodel.spec.problem.SpecException;
import io.jenkins.trainmodel.spec.reference.ReferenceSpec;
import io.jenkins.trainmodel.spec.tree.SpecOverride;
import io.jenkins.trainmodel.stop.Outcome;
import io.jenkins.trainmodel.stop.StopRule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReadRulesTest {
    private static final Set<String> COLUMNS = Set.of("validation/loss", "own/measure");

    @TempDir
    private Path directory;

    @Test
    void shouldReadAFileWithNothingButRules() throws Exception {
        Path file = write("stopWhen:\n  - earlyStopping: validation/loss\n");

        assertThat(new SpecReader().readRules(file, List.of(), Optional.of(COLUMNS)))
                .singleElement()
                .isInstanceOf(StopRule.EarlyStopping.class);
    }

    @Test
    void shouldReadTheRulesOfAWholeSpecificationWhoseDataIsGone() throws Exception {
        Path file = write(SpecTexts.SHORT + "checkpoint: {metric: validation/accuracy}\n");

        assertThat(new SpecReader().readRules(file, List.of(), Optional.of(COLUMNS)))
                .extracting(StopRule::name)
                .containsExactly("maxEpochs");
    }

    @Test
    void shouldTakeTheMetricsOfTheCurve() throws Exception {
        Path file = write(
                "stopWhen: [target: {metric: own/measure, atLeast: 1}, target: {metric: own/mesure, atLeast: 1}]");

        assertThat(refusal(file, Optional.of(COLUMNS)))
                .singleElement()
                .asString()
                .endsWith("did you mean `own/measure`?");
    }

    @Test
    void shouldTakeAnyMetricWhereTheCurveIsNotKnownYet() throws Exception {
        Path file = write("stopWhen: [target: {metric: own/measure, atLeast: 1}]");

        assertThat(new SpecReader().readRules(file, List.of(), Optional.empty()))
                .hasSize(1);
    }

    @Test
    void shouldStillDemandADirection() throws Exception {
        Path file = write("stopWhen: [earlyStopping: own/measure]");

        assertThat(refusal(file, Optional.empty())).singleElement().asString().contains("which way it gets better");
        assertThat(refusal(file, Optional.of(COLUMNS))).hasSize(1);
        assertThat(new SpecReader()
                        .readRules(
                                file,
                                List.of(SpecOverride.set("stopWhen.0.earlyStopping={metric: own/measure, mode: max}")),
                                Optional.empty()))
                .hasSize(1);
    }

    @Test
    void shouldStillRefuseWhatIsWrongElsewhere() throws Exception {
        Path file = write("stopwhen: [maxEpochs: 1]\n");

        assertThat(refusal(file, Optional.empty()))
                .anySatisfy(line -> assertThat(line).endsWith("did you mean `stopWhen`?"))
                .anySatisfy(line -> assertThat(line).contains("a run without an end is not started by accident"))
                .hasSize(2);
    }

    @Test
    void shouldFindTheCurveOfAReference() throws Exception {
        Path other = Files.createDirectories(directory.resolve("old"));
        Path curve = Files.createFile(other.resolve("events.jsonl"));
        Path file = write("stopWhen: [behindReference: {metric: validation/loss, reference: old}]");

        assertThat(new SpecReader().readRules(file, List.of(), Optional.empty()))
                .singleElement()
                .isInstanceOfSatisfying(
                        StopRule.BehindReference.class,
                        rule -> assertThat(rule.reference()).contains(curve.toString()));
    }

    @Test
    void shouldRefuseAReferenceThatIsNotThere() throws Exception {
        Path file = write("stopWhen: [behindReference: {metric: validation/loss, reference: old}]");

        assertThat(refusal(file, Optional.empty())).singleElement().asString().contains("which does not exist");

        Files.createDirectories(directory.resolve("old"));
        assertThat(refusal(file, Optional.empty()))
                .singleElement()
                .asString()
                .contains("allowed: a directory with events.jsonl or metrics.csv");
    }

    @Test
    void shouldReadGatesAndTheReferenceThatNeedNotBeThere() throws Exception {
        Path file = write("reference: old\nstopWhen: [behindReference: validation/loss]\n"
                + "gates: [{metric: validation/loss, noWorseThan: reference, within: 2%}]");

        ReplaySpec replay = new SpecReader().readReplay(file, List.of(), Optional.empty());

        assertThat(replay.reference().flatMap(ReferenceSpec::path)).contains(directory.resolve("old"));
        assertThat(replay.gates())
                .containsExactly(new Gate.NoWorse(
                        "validation/loss", Direction.MIN, new Tolerance.Margin(0.02, true), Outcome.UNSTABLE));
        assertThat(new SpecReader()
                        .readGates(write("gates: [{metric: m, atLeast: 1}]"), List.of())
                        .stopWhen())
                .isEmpty();
    }

    private Path write(String text) throws IOException {
        return Files.writeString(directory.resolve("rules.yaml"), text);
    }

    private static List<String> refusal(Path file, Optional<Set<String>> metrics) {
        return SpecTexts.lines(
                catchThrowableOfType(SpecException.class, () -> new SpecReader().readRules(file, List.of(), metrics)));
    }
}
