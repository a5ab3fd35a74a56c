package io.jenkins.trainmodel.trainer.run.beginning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.trainmodel.spec.SpecReader;
import io.jenkins.trainmodel.spec.TrainingSpec;
import io.jenkins.trainmodel.spec.problem.SpecException;
import io.jenkins.trainmodel.stop.evaluation.BestTracker;
import io.jenkins.trainmodel.stop.evaluation.EvaluatorState;
import io.jenkins.trainmodel.trainer.checkpoint.Checkpoint;
import io.jenkins.trainmodel.trainer.checkpoint.CheckpointState;
import io.jenkins.trainmodel.trainer.failure.RunRefusedException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CheckpointElsewhereTest {
    private static TrainingSpec spec(String batchSize, int tokensPerStep) throws SpecException {
        return SpecReader.withoutFiles()
                .read("train.yaml", """
                        data: {type: text, path: corpus.txt, context: 16}
                        model: {type: gpt, layers: 1, heads: 2, width: 32}
                        training: {batchSize: %s, tokensPerStep: %d}
                        stopWhen: [{maxSteps: 50}]
                        """.formatted(batchSize, tokensPerStep), Path.of("/project"), List.of());
    }

    private static Optional<CheckpointElsewhere> with48(TrainingSpec before) {
        CheckpointState state = new CheckpointState(
                CheckpointState.SCHEMA_VERSION,
                "other",
                "",
                1,
                2,
                10,
                0,
                1,
                5,
                Map.of(),
                EvaluatorState.empty(),
                BestTracker.of(before.checkpoint().metric(), before.checkpoint().mode()),
                Map.of(),
                Map.of());
        return Optional.of(new CheckpointElsewhere(new Checkpoint(Path.of("/other/000010"), state), before));
    }

    @Test
    void shouldRefuseStepsThatAreNoWholeBatches() throws Exception {
        Optional<CheckpointElsewhere> there = with48(spec("48", 768));

        for (int tokens : List.of(512, 1024)) {
            TrainingSpec given = spec("auto", tokens);
            assertThatThrownBy(() -> Resumption.none(given, there))
                    .isInstanceOf(RunRefusedException.class)
                    .hasMessageContaining("a run with batches of 48, which batchSize: auto takes over: ")
                    .hasMessageContaining(
                            "training.tokensPerStep: found " + tokens + " tokens a step with 768 in a batch");
        }
    }

    @Test
    void shouldTakeOverBatchesThatMakeUpItsSteps() throws Exception {
        Resumption begun = Resumption.none(spec("auto", 1536), with48(spec("48", 768)));

        assertThat(begun.beginning().spec().given()).isEqualTo(spec("48", 1536));
    }
}
