package io.jenkins.plugins.trainmodel.registry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.trainmodel.delivery.ForbiddenAddressException;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.stream.StreamSupport;

/** The runs of an MLflow server. What is there already is taken as it is. */
record TrackedRuns(MlflowServer server) {
    /** The tag by which a run is known again: the id that its event log begins with. */
    static final String IDENTITY = "train-model.runId";

    /** What a server takes in one request ("Log Batch" of the REST API). */
    private static final int MOST_METRICS = 1000;

    private static final int MOST_PAIRS = 100;
    private static final String LOG_BATCH = "runs/log-batch";
    private static final String RUN_ID = "run_id";

    /** A run on the server. */
    record Entry(String id, String artifactUri) {
        private static final String PROXY = "mlflow-artifacts:/";

        private static Entry of(JsonNode run) {
            JsonNode info = run.path("info");
            return new Entry(
                    info.path(RUN_ID).asText(), info.path("artifact_uri").asText());
        }

        /** Its directory as the server's proxy of artifacts knows it; empty where artifacts do not go through it. */
        Optional<String> artifacts() {
            boolean proxied = artifactUri.startsWith(PROXY) && !artifactUri.startsWith(PROXY + "/");
            return proxied ? Optional.of(artifactUri.substring(PROXY.length())) : Optional.empty();
        }
    }

    /** Asks for something small: whether there is a server that lets us in. */
    void greet() throws IOException, InterruptedException, ForbiddenAddressException {
        ObjectNode body = MlflowServer.json().put("max_results", 1);
        if (!server.send("POST", "experiments/search", body).path("experiments").isArray()) {
            throw new IOException("the answer is not that of an MLflow server");
        }
    }

    /** The run of this identity, begun where there is none. */
    Entry enter(String experimentName, PublishedRun run)
            throws IOException, InterruptedException, ForbiddenAddressException {
        String experiment = experiment(experimentName);
        ObjectNode search = MlflowServer.json()
                .put("filter", "tags.`%s` = '%s'".formatted(IDENTITY, run.id()))
                .put("max_results", 1);
        search.putArray("experiment_ids").add(experiment);
        JsonNode found = server.send("POST", "runs/search", search).path("runs");
        return Entry.of(found.isEmpty() ? begin(experiment, run) : found.get(0));
    }

    private JsonNode begin(String experiment, PublishedRun run)
            throws IOException, InterruptedException, ForbiddenAddressException {
        ObjectNode create = MlflowServer.json()
                .put("experiment_id", experiment)
                .put("run_name", run.name())
                .put("start_time", run.start());
        addPair(create.putArray("tags"), Map.entry(IDENTITY, run.id()));
        return server.send("POST", "runs/create", create).path("run");
    }

    private String experiment(String name) throws IOException, InterruptedException, ForbiddenAddressException {
        String key = "experiment_id";
        try {
            return server.get("experiments/get-by-name", Map.of("experiment_name", name))
                    .path("experiment")
                    .path(key)
                    .asText();
        } catch (MlflowException e) {
            if (!e.isMissing()) {
                throw e;
            }
        }
        return server.send("POST", "experiments/create", MlflowServer.json().put("name", name))
                .path(key)
                .asText();
    }

    /** Logs tags, parameters and metrics, as much at a time as a server takes; the same again changes nothing. */
    void log(Entry entry, PublishedRun run) throws IOException, InterruptedException, ForbiddenAddressException {
        logAll(entry, "tags", List.copyOf(run.tags().entrySet()), MOST_PAIRS, TrackedRuns::addPair);
        logAll(entry, "params", List.copyOf(run.parameters().entrySet()), MOST_PAIRS, TrackedRuns::addPair);
        logAll(entry, "metrics", run.metrics(), MOST_METRICS, TrackedRuns::addReading);
    }

    private <T> void logAll(Entry entry, String key, List<T> all, int most, BiConsumer<ArrayNode, T> writer)
            throws IOException, InterruptedException, ForbiddenAddressException {
        for (int from = 0; from < all.size(); from += most) {
            ObjectNode body = MlflowServer.json().put(RUN_ID, entry.id());
            ArrayNode array = body.putArray(key);
            all.subList(from, Math.min(all.size(), from + most)).forEach(item -> writer.accept(array, item));
            server.send("POST", LOG_BATCH, body);
        }
    }

    private static void addPair(ArrayNode array, Map.Entry<String, String> pair) {
        array.addObject().put("key", pair.getKey()).put("value", pair.getValue());
    }

    private static void addReading(ArrayNode array, PublishedRun.Reading reading) {
        array.addObject()
                .put("key", reading.metric())
                .put("value", reading.value())
                .put("timestamp", reading.time())
                .put("step", reading.epoch());
    }

    /** Notes that the run is complete. */
    void finish(Entry entry, long end) throws IOException, InterruptedException, ForbiddenAddressException {
        server.send(
                "POST",
                "runs/update",
                MlflowServer.json()
                        .put(RUN_ID, entry.id())
                        .put("status", "FINISHED")
                        .put("end_time", end));
    }

    /** What a run is known by; empty where it is none of ours. */
    String identity(String run) throws IOException, InterruptedException, ForbiddenAddressException {
        JsonNode tags = server.get("runs/get", Map.of(RUN_ID, run))
                .path("run")
                .path("data")
                .path("tags");
        return StreamSupport.stream(tags.spliterator(), false)
                .filter(tag -> tag.path("key").asText().equals(IDENTITY))
                .map(tag -> tag.path("value").asText())
                .findFirst()
                .orElse("");
    }
}
