package io.jenkins.trainmodel.whatif;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.jenkins.trainmodel.event.Conclusion;
import io.jenkins.trainmodel.event.EventWriter;
import io.jenkins.trainmodel.event.TrainingEvent;
import io.jenkins.trainmodel.gate.Gate;
import io.jenkins.trainmodel.gate.GateVerdict;
import io.jenkins.trainmodel.message.Audience;
import io.jenkins.trainmodel.metric.Direction;
import io.jenkins.trainmodel.spec.ReplaySpec;
import io.jenkins.trainmodel.spec.SpecReader;
import io.jenkins.trainmodel.spec.problem.SpecException;
import io.jenkins.trainmodel.stop.Outcome;
import io.jenkins.trainmodel.stop.StopRule;
import io.jenkins.trainmodel.stop.Threshold;
import io.jenkins.trainmodel.stop.evaluation.References;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WhatIfTest {
    private static final String LOSS = "validation/loss";

    @TempDir
    private Path folder;

    /** A run of a minute an epoch that ended in success; of a gate that the run had, its bound. */
    private RecordedRun run(Optional<Double> bound, double... losses) throws Exception {
        Path log = Files.createTempDirectory(folder, "run").resolve("events.jsonl");
        try (EventWriter writer = EventWriter.open(log)) {
            writer.write(new TrainingEvent.Started(
                    "id",
                    "digits",
                    JsonNodeFactory.instance.objectNode(),
                    Map.of(),
                    1,
                    1,
                    10,
                    Optional.empty(),
                    1,
                    1,
                    Optional.empty()));
            for (int epoch = 1; epoch <= losses.length; epoch++) {
                writer.write(new TrainingEvent.Epoch(
                        epoch,
                        epoch * 10L,
                        epoch * 60,
                        Map.of(LOSS, losses[epoch - 1]),
                        Map.of(),
                        Optional.empty(),
                        Optional.empty()));
            }
            if (bound.isPresent()) {
                writer.write(judged(bound.get(), losses[losses.length - 1], losses.length));
            }
            writer.write(new Conclusion.Finished(
                    Outcome.SUCCESS,
                    "maxEpochs",
                    List.of(),
                    losses.length,
                    losses.length * 10L,
                    losses.length * 60,
                    Map.of(),
                    Optional.empty(),
                    Optional.empty(),
                    true,
                    Optional.empty(),
                    Optional.empty()));
        }
        return RecordedRun.read(log.getParent());
    }

    private static TrainingEvent judged(double bound, double value, int epoch) {
        GateVerdict verdict = new GateVerdict(
                "no worse than the reference",
                LOSS,
                GateVerdict.Answer.HELD,
                Optional.empty(),
                Optional.of(value),
                Optional.of(bound),
                Optional.of(bound),
                Optional.empty(),
                Optional.empty(),
                Outcome.FAILURE,
                "it held");
        return new Conclusion.Judged(List.of(verdict), Outcome.SUCCESS, Optional.of(epoch), Optional.empty());
    }

    private List<StopRule> rules(String yaml) throws Exception {
        Path file = Files.writeString(folder.resolve("rules.yaml"), "stopWhen: " + yaml);
        return new SpecReader().readRules(file, List.of(), Optional.empty());
    }

    private WhatIfResult ask(String yaml, RecordedRun run) throws Exception {
        return new WhatIf(rules(yaml), List.of()).of(run, References.none());
    }

    @Test
    void shouldTellWhenARunWouldHaveStoppedAndWhatThatSavesAndCosts() throws Exception {
        WhatIfResult result = ask("[maxEpochs: 2]", run(Optional.empty(), 0.5, 0.4, 0.3, 0.35));

        assertThat(result.replay().epoch()).contains(2);
        assertThat(result.saving()).isEqualTo(new WhatIfResult.Saving(4, Optional.of(240.0), 2, Optional.of(120.0)));
        assertThat(result.loss().orElseThrow().best().epoch()).isEqualTo(3);
        assertThat(result.loss().orElseThrow().lost().orElseThrow()).isCloseTo(0.1, within(1e-9));
        assertThat(result.judgedOtherwise()).isFalse();
    }

    @Test
    void shouldSayThatARunWouldHaveGoneOnWhereNoRuleFires() throws Exception {
        WhatIfResult result = ask("[maxEpochs: 9]", run(Optional.empty(), 0.5, 0.4));

        assertThat(result.replay().stopped()).isFalse();
        assertThat(result.outcome()).isEmpty();
        assertThat(result.accepted()).isEmpty();
        assertThat(result.saving().savedSeconds()).contains(0.0);
        assertThat(result.loss().orElseThrow().lost()).contains(0.0);
        assertThat(result.judgedOtherwise()).isFalse();
    }

    @Test
    void shouldJudgeByTheRunsOwnGatesWhatWouldHaveBeenKept() throws Exception {
        RecordedRun run = run(Optional.of(0.35), 0.5, 0.4, 0.3);

        WhatIfResult earlier = ask("[maxEpochs: 2]", run);
        WhatIfResult same = ask("[maxEpochs: 3]", run);

        assertThat(run.run().accepted()).isTrue();
        assertThat(earlier.outcome()).contains(Outcome.FAILURE);
        assertThat(earlier.accepted()).contains(false);
        assertThat(earlier.failedGates()).hasSize(1);
        assertThat(earlier.judgedOtherwise()).isTrue();
        assertThat(same.accepted()).contains(true);
        assertThat(same.judgedOtherwise()).isFalse();
    }

    @Test
    void shouldJudgeByOtherGatesWhereTheyAreGiven() throws Exception {
        Gate strict = new Gate.Bound(LOSS, new Threshold(Direction.MIN, 0.1), Outcome.UNSTABLE);
        WhatIf trial = new WhatIf(rules("[maxEpochs: 3]"), List.of(strict));

        WhatIfResult result = trial.of(run(Optional.of(0.35), 0.5, 0.4, 0.3), References.none());

        assertThat(result.outcome()).contains(Outcome.UNSTABLE);
        assertThat(result.judgedOtherwise()).isTrue();
    }

    @Test
    void shouldLoseAllWhereNothingWasMeasuredBeforeTheStop() throws Exception {
        WhatIfResult result = ask("[diverged: {}]", run(Optional.empty(), Double.NaN, 0.4));

        assertThat(result.replay().epoch()).contains(1);
        assertThat(result.loss().orElseThrow().until()).isEmpty();
        assertThat(result.loss().orElseThrow().lost()).isEmpty();
    }

    @Test
    void shouldSumUpAndWriteATable() throws Exception {
        List<WhatIfResult> results = List.of(
                ask("[maxEpochs: 2]", run(Optional.of(0.35), 0.5, 0.4, 0.3).named("#1")),
                ask("[maxEpochs: 2]", run(Optional.empty(), 0.5).named("#2")));

        List<String> table = new WhatIfWords(Audience.RECORD).table(results);

        assertThat(table).hasSize(4);
        assertThat(table.get(1))
                .containsSubsequence(
                        "#1",
                        "epoch 2 of 3",
                        "maxEpochs",
                        "1 min of 3 min",
                        "0.1 of validation/loss 0.3",
                        "accepted",
                        "failure !");
        assertThat(table.get(2))
                .containsSubsequence("#2", "not in 1", "0 s of 1 min", "nothing", "accepted", "goes on");
        assertThat(table.get(3)).startsWith("1 of 2 runs would have stopped").contains("1 min of 4 min", "1 judged");
    }

    @Test
    void shouldSayItInChinese() throws Exception {
        Audience reader = Audience.of(Locale.SIMPLIFIED_CHINESE, ZoneOffset.UTC);

        assertThat(new WhatIfWords(reader).row(ask("[maxEpochs: 1]", run(Optional.empty(), 0.5, 0.4))))
                .contains("第 1 / 2 轮次", "通过");
    }

    @Test
    void shouldReadRulesAsTextAndWriteThemAsOneLine() throws Exception {
        ReplaySpec read = RuleText.read("""
                stopWhen:
                  - maxEpochs: 4
                  - earlyStopping: {metric: validation/loss, patience: 2}
                gates: [{metric: validation/loss, atMost: 0.3}]
                """);

        assertThat(read.gates()).hasSize(1);
        assertThat(RuleText.read("stopWhen: " + RuleText.line(read.stopWhen())).stopWhen())
                .isEqualTo(read.stopWhen());
        assertThatThrownBy(() -> RuleText.read("stopWhen: [{maxEpoch: 4}]"))
                .isInstanceOf(SpecException.class)
                .hasMessageContaining("did you mean `maxEpochs`?");
    }

    @Test
    void shouldSayWhatCannotBeRead() throws IOException {
        Path file = Files.writeString(folder.resolve("events.jsonl"), "nothing\n");

        assertThatThrownBy(() -> RecordedRun.read(file))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("holds no event");
    }
}
