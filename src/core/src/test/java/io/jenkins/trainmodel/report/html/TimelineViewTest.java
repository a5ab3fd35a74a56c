package io.jenkins.trainmodel.report.html;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.trainmodel.report.html.TimelineView.Entry;
import org.junit.jupiter.api.Test;

class TimelineViewTest {
    private final TimelineView timeline = TimelineView.of(SampleRun.finished());

    @Test
    void shouldTellWhatHappenedAndPutCheckpointsInARowTogether() {
        assertThat(timeline.entries())
                .extracting(Entry::title)
                .containsExactly(
                        "Started",
                        "11 checkpoints",
                        "Resumed",
                        "2 checkpoints",
                        "Warning: lossNotFinite",
                        "5 checkpoints",
                        "Command change",
                        "Changed",
                        "12 checkpoints",
                        "Finished: success");
    }

    @Test
    void shouldSayWhere() {
        assertThat(timeline.entries().get(2))
                .extracting(Entry::text, Entry::place)
                .containsExactly("from checkpoint 000011, on build-agent-07", "epoch 11, step 495");
    }

    @Test
    void shouldTellWhichCheckpointsRemain() {
        CheckpointsView checkpoints = CheckpointsView.of(SampleRun.finished());

        assertThat(checkpoints.kept()).isEqualTo(4);
        assertThat(checkpoints.rows())
                .filteredOn(row -> !row.removed())
                .extracting(CheckpointsView.Row::name)
                .containsExactly("000030", "000029", "000028", "000022");
    }
}
