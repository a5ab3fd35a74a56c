package io.jenkins.trainmodel.lineage;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.trainmodel.event.Provenance;
import io.jenkins.trainmodel.event.TrainingEvent;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DescentTest {
    private static TrainingEvent tookOver(String runId) {
        return new Provenance.TookOver(
                "flowers", "/runs/flowers", runId, Optional.of(12), Optional.of(540L), 60, List.of(), List.of());
    }

    @Test
    void shouldComeFromTheRunWhosePackageItBeganWithWhateverItIsComparedWith() {
        TrainingEvent compared = new Provenance.Began(
                "nightly", "/runs/41", "run-1", "none", Optional.empty(), Optional.empty(), 0, List.of(), List.of());

        Descent descent = Descent.UNKNOWN.after(tookOver("run-0")).after(compared);

        assertThat(descent.origin())
                .contains(new Origin(
                        Origin.Kind.WARM_STARTED,
                        "run-0",
                        "flowers",
                        Optional.of(12),
                        Optional.of(540L),
                        Optional.empty()));
    }

    @Test
    void shouldComeFromNoRunWhereNobodyKnowsWhoMadeTheModel() {
        assertThat(Descent.UNKNOWN.after(tookOver("")).origin()).isEmpty();
    }
}
