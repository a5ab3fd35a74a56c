package io.jenkins.trainmodel.trainer.checkpoint;

import static io.jenkins.trainmodel.disk.Listing.names;
import static io.jenkins.trainmodel.trainer.checkpoint.CheckpointSamples.METRIC;
import static io.jenkins.trainmodel.trainer.checkpoint.CheckpointSamples.optimizer;
import static io.jenkins.trainmodel.trainer.checkpoint.CheckpointSamples.parameters;
import static io.jenkins.trainmodel.trainer.checkpoint.CheckpointSamples.spec;
import static io.jenkins.trainmodel.trainer.checkpoint.CheckpointSamples.state;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.jenkins.trainmodel.run.RunDirectory;
import io.jenkins.trainmodel.trainer.tensor.HostTensor;
import io.jenkins.trainmodel.trainer.tensor.LearnedTensors;
import io.jenkins.trainmodel.trainer.tensor.NamedTensor;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is saved, what is kept, and what is removed. */
class CheckpointStoreTest {
    @TempDir
    Path folder;

    @Test
    void shouldGiveBackExactlyWhatWasSaved() throws IOException {
        CheckpointState state = state(3, 0.75);
        open(3, 1).save(state, LearnedTensors.of(parameters(1.5f), optimizer()));

        Checkpoint restored = open(3, 1).newest().orElseThrow();

        assertThat(restored.state()).isEqualTo(state);
        assertThat(restored.state().elapsedSeconds()).isEqualTo(0.1 + 0.2);
        assertThat(restored.state().metrics().get("validation/loss")).isNaN();
        assertThat(plain(restored.parameters())).containsExactlyInAnyOrderElementsOf(plain(parameters(1.5f)));
        assertThat(plain(restored.optimizerState())).containsExactlyInAnyOrderElementsOf(plain(optimizer()));
    }

    @Test
    void shouldSayWhatItWrote() throws IOException {
        SavedCheckpoint saved = open(3, 1).save(state(1, 0.5), LearnedTensors.of(parameters(1), optimizer()));

        assertThat(saved.checkpoint().name()).isEqualTo("000001");
        assertThat(saved.best()).isTrue();
        assertThat(saved.bytes()).isBetween(500L, 10_000L);
        assertThat(saved.seconds()).isPositive();
        assertThat(saved.removed()).isEmpty();
        assertThat(saved.warnings()).isEmpty();
        assertThat(names(saved.checkpoint().directory()))
                .containsExactly("manifest.json", "optimizer.safetensors", "parameters.safetensors", "state.json");
    }

    @Test
    void shouldRefuseToWriteWhatCouldNotBeReadAgain() throws Exception {
        CheckpointState plain = state(1, 0.5);
        Map<String, JsonNode> large =
                Map.of("small", IntNode.valueOf(1), "own", TextNode.valueOf("x".repeat((64 << 20) + 1)));
        CheckpointState state = new CheckpointState(
                plain.version(),
                plain.runId(),
                plain.dataFingerprint(),
                plain.seed(),
                plain.epoch(),
                plain.step(),
                plain.batchInEpoch(),
                plain.elapsedSeconds(),
                plain.lastSequence(),
                plain.hyperparameters(),
                plain.rules(),
                plain.best(),
                plain.metrics(),
                large);

        assertThatThrownBy(() -> open(3, 1).save(state, LearnedTensors.of(parameters(1), optimizer())))
                .isInstanceOf(CheckpointException.class)
                .hasMessageContaining("bytes, most of them of own, and at most 67,108,864 are read again");
        assertThat(open(3, 1).newest()).isEmpty();
    }

    @Test
    void shouldKeepTheNewestAndTheBest() throws IOException {
        CheckpointStore store = open(2, 2);
        double[] accuracies = {0.5, 0.9, 0.7, 0.8, 0.6, 0.4};
        for (int epoch = 1; epoch <= accuracies.length; epoch++) {
            store.save(state(epoch, accuracies[epoch - 1]), LearnedTensors.of(parameters(epoch), optimizer()));
        }

        assertThat(names(checkpoints())).containsExactly("000002", "000004", "000005", "000006");
        assertThat(store.best().orElseThrow().name()).isEqualTo("000002");
        assertThat(store.newest().orElseThrow().name()).isEqualTo("000006");
    }

    @Test
    void shouldNameWhatItRemovedAndNeverRemoveTheVeryBest() throws IOException {
        CheckpointStore store = open(1, 0);
        store.save(state(1, 0.9), LearnedTensors.of(parameters(1), optimizer()));
        SavedCheckpoint second = store.save(state(2, 0.5), LearnedTensors.of(parameters(2), optimizer()));
        SavedCheckpoint third = store.save(state(3, 0.6), LearnedTensors.of(parameters(3), optimizer()));

        assertThat(second.removed()).isEmpty();
        assertThat(second.best()).isFalse();
        assertThat(third.removed()).containsExactly("000002");
        assertThat(names(checkpoints())).containsExactly("000001", "000003");
    }

    @Test
    void shouldNotCallACheckpointBestThatHoldsOtherParametersThanThoseMeasured() throws IOException {
        CheckpointStore store = open(5, 1);
        store.save(state(1, 0.5), LearnedTensors.of(parameters(1), optimizer()));
        SavedCheckpoint within =
                store.save(state(1, 4, Map.of(METRIC, 0.5)), LearnedTensors.of(parameters(2), optimizer()));

        assertThat(within.best()).isFalse();
        assertThat(store.best().orElseThrow().name()).isEqualTo("000001");
        assertThat(store.save(state(2, Double.NaN), LearnedTensors.of(parameters(3), optimizer()))
                        .best())
                .isFalse();
    }

    @Test
    void shouldSaveEvenWhenItsThreadIsInterrupted() throws IOException {
        CheckpointStore store = open(3, 1);

        Thread.currentThread().interrupt();
        SavedCheckpoint saved = store.save(state(1, 0.5), LearnedTensors.of(parameters(1), optimizer()));

        assertThat(Thread.interrupted()).as("the interruption is not swallowed").isTrue();
        assertThat(Checkpoint.verify(saved.checkpoint().directory())).isEmpty();
    }

    @Test
    void shouldLeaveNothingBehindWhenATensorCannotBeRead() throws IOException {
        CheckpointStore store = open(3, 1);
        store.save(state(1, 0.5), LearnedTensors.of(parameters(1), optimizer()));
        HostTensor twice = HostTensor.scalar("step", 1);

        assertThatThrownBy(() -> store.save(state(2, 0.6), LearnedTensors.of(parameters(1), List.of(twice, twice))))
                .isInstanceOf(IllegalArgumentException.class);

        assertThat(names(checkpoints())).containsExactly("000001");
    }

    private CheckpointStore open(int keep, int keepBest) throws CheckpointException {
        return CheckpointStore.open(new RunDirectory(folder), spec(keep, keepBest));
    }

    private Path checkpoints() {
        return new RunDirectory(folder).checkpoints();
    }

    private static List<List<Object>> plain(List<? extends NamedTensor> tensors) {
        return tensors.stream()
                .map(tensor -> List.<Object>of(tensor.name(), tensor.type(), tensor.shape(), tensor.data()))
                .toList();
    }
}
