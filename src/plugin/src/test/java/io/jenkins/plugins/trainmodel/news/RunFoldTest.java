package io.jenkins.plugins.trainmodel.news;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import com.fasterxml.jackson.databind.node.NullNode;
import io.jenkins.plugins.trainmodel.page.RunResult;
import io.jenkins.plugins.trainmodel.page.SampleMachine;
import io.jenkins.plugins.trainmodel.reference.SampleNight;
import io.jenkins.trainmodel.evaluation.RegressionTest;
import io.jenkins.trainmodel.event.Conclusion;
import io.jenkins.trainmodel.event.TrainingEvent;
import io.jenkins.trainmodel.gate.GateVerdict;
import io.jenkins.trainmodel.report.MachineOfRun;
import io.jenkins.trainmodel.stop.Outcome;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RunFoldTest {
    private final RunFold fold = new RunFold();

    @Test
    void shouldRememberTheLastAndTheBestValues() {
        fold.add(epoch(1, Map.of("validation/accuracy", 0.8, "train/loss", 0.5)));
        fold.add(epoch(2, Map.of("validation/accuracy", 0.7, "train/loss", 0.4)));

        RunResult result = fold.result("success", "enough");

        assertThat(result.epochs()).isEqualTo(2);
        assertThat(result.last()).contains(entry("validation/accuracy", 0.7), entry("train/loss", 0.4));
        assertThat(result.best()).contains(entry("validation/accuracy", 0.8), entry("train/loss", 0.4));
    }

    @Test
    void shouldTellOnWhatItTrainedAndWhatHeldItUp() {
        fold.add(new TrainingEvent.Resumed(
                "000001", 1, 40, 2, true, SampleMachine.environment("gpu1 (NVIDIA L4)", 2), Optional.empty()));
        fold.add(SampleMachine.found("data", "disk", "", 0.3));
        fold.add(epoch(2, Map.of("train/loss", 0.4)));

        MachineOfRun machine = fold.result("success", "").machine();

        assertThat(machine.device()).isEqualTo("gpu1 (NVIDIA L4)");
        assertThat(machine.replicas()).isEqualTo(2);
        assertThat(machine.found()).isPresent();
    }

    @Test
    void shouldTellWhatTheKeptModelDoesOnTestData() {
        RegressionTest test = new RegressionTest();
        test.add(1, 3);
        fold.add(epoch(1, Map.of("train/loss", 0.5)));
        fold.add(new Conclusion.Tested(test.result()));

        assertThat(fold.result("success", "").last()).contains(entry("test/mae", 2.0), entry("train/loss", 0.5));
        assertThat(fold.result("success", "").best()).containsOnlyKeys("train/loss");
    }

    @Test
    void shouldTellOfAModelFromWithinAnEpochWhatItMeasuresAndNotTheEpochBefore() {
        fold.add(epoch(1, Map.of("validation/loss", 0.5)));
        fold.add(new Conclusion.Finished(
                Outcome.SUCCESS,
                "maxSteps: step 15 of 15 is complete",
                List.of(),
                1,
                15,
                2,
                Map.of("validation/loss", 0.5),
                Optional.empty(),
                Optional.of("model"),
                true,
                Optional.of(1),
                Optional.of(new Conclusion.Within(15, Map.of("validation/loss", 0.4)))));

        assertThat(fold.result("success", "").kept().step()).isEqualTo(15);
        assertThat(fold.result("success", "").kept().metrics()).containsExactly(entry("validation/loss", 0.4));
    }

    @Test
    void shouldForgetTheEndOfATryThatWasStoppedBeforeItTrained() {
        fold.add(new Conclusion.Finished(
                Outcome.ABORTED,
                "stopped before the training began",
                List.of(),
                0,
                0,
                0,
                Map.of(),
                Optional.empty(),
                Optional.empty(),
                true,
                Optional.empty(),
                Optional.empty()));
        fold.add(new TrainingEvent.Started(
                "", "", NullNode.getInstance(), Map.of(), 1, 1, 1, Optional.empty(), 1, 1, Optional.empty()));

        assertThat(fold.finished()).isEmpty();
    }

    @Test
    void shouldNotTakeWhatIsNotFiniteForTheBest() {
        fold.add(epoch(1, Map.of("train/loss", Double.NaN)));
        fold.add(epoch(2, Map.of("train/loss", 0.5)));
        fold.add(epoch(3, Map.of("train/loss", Double.NaN)));

        assertThat(fold.result("failure", "diverged").best()).containsExactly(entry("train/loss", 0.5));
    }

    @Test
    void shouldTellAmongItsFiguresWhatGatesAnswerUntilTheRunGoesOn() {
        List<GateVerdict> gates = List.of(SampleNight.verdict(GateVerdict.Answer.FAILED));

        fold.add(new Conclusion.Judged(gates, Outcome.UNSTABLE, Optional.of(2), Optional.empty()));

        assertThat(fold.figures().gates()).isEqualTo(gates);
        fold.add(new TrainingEvent.Resumed("000002", 2, 20, 1, false, Map.of(), Optional.empty()));
        assertThat(fold.figures().gates()).isEmpty();
    }

    @Test
    void shouldStaySmallWhateverAnAgentSends() {
        Map<String, Double> many = new HashMap<>();
        for (int metric = 0; metric < 10_000; metric++) {
            many.put(metric + "/loss", 1.0);
        }
        fold.add(epoch(1, many));
        for (int number = 0; number < 10_000; number++) {
            fold.add(saved(Integer.toString(number), false));
        }

        assertThat(fold.result("success", "").last()).hasSize(200);
        assertThat(fold.result("success", "").best()).hasSize(200);
        assertThat(fold.checkpoints().all()).hasSize(1000).endsWith("9999");
    }

    @Test
    void shouldKnowTheCheckpointsThatAreLeftAndNoOtherNames() {
        fold.add(saved("000001", true));
        fold.add(saved("000002", false));
        fold.add(saved("../../../etc", true));
        fold.add(new TrainingEvent.CheckpointSaved("000003", 3, 30, "epoch", 1, 1, false, List.of("000002")));

        assertThat(fold.checkpoints().all()).containsExactly("000001", "000003");
        assertThat(fold.checkpoints().best()).contains("000001");
        assertThat(fold.checkpoints().last()).contains("000003");
    }

    private static TrainingEvent.CheckpointSaved saved(String name, boolean best) {
        return new TrainingEvent.CheckpointSaved(name, 1, 10, "epoch", 1, 1, best, List.of());
    }

    private static TrainingEvent.Epoch epoch(int number, Map<String, Double> metrics) {
        return new TrainingEvent.Epoch(
                number, number * 10L, number, metrics, Map.of(), Optional.empty(), Optional.empty());
    }
}
