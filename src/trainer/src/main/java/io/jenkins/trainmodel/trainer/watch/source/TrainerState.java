package io.jenkins.trainmodel.trainer.watch.source;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.jenkins.trainmodel.json.BoundedJson;
import io.jenkins.trainmodel.trainer.watch.file.FilesBefore;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * A file {@code trainer_state.json} of Hugging Face's Trainer, which has its whole history whenever it is written.
 */
final class TrainerState implements ReportSource {
    private static final int LARGEST = 64 << 20;
    private static final List<String> NO_METRICS = List.of("epoch", "step", "total_flos");
    private static final JsonMapper MAPPER = BoundedJson.builder(LARGEST, 50)
            .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
            .build();

    private final Path file;
    private final MetricPaths paths;
    private final FilesBefore before;
    private FileTime read = FileTime.fromMillis(0);
    private TrainerHistory history;

    TrainerState(Path file, MetricPaths paths, FilesBefore before) {
        this.file = file;
        this.paths = paths;
        this.before = before;
        this.history = new TrainerHistory(MissingNode.getInstance(), this::metrics);
    }

    @Override
    public void read(Consumer<Report> reports) throws IOException {
        try {
            readIfWritten(reports);
        } catch (NoSuchFileException | AccessDeniedException passedOver) {
            // the program has removed the checkpoint meanwhile; its history stands in the next one, too
        }
    }

    private void readIfWritten(Consumer<Report> reports) throws IOException {
        if (!Files.isRegularFile(file) || Files.size(file) > LARGEST) {
            return;
        }
        FileTime written = Files.getLastModifiedTime(file);
        if (!written.equals(read) && !before.isUntouched(file)) {
            read = written;
            parse(reports);
        }
    }

    @Override
    public void finish(Consumer<Report> reports) throws IOException {
        read(reports);
        history.finish(reports);
    }

    private void parse(Consumer<Report> reports) throws IOException {
        try {
            JsonNode state = MAPPER.readTree(Files.readAllBytes(file));
            history = new TrainerHistory(state, this::metrics);
            history.read(reports);
        } catch (JsonProcessingException beingWritten) {
            // A file that is written right now is read again when it is whole.
            read = FileTime.fromMillis(0);
        }
    }

    private Map<String, Double> metrics(JsonNode entry) {
        Map<String, Double> metrics = new TreeMap<>();
        entry.properties().stream()
                .filter(field -> field.getValue().isNumber() && !NO_METRICS.contains(field.getKey()))
                .forEach(field -> paths.of(field.getKey())
                        .ifPresent(path -> metrics.put(path, field.getValue().doubleValue())));
        return metrics;
    }
}
