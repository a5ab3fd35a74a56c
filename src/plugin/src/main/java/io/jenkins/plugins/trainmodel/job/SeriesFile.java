package io.jenkins.plugins.trainmodel.job;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import hudson.model.Job;
import io.jenkins.trainmodel.run.DurableFiles;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * The runs of a job in one small file, a JSON object a line, the newest last. Trends read it and nothing else, so they load
 * no build and do not end at one that was deleted. A line that cannot be read, such as one that a crash has torn, is
 * passed over.
 */
final class SeriesFile {
    private static final Logger LOGGER = Logger.getLogger(SeriesFile.class.getName());
    private static final JsonMapper MAPPER = new JsonMapper();
    /** A line with every metric is far smaller. */
    private static final int MOST_BYTES_A_LINE = 1 << 15;

    private static final int TAIL_BYTES = 1 << 16;

    private final Path file;

    SeriesFile(Path file) {
        this.file = file;
    }

    static SeriesFile of(Job<?, ?> job) {
        return new SeriesFile(job.getRootDir().toPath().resolve("train-model-series.jsonl"));
    }

    boolean exists() {
        return Files.isRegularFile(file);
    }

    /**
     * Adds an entry and, when there are a quarter more than may be kept, forgets the oldest. A run that was added just
     * before is not added again: a controller that dies while it ends a run tells of it a second time.
     *
     * @param most how many are kept
     */
    void append(SeriesEntry entry, int most) throws IOException {
        synchronized (lock()) {
            if (recent().stream().anyMatch(entry::isOfSameRun)) {
                return;
            }
            byte[] line = (MAPPER.writeValueAsString(entry) + "\n").getBytes(StandardCharsets.UTF_8);
            try (FileChannel channel = FileChannel.open(
                    file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
                channel.position(endTornLine(channel));
                channel.write(ByteBuffer.wrap(line));
                channel.force(true);
            }
            forgetOldest(most);
        }
    }

    /** One lock for all objects of this file in this process. */
    private Object lock() {
        return ("train-model series " + file).intern();
    }

    private static long endTornLine(FileChannel channel) throws IOException {
        long size = channel.size();
        ByteBuffer last = ByteBuffer.allocate(1);
        if (size == 0 || (channel.read(last, size - 1) == 1 && last.get(0) == '\n')) {
            return size;
        }
        channel.write(ByteBuffer.wrap(new byte[] {'\n'}), size);
        return size + 1;
    }

    private void forgetOldest(int most) throws IOException {
        List<String> lines = Files.readAllLines(file, StandardCharsets.UTF_8);
        if (lines.size() > most + most / 4) {
            String kept = String.join("\n", lines.subList(lines.size() - most, lines.size())) + "\n";
            DurableFiles.write(file, kept.getBytes(StandardCharsets.UTF_8));
        }
    }

    /** The newest entries, the oldest of them first. */
    List<SeriesEntry> read(int most) throws IOException {
        return exists() ? parse(tail(Math.multiplyExact((long) most, MOST_BYTES_A_LINE)), most) : List.of();
    }

    /** The newest entry of all. */
    Optional<SeriesEntry> newest() throws IOException {
        List<SeriesEntry> entries = recent();
        return entries.isEmpty() ? Optional.empty() : Optional.of(entries.get(entries.size() - 1));
    }

    private List<SeriesEntry> recent() throws IOException {
        return exists() ? parse(tail(TAIL_BYTES), Integer.MAX_VALUE) : List.of();
    }

    private String tail(long bytes) throws IOException {
        try (RandomAccessFile in = new RandomAccessFile(file.toFile(), "r")) {
            long from = Math.max(0, in.length() - Math.min(bytes, Integer.MAX_VALUE / 4));
            byte[] content = new byte[(int) (in.length() - from)];
            in.seek(from);
            in.readFully(content);
            return new String(content, StandardCharsets.UTF_8);
        }
    }

    private List<SeriesEntry> parse(String text, int most) {
        List<SeriesEntry> entries = new ArrayList<>();
        text.lines().forEach(line -> parse(line).ifPresent(entries::add));
        return List.copyOf(entries.subList(Math.max(0, entries.size() - most), entries.size()));
    }

    private Optional<SeriesEntry> parse(String line) {
        if (line.isBlank() || line.length() > MOST_BYTES_A_LINE) {
            return Optional.empty();
        }
        try {
            return Optional.ofNullable(MAPPER.readValue(line, SeriesEntry.class));
        } catch (JsonProcessingException e) {
            LOGGER.log(Level.FINE, e, () -> "Passed over a line of " + file);
            return Optional.empty();
        }
    }
}
