package io.jenkins.trainmodel.trainer.watch.artifact;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.trainmodel.json.BoundedJson;
import io.jenkins.trainmodel.reference.PackagedRun;
import io.jenkins.trainmodel.run.DurableFiles;
import io.jenkins.trainmodel.run.Manifest;
import io.jenkins.trainmodel.spec.SpecWriter;
import io.jenkins.trainmodel.spec.WatchedSpec;
import io.jenkins.trainmodel.stop.Outcome;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * The package of a watched run: {@code artifacts/} with the files that the program left, {@code training.json} with what the run
 * knows of them, and the manifest. It is there as a whole or not at all.
 */
public final class ArtifactPackage {
    private static final String ARTIFACTS = "artifacts";
    private static final JsonMapper JSON = BoundedJson.builder(64 << 20, 500).build();

    private ArtifactPackage() {}

    /**
     * What is said of the files.
     *
     * @param command that has trained
     * @param epoch that the artifacts are of
     * @param metrics of that epoch
     */
    public record Description(
            String runId,
            WatchedSpec specification,
            String command,
            Outcome outcome,
            String reason,
            int epoch,
            long step,
            Map<String, Double> metrics) {

        private ObjectNode toJson() {
            ObjectNode json = JsonNodeFactory.instance.objectNode();
            json.put("v", 1)
                    .put("runId", runId)
                    .put("name", specification.name())
                    .put(PackagedRun.COMMAND, command);
            ObjectNode result =
                    json.putObject("result").put("outcome", outcome.name().toLowerCase(Locale.ROOT));
            result.put("reason", reason);
            ObjectNode packaged =
                    result.putObject("packaged").put("epoch", epoch).put("step", step);
            ObjectNode values = packaged.putObject("metrics");
            metrics.forEach((path, value) -> {
                if (Double.isFinite(value)) {
                    values.put(path, value);
                }
            });
            json.set("specification", SpecWriter.toJson(specification));
            return json;
        }
    }

    /**
     * Writes the package, or replaces it.
     *
     * @param files relative to {@code from}
     */
    public static void write(Path target, Path from, Set<Path> files, Description description) throws IOException {
        DurableFiles.writeDirectory(target, temporary -> {
            Path artifacts = Files.createDirectory(temporary.resolve(ARTIFACTS));
            for (Path file : files) {
                Path copy = artifacts.resolve(file.toString());
                Files.createDirectories(copy.getParent());
                // by its content alone: a file that may only be read could not be forced onto the disk
                try (InputStream content = Files.newInputStream(from.resolve(file), LinkOption.NOFOLLOW_LINKS)) {
                    Files.copy(content, copy);
                }
            }
            Files.write(
                    temporary.resolve(PackagedRun.FILE),
                    JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(description.toJson()));
            Manifest.write(temporary);
        });
    }
}
