package io.jenkins.trainmodel.report.html;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.jenkins.trainmodel.event.TrainingEvent;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** What the first event of {@link SampleRun} says. */
final class SampleStart {
    private SampleStart() {}

    static TrainingEvent.Started started(String name) {
        return new TrainingEvent.Started(
                "4f6c1f0e-9d1b-4c43-8a5b-0c3f4ad1a111",
                name,
                specification(),
                environment(),
                1437,
                360,
                SampleSeries.STEPS_PER_EPOCH,
                Optional.of(100),
                17_226,
                3.3e6,
                Optional.empty());
    }

    static TrainingEvent.Started watched(String command) {
        return new TrainingEvent.Started(
                "4f6c1f0e-9d1b-4c43-8a5b-0c3f4ad1a112",
                "mine",
                specification(),
                Map.of("trainer", "1.0.0", "command", command),
                0,
                0,
                0,
                Optional.of(100),
                0,
                0,
                Optional.empty());
    }

    private static JsonNode specification() {
        try (InputStream in = SampleRun.class.getResourceAsStream("sample-specification.json")) {
            return JsonMapper.builder().build().readTree(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Map<String, String> environment() {
        Map<String, String> environment = new LinkedHashMap<>();
        environment.put("trainer", "1.0.0");
        environment.put("java", "17.0.15 (Eclipse Adoptium)");
        environment.put("engine", "PyTorch 2.7.1, DJL 0.36.0");
        environment.put("device", "gpu:0 (one GPU, 80 GiB)");
        environment.put("threads", "8");
        environment.put("host", "build-agent-07");
        environment.put("operating system", "Linux 6.1 amd64");
        return environment;
    }
}
