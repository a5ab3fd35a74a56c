package io.jenkins.plugins.trainmodel.job;

import static io.jenkins.plugins.trainmodel.job.SampleEntry.entry;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrendModelTest {

    @Test
    void shouldDrawGapsWhereARunHasNoValueAndSayWhichBuildsAreThere() {
        JsonNode trend = new TrendModel(
                        List.of(entry(1, Map.of("validation/loss", 0.5)), entry(2, Map.of())), Set.of(2), 24)
                .json();

        assertThat(trend.at("/charts/0/title").asText()).isEqualTo("Validation loss");
        assertThat(trend.at("/charts/0/metric").asText()).isEqualTo("validation/loss");
        assertThat(trend.at("/charts/0/large").asBoolean()).isTrue();
        assertThat(trend.at("/charts/0/last").toString()).isEqualTo("[0.5,null]");
        assertThat(trend.at("/runs/0/there").asBoolean()).isFalse();
        assertThat(trend.at("/runs/1/there").asBoolean()).isTrue();
    }

    @Test
    void shouldDrawAThousandBuilds(@TempDir Path directory) throws Exception {
        Map<String, Double> metrics = IntStream.range(0, 12)
                .boxed()
                .collect(Collectors.toMap(number -> "validation/metric" + number, number -> number / 7.0));
        Path file = directory.resolve("series.jsonl");
        SeriesFile series = new SeriesFile(file);
        StringBuilder lines = new StringBuilder();
        series.append(entry(1, metrics), 2_000);
        String line = Files.readString(file);
        for (int build = 2; build <= 1_000; build++) {
            lines.append(line.replaceFirst("\"build\":1,", "\"build\":" + build + ","));
        }
        Files.writeString(file, lines, StandardOpenOption.APPEND);

        JsonNode all = new TrendModel(series.read(1_000), Set.of(), TrendModel.MOST_CHARTS).json();
        JsonNode one = new TrendModel(series.read(1_000), Set.of(), 1).json();

        assertThat(all.at("/runs")).hasSize(1_000);
        assertThat(all.at("/charts")).hasSize(14);
        assertThat(one.at("/charts")).hasSize(1);
        assertThat(one.at("/charts/0/last")).hasSize(1_000);
    }
}
