package io.jenkins.trainmodel.trainer.data.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.trainmodel.trainer.data.problem.DataException;
import io.jenkins.trainmodel.trainer.data.random.SampleOrder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How many batches are held at the same time. */
class BatchRoomTest {
    /** Of 416 MiB 16 are left to others, and the rest is for three sets. */
    @ParameterizedTest
    @CsvSource({"1, 4", "33, 4", "34, 3", "44, 3", "45, 2", "66, 2", "67, 1", "133, 1"})
    void shouldLeaveRoomForWhatARunHoldsBesides(long mebibytes, int batches) {
        assertThat(new BatchRoom(416L << 20).batches(mebibytes << 20)).isEqualTo(batches);
    }

    @Test
    void shouldRefuseBatchesOfWhichNotOneFits() {
        assertThatThrownBy(() -> new BatchRoom(416L << 20).batches(134L << 20))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("there is no room outside Java's heap for batches of ");
    }

    @Test
    void shouldLeaveAQuarterToOthersWhereThereIsLittle() {
        assertThat(new BatchRoom(64L << 20).batches(4L << 20)).isEqualTo(4);
        assertThat(new BatchRoom(64L << 20).batches(16L << 20)).isEqualTo(1);
    }

    @Test
    void shouldGiveOneBatchAfterTheOtherThroughASingleBuffer() {
        Numbers samples = new Numbers(7);
        int seen = 0;
        try (BatchLoader loader =
                new BatchLoader(samples, new BatchBuffers(samples, 2, 1), SampleOrder.inSequence(7), 0)) {
            while (loader.hasNext()) {
                try (Batch batch = loader.next()) {
                    seen += batch.size();
                }
            }
        }
        assertThat(seen).isEqualTo(7);
    }
}
