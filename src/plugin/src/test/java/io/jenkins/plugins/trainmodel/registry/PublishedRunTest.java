package io.jenkins.plugins.trainmodel.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.jenkins.plugins.trainmodel.page.SampleRun;
import io.jenkins.trainmodel.stop.Outcome;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PublishedRunTest {
    @TempDir
    private Path directory;

    @Test
    void shouldTellARunAsItsLogDoesTheSameEveryTime() throws Exception {
        Path log = directory.resolve("events.jsonl");
        new SampleRun("digits", 3).epochs(1, 4).finished(4, Outcome.SUCCESS).write(log);

        PublishedRun run = PublishedRun.read(log).tagged(Map.of("page", "https://j/", "nothing", " "));

        assertThat(run.id()).isEqualTo("4b1c9a52-6f0e-4a7e-9d0c-1f5f5c0d8e77");
        assertThat(run.parameters()).containsEntry("name", "digits").hasSizeGreaterThan(5);
        assertThat(run.metrics())
                .filteredOn(reading -> reading.metric().equals("validation/loss"))
                .extracting(PublishedRun.Reading::epoch)
                .containsExactly(1, 2, 3, 4);
        assertThat(run.metrics()).allMatch(reading -> reading.time() > run.start() && reading.time() <= run.end());
        assertThat(run.tags()).containsKeys("train-model.reason", "page").doesNotContainKey("nothing");
        assertThat(PublishedRun.read(log).metrics()).isEqualTo(run.metrics());
    }

    @Test
    void shouldSayThatThereIsNoLog() {
        assertThatThrownBy(() -> PublishedRun.read(directory.resolve("none")))
                .isInstanceOf(PackageException.class)
                .hasMessage("the build has no event log of it any more");
    }

    @Test
    void shouldMakeATableOfASpecification() throws Exception {
        String json = """
                {"name": "a", "data": {"train/x": "t.csv", "none": null}, "stop": [{"maxEpochs": 3}, {"loss": 0.1}],
                 "empty": [], "blank": "", "long": "%s"}
                """.formatted("x".repeat(2000));

        Map<String, String> table = FlatSpecification.of(new JsonMapper().readTree(json));

        assertThat(table)
                .containsEntry("name", "a")
                .containsEntry("data.train_x", "t.csv")
                .containsEntry("stop.0.maxEpochs", "3")
                .containsEntry("stop.1.loss", "0.1")
                .doesNotContainKeys("empty", "blank")
                .hasEntrySatisfying("long", value -> assertThat(value).hasSize(500));
    }

    @Test
    void shouldNameAModelByItsJobAndRun() {
        assertThat(ModelName.of(ModelName.pattern(" "), "team/nightly", "last:night"))
                .isEqualTo("team.nightly-last.night");
        assertThat(ModelName.of("{run}", "team/nightly", "digits")).isEqualTo("digits");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{job}/{run}", "a:b", "a\nb"})
    void shouldRefuseANameThatNoRegistryTakes(String pattern) {
        assertThatThrownBy(() -> ModelName.pattern(pattern)).hasMessageContaining("allowed: ");
    }
}
