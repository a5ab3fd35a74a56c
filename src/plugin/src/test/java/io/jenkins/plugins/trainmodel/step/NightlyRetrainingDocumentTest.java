package io.jenkins.plugins.trainmodel.step;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;

/** Holds {@code docs/nightly-retraining.md} to the Pipeline that is run for several nights and for thirty. */
class NightlyRetrainingDocumentTest {

    @Test
    void shouldShowThePipelineThatTestsRun() throws IOException {
        String document = Files.readString(Digits.directory().resolve("../../nightly-retraining.md"));

        assertThat(document).contains("```groovy\n" + Files.readString(Nights.PIPELINE) + "```\n");
    }
}
