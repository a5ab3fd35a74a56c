package io.jenkins.trainmodel.trainer.cli.argument;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.jenkins.trainmodel.json.BoundedJson;
import io.jenkins.trainmodel.json.JsonProblem;
import io.jenkins.trainmodel.spec.tree.SpecOverride;
import io.jenkins.trainmodel.trainer.failure.WrongInputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** A file whose JSON object is laid over a specification; so the Jenkins step hands over what it was given inline. */
final class Overlay {
    private static final int MAXIMUM_BYTES = 1 << 20;
    private static final int MAXIMUM_DEPTH = 200;
    private static final JsonMapper JSON =
            BoundedJson.builder(MAXIMUM_BYTES, MAXIMUM_DEPTH).build();

    private Overlay() {}

    static SpecOverride read(Path file) {
        try {
            if (Files.size(file) > MAXIMUM_BYTES) {
                throw new WrongInputException("%s is larger than %,d bytes".formatted(file, MAXIMUM_BYTES));
            }
            Map<String, Object> values =
                    JSON.readValue(Files.readAllBytes(file), new TypeReference<Map<String, Object>>() {});
            return new SpecOverride.Inline(file.toString(), values);
        } catch (JsonProcessingException damaged) {
            throw unreadable(file, JsonProblem.of(damaged).toString());
        } catch (IOException problem) {
            throw unreadable(file, problem.getMessage());
        }
    }

    private static WrongInputException unreadable(Path file, String problem) {
        return new WrongInputException("--overlay " + file + " cannot be read as a JSON object: " + problem);
    }
}
