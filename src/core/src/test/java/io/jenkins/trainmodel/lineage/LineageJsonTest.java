package io.jenkins.trainmodel.lineage;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A family and its curves for programs. */
class LineageJsonTest {
    @TempDir
    private Path runs;

    @Test
    void shouldGiveProgramsTheFamilyAndTheCurves() throws IOException {
        Path first = new RunOnDisk(runs, "a").trained(1, Double.NaN);
        Path second = new RunOnDisk(runs, "b").began("a", "everything", 1).trained(1, 1.0);

        JsonNode json = new JsonMapper().readTree(LineageJson.of(RunOnDisk.lineage(first, second)));

        assertThat(json.at("/v").asInt()).isEqualTo(1);
        assertThat(json.at("/runs/0/origin").isNull()).isTrue();
        assertThat(json.at("/runs/1/origin/kind").asText()).isEqualTo("continued");
        assertThat(json.at("/runs/1/origin/runId").asText()).isEqualTo("a-id");
        assertThat(json.at("/curves/0/segments")).hasSize(2);
        assertThat(json.at("/curves/0/epochs/1/metrics/validation~1loss").asDouble())
                .isEqualTo(1.0);
        assertThat(json.at("/nonFinite/~1curves~10~1epochs~10~1metrics~1validation~01loss")
                        .asText())
                .isEqualTo("nan");
        assertThat(json.at("/curves/0/moments/0/kind").asText()).isEqualTo("run");
    }
}
