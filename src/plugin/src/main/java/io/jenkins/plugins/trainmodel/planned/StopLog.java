package io.jenkins.plugins.trainmodel.planned;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.databind.json.JsonMapper;
import hudson.model.Run;
import io.jenkins.plugins.trainmodel.page.TrainingBuildAction;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;

/** What was answered to the planned stops of a run: one JSON object a line, in a file beside the run's event log. */
public final class StopLog {
    private static final Logger LOGGER = Logger.getLogger(StopLog.class.getName());
    private static final JsonMapper MAPPER = new JsonMapper();
    private static final String FILE = "planned-stops.jsonl";
    private static final int LARGEST = 1 << 20;

    private StopLog() {}

    /**
     * A stop and its answer.
     *
     * @param since when the run began to wait, in milliseconds since 1970
     * @param epoch complete epochs then
     * @param answer the answer's word; {@code abort} where the wait was ended with the build
     * @param by who answered
     * @param why in their words, empty where they gave none
     * @param at when, in milliseconds since 1970
     * @param changes keys of the specification and their new values
     */
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record Line(
            long since, int epoch, String answer, String by, String why, long at, Map<String, String> changes) {}

    /** Notes an answer. A stop is noted once, also where a restart comes between the note and what follows from it. */
    public static void note(Run<?, ?> build, String run, Line line) {
        Path file = file(build, run);
        try {
            if (of(build, run).stream().noneMatch(known -> known.since() == line.since())) {
                Files.createDirectories(Objects.requireNonNull(file.getParent()));
                Files.writeString(
                        file,
                        (endsInALine(file) ? "" : "\n") + MAPPER.writeValueAsString(line) + "\n",
                        StandardCharsets.UTF_8,
                        StandardOpenOption.CREATE,
                        StandardOpenOption.APPEND);
            }
        } catch (IOException e) {
            LOGGER.log(Level.WARNING, e, () -> "An answer to a planned stop cannot be kept: " + file);
        }
    }

    /** A controller that is killed while it writes leaves a part of a line, which must not spoil the next one. */
    private static boolean endsInALine(Path file) throws IOException {
        if (Files.notExists(file) || Files.size(file) == 0) {
            return true;
        }
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            ByteBuffer last = ByteBuffer.allocate(1);
            channel.read(last, channel.size() - 1);
            return last.get(0) == '\n';
        }
    }

    /** All stops that were answered, the oldest first. A line that cannot be read is passed over. */
    public static List<Line> of(Run<?, ?> build, String run) {
        Path file = file(build, run);
        try {
            if (Files.exists(file) && Files.size(file) <= LARGEST) {
                return new String(Files.readAllBytes(file), StandardCharsets.UTF_8)
                        .lines()
                        .flatMap(line -> read(line, file).stream())
                        .toList();
            }
        } catch (IOException e) {
            LOGGER.log(Level.WARNING, e, () -> "Answers to planned stops cannot be read: " + file);
        }
        return List.of();
    }

    /** Asked for by every page that follows the run, so a damaged line is no warning each time. */
    private static Optional<Line> read(String line, Path file) {
        try {
            return Optional.of(MAPPER.readValue(line, Line.class));
        } catch (IOException e) {
            LOGGER.log(Level.FINE, e, () -> "An answer to a planned stop cannot be read: " + file);
            return Optional.empty();
        }
    }

    private static Path file(Run<?, ?> build, String run) {
        return TrainingBuildAction.of(build).directory(run).resolve(FILE);
    }
}
