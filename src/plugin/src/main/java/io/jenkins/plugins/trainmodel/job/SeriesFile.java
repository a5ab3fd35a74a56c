package io.jenkins.plugins.trainmodel.job;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.jenkins.trainmodel.run.DurableFiles;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.lang.ref.SoftReference;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;

/**
 * The runs of a job in one small file, a JSON object a line, the newest last. Trends read it and nothing else, so they load
 * no build and do not end at one that was deleted. A line that cannot be read, such as one that a crash has torn, is
 * passed over.
 */
final class SeriesFile {
    private static final Logger LOGGER = Logger.getLogger(SeriesFile.class.getName());
    private static final JsonMapper MAPPER = new JsonMapper();
    private static final ObjectReader READER = MAPPER.readerFor(SeriesEntry.class);
    /** A line with every metric is far smaller. */
    private static final int MOST_BYTES_A_LINE = 1 << 16;

    private static final int TAIL_BYTES = 1 << 17;

    private final Path file;
    /** How many lines the file had when it had {@link #countedBytes} bytes. */
    private int lines;

    private long countedBytes = -1;
    /** What the file looked like when {@link #newest} was read. */
    private Stamp stamp = new Stamp(-1, FileTime.fromMillis(0));

    private Optional<SeriesEntry> newest = Optional.empty();

    /** What {@link #read} has read, for as long as there is room for it: whoever looks for a reference reads all of it. */
    private SoftReference<Known> known = new SoftReference<>(null);

    private record Stamp(long bytes, FileTime modified) {}

    /** The newest entries of a file, of so many that were asked for. */
    private record Known(Stamp stamp, int most, List<SeriesEntry> entries) {}

    SeriesFile(Path file) {
        this.file = file;
    }

    boolean isAt(Path path) {
        return file.equals(path);
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
    synchronized void append(SeriesEntry entry, int most) throws IOException {
        if (recent().stream().anyMatch(entry::isOfSameRun)) {
            return;
        }
        Optional<Known> before = known();
        byte[] line = (MAPPER.writeValueAsString(entry) + "\n").getBytes(StandardCharsets.UTF_8);
        try (FileChannel channel =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            count(channel);
            channel.position(endTornLine(channel));
            channel.write(ByteBuffer.wrap(line));
            channel.force(true);
            lines++;
            countedBytes = channel.size();
        }
        if (before.isPresent()) {
            remember(before.get().most(), and(before.get().entries(), entry));
        }
        if (lines > most + most / 4) {
            forgetOldest(most);
        }
    }

    /** Counts the lines unless they are known: nobody else writes this file but for a backup that is restored. */
    private void count(FileChannel channel) throws IOException {
        if (channel.size() == countedBytes) {
            return;
        }
        lines = 0;
        ByteBuffer part = ByteBuffer.allocate(TAIL_BYTES);
        for (long at = 0; channel.read(part, at) > 0; at += part.position(), part.clear()) {
            for (int i = 0; i < part.position(); i++) {
                lines += part.get(i) == '\n' ? 1 : 0;
            }
        }
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
        List<String> all = allLines();
        rewrite(all.subList(Math.max(0, all.size() - most), all.size()));
    }

    /** Bytes that are no text spoil their own line only. */
    private List<String> allLines() throws IOException {
        return new String(Files.readAllBytes(file), StandardCharsets.UTF_8)
                .lines()
                .toList();
    }

    private void rewrite(List<String> kept) throws IOException {
        DurableFiles.write(file, (String.join("\n", kept) + "\n").getBytes(StandardCharsets.UTF_8));
        lines = kept.size();
        countedBytes = Files.size(file);
        known.clear();
    }

    /** Changes entries; the file is replaced as a whole if any has changed. Lines that cannot be read stay as they are. */
    synchronized void change(UnaryOperator<SeriesEntry> change) throws IOException {
        if (!exists()) {
            return;
        }
        List<String> all = allLines();
        List<String> changed = new ArrayList<>();
        for (String line : all) {
            Optional<SeriesEntry> known = parse(line);
            Optional<SeriesEntry> other = known.map(change).filter(entry -> !entry.equals(known.get()));
            changed.add(other.isPresent() ? MAPPER.writeValueAsString(other.get()) : line);
        }
        if (!changed.equals(all)) {
            rewrite(changed);
        }
    }

    /** The newest entries, the oldest of them first. */
    synchronized List<SeriesEntry> read(int most) throws IOException {
        if (!exists()) {
            return List.of();
        }
        Optional<Known> before = known().filter(read -> read.most() == most);
        return before.isPresent()
                ? newest(before.get().entries(), most)
                : remember(most, parse(tail(Math.multiplyExact((long) most, MOST_BYTES_A_LINE)), most));
    }

    /** What was read of the file as it is now. */
    private Optional<Known> known() throws IOException {
        Optional<Known> read = Optional.ofNullable(known.get());
        return read.isPresent() && exists() && read.get().stamp().equals(stamp()) ? read : Optional.empty();
    }

    private List<SeriesEntry> remember(int most, List<SeriesEntry> entries) throws IOException {
        known = new SoftReference<>(new Known(stamp(), most, entries));
        return entries;
    }

    private static List<SeriesEntry> and(List<SeriesEntry> entries, SeriesEntry next) {
        return Stream.concat(entries.stream(), Stream.of(next)).toList();
    }

    private static List<SeriesEntry> newest(List<SeriesEntry> entries, int most) {
        return entries.subList(Math.max(0, entries.size() - most), entries.size());
    }

    private Stamp stamp() throws IOException {
        return new Stamp(Files.size(file), Files.getLastModifiedTime(file));
    }

    /** The newest entry of all. It is read again only when the file has changed, since columns of views ask for it a lot. */
    synchronized Optional<SeriesEntry> newest() throws IOException {
        if (!exists()) {
            return Optional.empty();
        }
        Stamp now = stamp();
        if (!now.equals(stamp)) {
            List<SeriesEntry> entries = recent();
            newest = entries.isEmpty() ? Optional.empty() : Optional.of(entries.get(entries.size() - 1));
            stamp = now;
        }
        return newest;
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
        return List.copyOf(newest(entries, most));
    }

    private Optional<SeriesEntry> parse(String line) {
        if (line.isBlank() || line.length() > MOST_BYTES_A_LINE) {
            return Optional.empty();
        }
        try {
            return Optional.ofNullable(READER.readValue(line));
        } catch (JsonProcessingException e) {
            LOGGER.log(Level.FINE, e, () -> "Passed over a line of " + file);
            return Optional.empty();
        }
    }
}
