package io.jenkins.trainmodel.trainer.custom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.trainmodel.own.Callback;
import io.jenkins.trainmodel.own.Loss;
import io.jenkins.trainmodel.own.Moment;
import io.jenkins.trainmodel.spec.SpecReader;
import io.jenkins.trainmodel.spec.TrainingSpec;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OwnRunTest {
    @TempDir
    private Path folder;

    private TrainingSpec spec(String... callbacks) throws Exception {
        return SpecReader.withoutFiles()
                .read("own.yaml", """
                classpath: [%s]
                data: {type: csv, path: data.csv, label: digit}
                model: mlp
                stopWhen: [maxEpochs: 1]
                callbacks: [%s]
                """.formatted(jar(), String.join(", ", callbacks)), folder, List.of());
    }

    private Path jar() {
        return folder.resolve("own.jar");
    }

    /** A callback that counts steps. */
    private static String counting(String type, String name) {
        return "package user; public class " + type + " implements io.jenkins.trainmodel.own.Callback { byte count;"
                + " public String name() { return \"" + name + "\"; }"
                + " public void step(io.jenkins.trainmodel.own.Moment moment) { count++; }"
                + " public byte[] save() { return new byte[] {count}; }"
                + " public void restore(byte[] saved) { count = saved[0]; } }";
    }

    private static JsonNode saved(OwnRun run) {
        return run.toJson().orElseThrow().path("parts");
    }

    @Test
    void shouldGiveCallbacksBackWhatIsTheirsWhereOthersHaveGone() throws Exception {
        UserJars.make(
                jar(),
                Map.of("user.First", counting("First", "first"), "user.Second", counting("Second", "second")),
                Map.of(Callback.class.getName(), "user.First\nuser.Second"));
        JsonNode before;
        try (OwnRun run = OwnRun.open(spec("first", "second", "second"), warning -> {})) {
            run.tell("step", callback -> {
                if (callback.name().equals("second")) {
                    callback.step(new Moment(1, 1, 1, Map.of()));
                }
            });
            before = run.toJson().orElseThrow();
        }

        try (OwnRun run = OwnRun.open(spec("second", "first"), warning -> {})) {
            run.restore(before);
            assertThat(saved(run))
                    .isEqualTo(withoutTheSecond(before.path("parts").deepCopy()));
        }
    }

    private static JsonNode withoutTheSecond(JsonNode parts) {
        assertThat(parts.properties())
                .extracting(Map.Entry::getKey)
                .containsExactly("callback 1 first", "callback 1 second", "callback 2 second");
        ((ObjectNode) parts).remove("callback 2 second");
        return parts;
    }

    @Test
    void shouldGiveALossBackWhatItHasSaved() throws Exception {
        UserJars.of(
                jar(),
                Loss.class,
                "public String name() { return \"mine\"; } byte[] kept = {1};"
                        + "public double of(Sample sample, float[] gradient) { return 0; }"
                        + "public byte[] save() { return kept; } public void restore(byte[] saved) { kept = saved; }");
        TrainingSpec spec = SpecReader.withoutFiles().read("own.yaml", """
                classpath: [%s]
                data: {type: csv, path: data.csv, label: digit}
                model: mlp
                training: {loss: {type: custom, part: mine}}
                stopWhen: [maxEpochs: 1]
                """.formatted(jar()), folder, List.of());

        try (OwnRun run = OwnRun.open(spec, warning -> {})) {
            assertThat(saved(run).path("loss").binaryValue()).containsExactly(1);
            ObjectNode before = run.toJson().orElseThrow().deepCopy();
            ((ObjectNode) before.path("parts")).put("loss", "Bwg=");
            run.restore(before);
            assertThat(saved(run).path("loss").binaryValue()).containsExactly(7, 8);
        }
    }

    @Test
    void shouldCloseTheJarsOfAPartThatCannotBeMade() throws Exception {
        UserJars.of(
                jar(),
                Callback.class,
                "public String name() { return \"mine\"; }"
                        + "public void configure(Options options) { System.getProperties().put(\"own.loader\","
                        + " getClass().getClassLoader()); throw new IllegalStateException(\"no\"); }");

        try {
            assertThatThrownBy(() -> OwnRun.open(spec("mine"), warning -> {})).isInstanceOf(OwnCodeException.class);
            URLClassLoader loader = (URLClassLoader) System.getProperties().get("own.loader");
            assertThat(loader.findResource("user/Mine.class")).isNull();
        } finally {
            System.getProperties().remove("own.loader");
        }
    }
}
