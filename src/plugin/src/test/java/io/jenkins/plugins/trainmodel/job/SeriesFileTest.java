package io.jenkins.plugins.trainmodel.job;

import static io.jenkins.plugins.trainmodel.job.SampleEntry.entry;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SeriesFileTest {
    @TempDir
    Path directory;

    private Path file;
    private SeriesFile series;

    @BeforeEach
    void open() {
        file = directory.resolve("series.jsonl");
        series = new SeriesFile(file);
    }

    @Test
    void shouldRememberRunsInTheirOrder() throws Exception {
        series.append(entry(1, Map.of("validation/loss", 0.5)), 100);
        series.append(entry(2, Map.of("validation/loss", 0.4)), 100);

        assertThat(series.read(100)).extracting(SeriesEntry::build).containsExactly(1, 2);
        assertThat(series.newest()).map(SeriesEntry::last).contains(Map.of("validation/loss", 0.4));
    }

    @Test
    void shouldNotRememberARunTwice() throws Exception {
        series.append(entry(1, Map.of("validation/loss", 0.5)), 100);
        series.append(entry(2, Map.of("validation/loss", 0.4)), 100);

        series.append(entry(1, Map.of("validation/loss", 0.5)), 100);

        assertThat(series.read(100)).extracting(SeriesEntry::build).containsExactly(1, 2);
    }

    @Test
    void shouldRememberWhatWasReadAndWhatHasComeSince() throws Exception {
        series.append(entry(1, Map.of("validation/loss", 0.5)), 100);
        assertThat(series.read(100)).hasSize(1);

        series.append(entry(2, Map.of("validation/loss", Double.NaN, "train/loss", 0.1)), 100);
        assertThat(series.read(100)).hasSize(2).isEqualTo(new SeriesFile(file).read(100));
        assertThat(series.read(1)).extracting(SeriesEntry::build).containsExactly(2);

        series.change(entry -> entry.with(Promotion.champion("admin", 5, "good")));
        assertThat(series.read(100)).allMatch(entry -> entry.promotion().isChampion());
    }

    @Test
    void shouldReadAnewWhatSomebodyElseHasChanged() throws Exception {
        series.append(entry(1, Map.of("validation/loss", 0.5)), 100);
        series.append(entry(2, Map.of("validation/loss", 0.4)), 100);
        assertThat(series.read(100)).hasSize(2);

        Files.writeString(file, Files.readAllLines(file).get(0) + "\n");
        assertThat(series.read(100)).extracting(SeriesEntry::build).containsExactly(1);

        Files.delete(file);
        assertThat(series.read(100)).isEmpty();
        series.append(entry(3, Map.of("validation/loss", 0.3)), 100);
        assertThat(series.read(100)).extracting(SeriesEntry::build).containsExactly(3);
    }

    @Test
    void shouldBeEmptyBeforeTheFirstRun() throws Exception {
        assertThat(series.exists()).isFalse();
        assertThat(series.read(100)).isEmpty();
        assertThat(series.newest()).isEmpty();
    }

    @Test
    void shouldLeaveOutWhatIsNotFinite() throws Exception {
        series.append(entry(1, Map.of("validation/loss", Double.NaN, "train/loss", 0.25)), 100);

        assertThat(series.newest()).map(SeriesEntry::last).contains(Map.of("train/loss", 0.25));
    }

    @Test
    void shouldPassOverALineThatACrashHasTorn() throws Exception {
        series.append(entry(1, Map.of()), 100);
        Files.writeString(file, "{\"build\":2,\"id\":\"dig", StandardOpenOption.APPEND);

        series.append(entry(3, Map.of()), 100);

        assertThat(series.read(100)).extracting(SeriesEntry::build).containsExactly(1, 3);
    }

    @Test
    void shouldForgetTheOldestWhenThereAreAQuarterTooMany() throws Exception {
        for (int build = 1; build <= 126; build++) {
            series.append(entry(build, Map.of()), 100);
        }

        assertThat(Files.readAllLines(file)).hasSize(100);
        assertThat(series.read(1_000))
                .extracting(SeriesEntry::build)
                .startsWith(27)
                .endsWith(126);
    }

    @Test
    void shouldKeepFewMetricsOfARunThatHasThousands() throws Exception {
        Map<String, Double> metrics = new HashMap<>();
        IntStream.range(0, 5_000).forEach(number -> metrics.put("validation/metric" + number, 1.0));
        metrics.put("x".repeat(10_000), 1.0);

        series.append(entry(1, metrics), 100);

        assertThat(Files.size(file)).isLessThan(10_000);
        assertThat(series.newest()).isPresent();
    }

    @Test
    void shouldCountWhatAnotherProcessHasWritten() throws Exception {
        series.append(entry(1, Map.of()), 4);
        String line = Files.readString(file);
        for (int build = 2; build <= 5; build++) {
            Files.writeString(
                    file, line.replaceFirst("\"build\":1,", "\"build\":" + build + ","), StandardOpenOption.APPEND);
        }

        series.append(entry(6, Map.of()), 4);

        assertThat(series.read(100)).extracting(SeriesEntry::build).containsExactly(3, 4, 5, 6);
        assertThat(series.newest()).map(SeriesEntry::build).contains(6);
    }

    @Test
    void shouldSeeTheNewestRunWhenTheFileHasChanged() throws Exception {
        series.append(entry(1, Map.of("validation/loss", 0.5)), 100);
        assertThat(series.newest()).map(SeriesEntry::build).contains(1);

        new SeriesFile(file).append(entry(2, Map.of("validation/loss", 0.4)), 100);

        assertThat(series.newest()).map(SeriesEntry::build).contains(2);
    }

    @Test
    void shouldTakeLinesOfOlderVersionsForRunsThatNobodyAccepted() throws Exception {
        Files.writeString(file, """
                {"build":1,"id":"digits","run":"digits","outcome":"success","time":1,"epochs":2,"seconds":3.0,"last":{},"best":{}}
                {"build":2,"id":"digits","acceptance":{"accepted":true,"metrics":null,"more":[1]},"promotion":{"state":null}}
                {"build":3,"id":"digits","acceptance":7}
                """);

        assertThat(series.read(100)).extracting(SeriesEntry::build).containsExactly(1, 2);
        assertThat(series.read(100)).extracting(SeriesEntry::isAccepted).containsExactly(false, true);
    }

    @Test
    void shouldChangeOneRunAndLeaveAllOtherLinesAlone() throws Exception {
        series.append(entry(1, Map.of()), 100);
        Files.write(file, new byte[] {'{', (byte) 0xC3, '(', '\n'}, StandardOpenOption.APPEND);
        series.append(entry(2, Map.of("validation/loss", 0.5)), 100);
        List<String> before = lines();

        series.change(entry -> entry.isRun(2, "digits") ? entry.with(Promotion.champion("ada", 5, "better")) : entry);

        assertThat(lines()).hasSize(3).startsWith(before.get(0), before.get(1));
        assertThat(series.read(100))
                .extracting(entry -> entry.promotion().isChampion())
                .containsExactly(false, true);
        assertThat(series.newest()).map(SeriesEntry::promotion).contains(Promotion.champion("ada", 5, "better"));
    }

    private List<String> lines() throws Exception {
        return new String(Files.readAllBytes(file), java.nio.charset.StandardCharsets.UTF_8)
                .lines()
                .toList();
    }

    @Test
    void shouldRememberWhatWasAcceptedWithFewOfItsGates() throws Exception {
        SeriesEntry run = entry(1, Map.of());
        Acceptance acceptance = new Acceptance(
                true, java.util.Collections.nCopies(500, "a gate"), 7, Map.of("test/f1", 0.9), "train-model/digits");
        series.append(
                new SeriesEntry(
                        1,
                        "digits",
                        "digits",
                        "success",
                        1,
                        2,
                        3,
                        Map.of(),
                        Map.of(),
                        acceptance,
                        run.promotion(),
                        run.descent(),
                        run.machine()),
                100);

        Acceptance read = series.newest().orElseThrow().acceptance();

        assertThat(read.failedGates()).hasSize(20);
        assertThat(read.metrics()).containsExactly(Map.entry("test/f1", 0.9));
        assertThat(read.epoch()).isEqualTo(7);
        assertThat(Files.readString(file)).doesNotContain("champion").doesNotContain("isAccepted");
    }
}
