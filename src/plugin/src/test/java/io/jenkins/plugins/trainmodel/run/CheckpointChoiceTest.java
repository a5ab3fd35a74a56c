package io.jenkins.plugins.trainmodel.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.trainmodel.news.RunFold;
import io.jenkins.trainmodel.event.EventRecord;
import io.jenkins.trainmodel.event.TrainingEvent;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class CheckpointChoiceTest {
    private final RunFold fold = new RunFold();

    @Test
    void shouldChooseAmongTheCheckpointsThatAreLeft() {
        saved(1, true, List.of());
        saved(2, false, List.of());
        saved(3, false, List.of("000002"));

        assertThat(CheckpointChoice.ALL.from(fold.checkpoints())).containsExactly("000001", "000003");
        assertThat(CheckpointChoice.BEST.from(fold.checkpoints())).containsExactly("000001");
        assertThat(CheckpointChoice.LAST.from(fold.checkpoints())).containsExactly("000003");
        assertThat(CheckpointChoice.NONE.from(fold.checkpoints())).isEmpty();
    }

    private void saved(int epoch, boolean best, List<String> removed) {
        fold.add(new EventRecord(
                EventRecord.SCHEMA_VERSION,
                epoch,
                Instant.EPOCH,
                new TrainingEvent.CheckpointSaved(
                        "%06d".formatted(epoch), epoch, epoch * 10L, "epoch", 1, 1, best, removed)));
    }
}
