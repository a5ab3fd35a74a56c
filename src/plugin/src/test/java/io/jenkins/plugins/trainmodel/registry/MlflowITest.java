package io.jenkins.plugins.trainmodel.registry;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import hudson.util.FormValidation;
import io.jenkins.plugins.trainmodel.reference.SampleNight;
import io.jenkins.trainmodel.run.Manifest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** Champions in the model registry of a real server. */
@WithJenkins
@Tag("mlflow")
@Timeout(600)
class MlflowITest {
    private static final String MODEL = "nightly-digits";

    @TempDir
    private Path directory;

    @Test
    void shouldKeepTheRegistryAtWhatTheJobSays(JenkinsRule jenkins) throws Exception {
        try (MlflowProcess mlflow = new MlflowProcess(System.getProperty("mlflow.command"), directory)) {
            MlflowConfiguration configuration = MlflowConfiguration.get();
            configuration.setPrivateAddressesAllowed(true);
            assertThat(configuration.doAsk(mlflow.url(), "", true).kind).isEqualTo(FormValidation.Kind.OK);
            configuration.setUrl(mlflow.url());
            SampleNight nights = new SampleNight(jenkins, jenkins.createFreeStyleProject("nightly"));
            PublishedNight first = PublishedNight.accepted(nights);
            PublishedNight second = PublishedNight.accepted(nights);

            first.promote();
            assertThat(first.lines(1)).containsExactly("version 1 of \"nightly-digits\" is its champion");
            assertPublished(mlflow, first);
            second.promote();
            assertThat(second.lines(1)).containsExactly("version 2 of \"nightly-digits\" is its champion");
            assertThat(champion(mlflow)).isEqualTo("2");

            second.demote();
            assertThat(second.lines(2))
                    .last()
                    .isEqualTo("version 2 of \"nightly-digits\" is not its champion any more");
            assertThat(first.lines(2)).last().isEqualTo("version 1 of \"nightly-digits\" is its champion");
            first.demote();
            assertThat(first.lines(3)).last().isEqualTo("version 1 of \"nightly-digits\" is not its champion any more");
            assertThat(mlflow.get("registered-models/get?name=" + MODEL).at("/registered_model/aliases"))
                    .isEmpty();

            second.promote();
            assertThat(second.lines(3)).last().isEqualTo("version 2 of \"nightly-digits\" is its champion");
            assertThat(mlflow.get("model-versions/search?filter=name%3D%27" + MODEL + "%27")
                            .path("model_versions"))
                    .as("however often they were promoted")
                    .hasSize(2);
        }
    }

    private static String champion(MlflowProcess mlflow) throws Exception {
        return version(mlflow).path("version").asText();
    }

    private static JsonNode version(MlflowProcess mlflow) throws Exception {
        return mlflow.get("registered-models/alias?alias=champion&name=" + MODEL)
                .path("model_version");
    }

    private static void assertPublished(MlflowProcess mlflow, PublishedNight night) throws Exception {
        JsonNode version = version(mlflow);
        JsonNode run =
                mlflow.get("runs/get?run_id=" + version.path("run_id").asText()).path("run");
        assertThat(run.at("/info/status").asText()).isEqualTo("FINISHED");
        assertThat(tag(run, "train-model.runId")).isEqualTo(night.id());
        assertThat(tag(run, "train-model.outcome")).isEqualTo("success");
        assertThat(tag(run, "train-model.reason")).startsWith("earlyStopping");
        assertThat(tag(run, "train-model.page")).endsWith("/job/nightly/1/train-model/digits/");
        assertThat(tag(run, "train-model.delivery")).isNotBlank();
        assertThat(value(run.at("/data/params"), "name")).isEqualTo("digits");
        JsonNode history = mlflow.get("metrics/get-history?metric_key=validation/loss&run_id="
                + version.path("run_id").asText());
        assertThat(IntStream.range(0, history.path("metrics").size())
                        .map(place -> history.at("/metrics/" + place + "/step").asInt()))
                .containsExactly(1, 2, 3);
        assertArtifacts(mlflow, night, run.at("/info/artifact_uri").asText());
        assertThat(version.path("source").asText())
                .isEqualTo(run.at("/info/artifact_uri").asText() + "/model");
    }

    private static String tag(JsonNode run, String key) {
        return value(run.at("/data/tags"), key);
    }

    private static String value(JsonNode pairs, String key) {
        for (JsonNode pair : pairs) {
            if (pair.path("key").asText().equals(key)) {
                return pair.path("value").asText();
            }
        }
        return "";
    }

    private static void assertArtifacts(MlflowProcess mlflow, PublishedNight night, String uri) throws Exception {
        Path model = night.build().getArtifactsDir().toPath().resolve("train-model/digits/model");
        for (String file : Arrays.asList("model.pt", Manifest.FILE_NAME)) {
            assertThat(mlflow.artifact(uri.replace("mlflow-artifacts:/", "") + "/model/" + file))
                    .isEqualTo(Files.readAllBytes(model.resolve(file)));
        }
    }
}
