package io.jenkins.plugins.trainmodel.page;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.trainmodel.event.NonFinite;
import io.jenkins.trainmodel.json.BoundedJson;
import io.jenkins.trainmodel.run.DurableFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;

/** The last figures of a run, in a small file of the build, so that programs need no event log to read them. */
final class FiguresFile {
    private static final Logger LOGGER = Logger.getLogger(FiguresFile.class.getName());
    private static final int MOST_BYTES = 1 << 20;
    private static final int DEEPEST = 50;
    private static final JsonMapper MAPPER =
            BoundedJson.builder(MOST_BYTES, DEEPEST).build();

    private FiguresFile() {}

    /** Writes the figures; what the disk does not take is missing for programs, and nothing else. */
    static void write(Path file, RunFigures figures) {
        try {
            Files.createDirectories(Objects.requireNonNull(file.toAbsolutePath().getParent()));
            ObjectNode json = MAPPER.valueToTree(figures);
            NonFinite.extract(json);
            DurableFiles.write(file, MAPPER.writeValueAsBytes(json));
        } catch (IOException | IllegalArgumentException e) {
            LOGGER.log(Level.WARNING, e, () -> "The figures of a run are missing: " + file);
        }
    }

    /** What was written; empty where nothing was, or it cannot be read. */
    static Optional<RunFigures> read(Path file) {
        try {
            if (!Files.isRegularFile(file) || Files.size(file) > MOST_BYTES) {
                return Optional.empty();
            }
            JsonNode json = MAPPER.readTree(Files.readAllBytes(file));
            if (json instanceof ObjectNode object) {
                NonFinite.restore(object);
                return Optional.of(MAPPER.treeToValue(object, RunFigures.class));
            }
        } catch (IOException | IllegalArgumentException e) {
            LOGGER.log(Level.FINE, e, () -> "Passed over " + file);
        }
        return Optional.empty();
    }
}
