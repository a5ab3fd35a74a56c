package io.jenkins.plugins.trainmodel.delivery;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.jenkins.trainmodel.run.DurableFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;

/** The reports that are on their way, in two small files each, so that a restart of the controller loses none. */
public final class DeliverySpool {
    private static final Logger LOGGER = Logger.getLogger(DeliverySpool.class.getName());
    private static final JsonMapper MAPPER = new JsonMapper();
    private static final String NOTE = ".json";
    private static final String BODY = ".report";

    private final Path directory;

    public DeliverySpool(Path directory) {
        this.directory = directory;
    }

    /** Keeps report and note; the note last, so that none is without its report. */
    public synchronized void add(Delivery delivery, byte[] report) throws IOException {
        Files.createDirectories(directory);
        DurableFiles.write(file(delivery, BODY), report);
        update(delivery);
    }

    synchronized void update(Delivery delivery) throws IOException {
        DurableFiles.write(file(delivery, NOTE), MAPPER.writeValueAsBytes(delivery));
    }

    byte[] report(Delivery delivery) throws IOException {
        return Files.readAllBytes(file(delivery, BODY));
    }

    /** Forgets it; the note first. */
    synchronized void remove(Delivery delivery) {
        try {
            Files.deleteIfExists(file(delivery, NOTE));
            Files.deleteIfExists(file(delivery, BODY));
        } catch (IOException e) {
            LOGGER.log(
                    Level.WARNING, e, () -> "A report that need not be sent any more cannot be removed: " + directory);
        }
    }

    /** All that are on their way; what a crash has left of others is cleared away. */
    synchronized List<Delivery> all() throws IOException {
        List<Delivery> deliveries = new ArrayList<>();
        if (Files.isDirectory(directory)) {
            DurableFiles.recover(directory);
            try (Stream<Path> files = Files.list(directory)) {
                files.filter(file -> file.toString().endsWith(NOTE)).forEach(file -> read(file, deliveries));
            }
        }
        return deliveries;
    }

    private static void read(Path file, List<Delivery> deliveries) {
        try {
            deliveries.add(MAPPER.readValue(Files.readAllBytes(file), Delivery.class));
        } catch (IOException e) {
            LOGGER.log(Level.WARNING, e, () -> "The note of a report cannot be read: " + file);
        }
    }

    private Path file(Delivery delivery, String ending) {
        return directory.resolve(delivery.id() + ending);
    }
}
