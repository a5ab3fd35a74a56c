package io.jenkins.trainmodel.lineage;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.trainmodel.event.Intervention;
import io.jenkins.trainmodel.message.Audience;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A family as people read it. */
class LineageWordsTest {
    @TempDir
    private Path runs;

    @Test
    void shouldDrawATreeInWhichAnAncestorThatIsGoneStillHasItsPlace() throws IOException {
        Path one = new RunOnDisk(runs, "one").began("gone", "parameters", 9).trained(2, 1.0);
        Path two = new RunOnDisk(runs, "two").began("one", "everything", 2).trained(1, 1.0);
        Path three = new RunOnDisk(runs, "three").began("gone", "parameters", 5).trained(1, 1.0);
        Path compared = new RunOnDisk(runs, "compared").began("one", "none", 2).trained(1, 1.0);

        List<String> tree = new LineageWords(Audience.RECORD)
                .tree(RunOnDisk.lineage(two, one, three, compared).family());

        assertThat(tree)
                .containsExactly(
                        "gone [gone-id] not at hand",
                        "├─ warm-started after epoch 9: one [one-id] success, 2 epochs, best validation/loss 0.5 in epoch 2 (%s)"
                                .formatted(one),
                        "│  └─ continued after epoch 2: two [two-id] success, 1 epoch, best validation/loss 1 in epoch 1 (%s)"
                                .formatted(two),
                        "└─ warm-started after epoch 5: three [three-id] success, 1 epoch, best validation/loss 1 in epoch 1 (%s)"
                                .formatted(three),
                        "compared [compared-id] success, 1 epoch, best validation/loss 1 in epoch 1 (%s)"
                                .formatted(compared));
    }

    @Test
    void shouldSayThatARunWentOnFromNoCheckpoint() {
        Moment resumed = new Moment(Moment.Kind.RESUME, 1, 10, Instant.EPOCH, "", "", "none");
        Audience chinese = Audience.of(Locale.SIMPLIFIED_CHINESE, ZoneOffset.UTC);

        assertThat(new LineageWords(Audience.RECORD).of(resumed)).isEqualTo("resumed without a checkpoint");
        assertThat(new LineageWords(chinese).of(resumed)).isEqualTo("恢复，没有检查点");
    }

    @Test
    void shouldTellAFamilyInChineseAsWell() throws IOException {
        Path run = new RunOnDisk(runs, "b")
                .began("gone", "everything", 9)
                .epochs(1, 1, 1.0)
                .resumed(1, false, "gpu-2")
                .write(new Intervention.CommandApplied("1", "goOn", true, "goes on", "ada", "", 1, 10))
                .finished(1);
        Audience reader = Audience.of(Locale.SIMPLIFIED_CHINESE, ZoneOffset.ofHours(8));

        List<String> tree = new LineageWords(reader).tree(RunOnDisk.lineage(run).family());

        assertThat(tree.get(0)).isEqualTo("gone [gone-id] 已不在");
        assertThat(tree.get(1)).startsWith("└─ 继续（第 9 轮次之后）：b [b-id] 成功，1 个轮次");
        assertThat(tree.get(3)).endsWith("第 1 轮次：换到另一台机器：gpu-1 → gpu-2");
        assertThat(tree.get(4)).endsWith("第 1 轮次：命令 继续，由 ada 发出");
    }
}
