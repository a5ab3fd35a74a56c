package io.jenkins.plugins.trainmodel.registry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.trainmodel.delivery.ForbiddenAddressException;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** The model registry of an MLflow server: models, their versions, and the alias of the one that is champion. */
record RegisteredModels(MlflowServer server) {
    static final String CHAMPION = "champion";

    private static final String NAME = "name";
    private static final String ALIAS = "alias";
    private static final String VERSION = "version";
    private static final String RUN_ID = "run_id";

    /** The model's version that is this run, registered where there is none. */
    String enter(String model, TrackedRuns.Entry run, String source)
            throws IOException, InterruptedException, ForbiddenAddressException {
        Optional<String> known = version(model, run.id());
        return known.isPresent() ? known.get() : register(model, run, source);
    }

    private Optional<String> version(String model, String run)
            throws IOException, InterruptedException, ForbiddenAddressException {
        JsonNode answer = server.get("model-versions/search", Map.of("filter", RUN_ID + "='" + run + "'"));
        return all(answer.path("model_versions"))
                .filter(version -> version.path(NAME).asText().equals(model))
                .map(version -> version.path(VERSION).asText())
                .findFirst();
    }

    private static Stream<JsonNode> all(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false);
    }

    private String register(String model, TrackedRuns.Entry run, String source)
            throws IOException, InterruptedException, ForbiddenAddressException {
        try {
            server.send("POST", "registered-models/create", MlflowServer.json().put(NAME, model));
        } catch (MlflowException e) {
            if (!e.isThere()) {
                throw e;
            }
        }
        ObjectNode version =
                MlflowServer.json().put(NAME, model).put("source", source).put(RUN_ID, run.id());
        return server.send("POST", "model-versions/create", version)
                .path("model_version")
                .path(VERSION)
                .asText();
    }

    /** Makes this version the one that the alias leads to. */
    void crown(String model, String version) throws IOException, InterruptedException, ForbiddenAddressException {
        ObjectNode body =
                MlflowServer.json().put(NAME, model).put(ALIAS, CHAMPION).put(VERSION, version);
        server.send("POST", "registered-models/alias", body);
    }

    /**
     * Takes the alias away where it leads to a version that is this run.
     *
     * @param identity of the run
     * @return that version; empty where the alias leads to another one, or is not there
     */
    Optional<String> dethrone(String model, String identity)
            throws IOException, InterruptedException, ForbiddenAddressException {
        Optional<String> champion = champion(model);
        if (champion.isEmpty() || !identity(model, champion.get()).equals(identity)) {
            return Optional.empty();
        }
        ObjectNode body = MlflowServer.json().put(NAME, model).put(ALIAS, CHAMPION);
        server.send("DELETE", "registered-models/alias", body);
        return champion;
    }

    private Optional<String> champion(String model)
            throws IOException, InterruptedException, ForbiddenAddressException {
        try {
            JsonNode known = server.get("registered-models/get", Map.of(NAME, model));
            return all(known.path("registered_model").path("aliases"))
                    .filter(alias -> alias.path(ALIAS).asText().equals(CHAMPION))
                    .map(alias -> alias.path(VERSION).asText())
                    .findFirst();
        } catch (MlflowException e) {
            if (e.isMissing()) {
                return Optional.empty();
            }
            throw e;
        }
    }

    private String identity(String model, String version)
            throws IOException, InterruptedException, ForbiddenAddressException {
        String run = server.get("model-versions/get", Map.of(NAME, model, VERSION, version))
                .path("model_version")
                .path(RUN_ID)
                .asText();
        return run.isEmpty() ? "" : new TrackedRuns(server).identity(run);
    }
}
