package io.jenkins.trainmodel.reference;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.trainmodel.backtest.Curve;
import io.jenkins.trainmodel.event.EventSamples;
import io.jenkins.trainmodel.event.Provenance;
import io.jenkins.trainmodel.gate.Gate;
import io.jenkins.trainmodel.gate.GateVerdict;
import io.jenkins.trainmodel.gate.Tolerance.Margin;
import io.jenkins.trainmodel.metric.Direction;
import io.jenkins.trainmodel.reference.RunComparison.Row;
import io.jenkins.trainmodel.report.GatesOfRun;
import io.jenkins.trainmodel.report.KeptModel;
import io.jenkins.trainmodel.stop.Outcome;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RunComparisonTest {
    private static final Gate NO_WORSE =
            new Gate.NoWorse("validation/loss", Direction.MIN, Margin.NONE, Outcome.FAILURE);
    private static final Gate CHALLENGE = new Gate.Challenge("validation/loss", Direction.MIN, Outcome.UNSTABLE);

    private static ReferenceRun run(String name, Map<String, Double> metrics) {
        return new ReferenceRun(
                name,
                Path.of(name),
                name + "-id",
                Optional.of(new KeptModel(3, metrics)),
                true,
                GatesOfRun.NONE,
                new Curve(name, List.of()));
    }

    @Test
    void shouldJudgeEveryRunAgainstTheFirst() {
        RunComparison comparison = RunComparison.of(
                List.of(
                        run("a", Map.of("validation/loss", 0.3)),
                        run("b", Map.of("validation/loss", 0.2)),
                        run("c", Map.of("validation/loss", 0.4))),
                List.of(NO_WORSE),
                List.of());

        assertThat(comparison.runs().get(0).gates()).isEmpty();
        assertThat(comparison.runs().get(1).gates()).allMatch(GateVerdict::held);
        assertThat(comparison.runs().get(2).gates())
                .extracting(GateVerdict::sentence)
                .containsExactly("validation/loss is 0.4, where the reference a has 0.3: worse");
        assertThat(comparison.outcome()).isEqualTo(Outcome.FAILURE);
    }

    @Test
    void shouldShowEveryMetricOfEveryRunAndWhichIsBest() {
        RunComparison comparison = RunComparison.of(
                List.of(
                        run("a", Map.of("validation/accuracy", 0.9, "gradient/norm", 1.0)),
                        run("b", Map.of("validation/accuracy", Double.NaN)),
                        run("c", Map.of("validation/accuracy", 0.95, "test/f1", 0.9))),
                List.of(),
                List.of());

        assertThat(comparison.metrics())
                .containsExactly(
                        new Row(
                                "gradient/norm",
                                List.of(Optional.of(1.0), Optional.empty(), Optional.empty()),
                                Optional.empty()),
                        new Row(
                                "test/f1",
                                List.of(Optional.empty(), Optional.empty(), Optional.of(0.9)),
                                Optional.of(2)),
                        new Row(
                                "validation/accuracy",
                                List.of(Optional.of(0.9), Optional.of(Double.NaN), Optional.of(0.95)),
                                Optional.of(2)));
        assertThat(comparison.outcome()).isEqualTo(Outcome.SUCCESS);
    }

    @Test
    void shouldTakeTheChallengeThatARunHasMeasuredItself() {
        ReferenceRun first = run("a", Map.of());
        ReferenceRun other = run("b", Map.of());
        Provenance.Began began = new Provenance.Began(
                "a", "/a", "a-id", "none", Optional.empty(), Optional.empty(), 0, List.of(), List.of());
        GatesOfRun gates =
                new GatesOfRun(Optional.of(began), List.of(EventSamples.CHALLENGE), Optional.empty(), Optional.empty());
        Gate gate = new Gate.Challenge("validation/accuracy", Direction.MAX, Outcome.UNSTABLE);
        ReferenceRun challenged =
                new ReferenceRun("c", Path.of("c"), "c-id", Optional.empty(), true, gates, new Curve("c", List.of()));

        RunComparison comparison = RunComparison.of(List.of(first, challenged, other), List.of(gate), List.of());
        RunComparison swapped = RunComparison.of(List.of(other, challenged), List.of(gate), List.of());

        assertThat(comparison.runs().get(1).gates()).allMatch(GateVerdict::held);
        assertThat(comparison.runs().get(2).gates()).noneMatch(GateVerdict::held);
        assertThat(swapped.runs().get(1).gates()).noneMatch(GateVerdict::held);
    }

    @Test
    void shouldSayThatNoModelIsChallengedByRecordings() {
        RunComparison comparison =
                RunComparison.of(List.of(run("a", Map.of()), run("b", Map.of())), List.of(CHALLENGE), List.of());

        assertThat(comparison.runs().get(1).gates())
                .singleElement()
                .satisfies(verdict -> assertThat(verdict.sentence()).contains("no model is loaded"));
        assertThat(comparison.outcome()).isEqualTo(Outcome.UNSTABLE);
    }
}
