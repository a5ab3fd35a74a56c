package io.jenkins.trainmodel.trainer.batchsize;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.trainmodel.spec.SpecReader;
import io.jenkins.trainmodel.spec.TrainingSpec;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class BatchCandidatesTest {
    private static final String TEXT = """
            data: {type: text, path: corpus.txt, context: 64}
            model: {type: gpt, layers: 1, heads: 2, width: 32}
            training: {batchSize: auto%s}
            stopWhen: [{maxSteps: 5}]
            """;

    @Test
    void shouldLeaveAnEpochEnoughBatches() throws Exception {
        assertThat(BatchCandidates.of(spec(""), 16 * 32 + 15, 1).sizes()).containsExactly(1, 2, 4, 8, 16, 32);
        assertThat(BatchCandidates.of(spec(""), 3, 1))
                .isEqualTo(new BatchCandidates(List.of(1), "an epoch shall have at least 16 batches"));
    }

    @Test
    void shouldSayWhereItIsNotTheDataThatEndsThem() throws Exception {
        assertThat(BatchCandidates.of(spec(""), 16 << 17, 1).reason())
                .isEqualTo("batches of more than 65536 are not tried");
        assertThat(BatchCandidates.of(spec(""), (16 << 17) - 1, 1).reason())
                .isEqualTo("an epoch shall have at least 16 batches");
    }

    @Test
    void shouldNotGoBelowWhatANetworkCanBeTrainedWith() throws Exception {
        assertThat(BatchCandidates.of(spec(""), 3, 2).sizes()).containsExactly(2);
        assertThat(BatchCandidates.of(spec(""), 70, 2).sizes()).containsExactly(2, 4);
    }

    @Test
    void shouldMakeUpTheTokensOfAStep() throws Exception {
        BatchCandidates candidates = BatchCandidates.of(spec(", tokensPerStep: 768"), 10_000, 1);

        assertThat(candidates.sizes()).containsExactly(1, 2, 4);
        assertThat(candidates.reason())
                .isEqualTo("no larger power of two divides the 12 windows of training.tokensPerStep");
    }

    @Test
    void shouldReckonBatchesOfAStepFromWhatIsFound() throws Exception {
        assertThat(spec(", tokensPerStep: 768").withBatchSize(4).batchesPerStep())
                .isEqualTo(3);
    }

    private static TrainingSpec spec(String more) throws Exception {
        return SpecReader.withoutFiles().read("train.yaml", TEXT.formatted(more), Path.of("/project"), List.of());
    }
}
