package io.jenkins.trainmodel.lineage;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which runs are a family. */
class LineageTest {
    @TempDir
    private Path runs;

    @Test
    void shouldTakeTheFullerOfTwoPlacesOfOneRun() throws IOException {
        Path whole = new RunOnDisk(runs, "a").trained(3, 1.0);
        Path early = Files.createDirectories(runs.resolve("copy"));
        Files.write(
                early.resolve("events.jsonl"),
                Files.readAllLines(whole.resolve("events.jsonl")).subList(0, 3));

        assertThat(RunOnDisk.lineage(early, whole).family().members())
                .singleElement()
                .satisfies(member -> assertThat(member.place()).isEqualTo(whole.toString()));
    }

    @Test
    void shouldNotGoRoundInCirclesWhereLogsClaimToBeTheirOwnAncestors() throws IOException {
        Path a = new RunOnDisk(runs, "a").began("b", "parameters", 1).trained(1, 1.0);
        Path b = new RunOnDisk(runs, "b").began("a", "parameters", 1).trained(1, 1.0);
        Path self = new RunOnDisk(runs, "s").began("s", "parameters", 1).trained(1, 1.0);

        assertThat(RunOnDisk.lineage(a, b, self).family().members())
                .extracting(Member::name)
                .containsExactlyInAnyOrder("a", "b", "s");
    }
}
