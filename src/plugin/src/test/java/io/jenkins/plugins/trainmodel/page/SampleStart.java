package io.jenkins.plugins.trainmodel.page;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

/** What the first event of a {@link SampleRun} says. */
final class SampleStart {
    private SampleStart() {}

    static JsonNode specification(String name) {
        try {
            return new JsonMapper().readTree("""
                    {"name": "%s",
                     "data": {"type": "csv", "path": "digits.csv", "label": "digit", "validation": 0.15},
                     "model": {"type": "mlp", "hidden": [256, 128], "activation": "relu", "dropout": 0.1},
                     "seed": 7, "training": {"batchSize": 64, "optimizer": {"type": "adamw", "learningRate": 0.001},
                       "schedule": {"type": "cosine", "warmupSteps": 360}},
                     "stopWhen": [{"maxEpochs": {"epochs": 60}}, {"earlyStopping": {"metric": "validation/loss", "patience": 8}},
                       {"target": {"metric": "validation/accuracy", "atLeast": 0.985}}]}
                    """.formatted(name.replaceAll("[^a-zA-Z0-9-]", "_")));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    static Map<String, String> environment() {
        Map<String, String> environment = new LinkedHashMap<>();
        environment.put("device", "NVIDIA H100 80GB HBM3");
        environment.put("engine", "PyTorch 2.7.1");
        environment.put("host", "gpu-agent-03, 16 cores, 128 GiB");
        environment.put("java", "17.0.13");
        environment.put("threads", "8");
        environment.put("trainer", "1.0.0");
        return environment;
    }
}
