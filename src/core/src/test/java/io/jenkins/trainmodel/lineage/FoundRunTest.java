package io.jenkins.trainmodel.lineage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a directory tells of a run. */
class FoundRunTest {
    @TempDir
    private Path runs;

    @Test
    void shouldKnowTheParentOfAPackageWhoseRunBeganAtACheckpoint() throws IOException {
        Files.writeString(runs.resolve("training.json"), """
                {"runId": "b-id", "name": "b",
                 "lineage": {"reference": "x", "runId": "x-id", "warmStart": "parameters", "epoch": 9, "step": 90},
                 "restarted": {"runId": "a-id", "checkpoint": "000004", "path": "/a/000004", "epoch": 4, "step": 40},
                 "result": {"outcome": "success", "packaged": {"epoch": 6, "step": 60, "metrics": {}}}}
                """);

        assertThat(FoundRun.read(runs).member().origin())
                .contains(new Origin(
                        Origin.Kind.RESTARTED,
                        "a-id",
                        "a-id",
                        Optional.of(4),
                        Optional.of(40L),
                        Optional.of("000004")));
    }

    @Test
    void shouldSayWhatIsNoRun() {
        assertThatThrownBy(() -> FoundRun.read(runs))
                .hasMessage(runs + " is neither a run directory, a model package nor an event log");
    }
}
