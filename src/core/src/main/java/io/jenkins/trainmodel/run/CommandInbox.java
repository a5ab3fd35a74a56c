package io.jenkins.trainmodel.run;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Set;

/**
 * The commands that wait for a training. Each is answered by an event and then acknowledged, which removes it. Whatever
 * else lies among them comes as an entry without a command, to be answered with its problem and acknowledged alike; so does
 * a stop that is older than the lock of the process that trains, since it was meant for a process before. All else is for
 * the run, whichever process trains it.
 */
public final class CommandInbox {
    /** The type of {@link Command.Hold}. */
    public static final String HOLD = "hold";

    /** The type of {@link Command.GoOn}. */
    public static final String GO_ON = "goOn";

    static final String ENDING = ".json";

    private static final int MOST_AT_ONCE = 100;
    private static final int MAXIMUM_NAME_LENGTH = 100;
    private static final String UNKNOWN_TYPE = "unknown";
    private static final String STALE =
            "It was sent before this process took up the run, so it is not obeyed. Send it again if it is still wanted.";

    private final RunDirectory run;
    private final Set<String> answered;
    private final Map<String, Path> delivered = new LinkedHashMap<>();

    /** An inbox of a new run. */
    public CommandInbox(RunDirectory run) {
        this(run, List.of());
    }

    /**
     * An inbox of a run that goes on.
     *
     * @param answered identifiers of commands that the event log answers already: a crash may have come between an answer
     *     and its acknowledgement, and no command is obeyed twice
     */
    public CommandInbox(RunDirectory run, Collection<String> answered) {
        this.run = run;
        this.answered = new HashSet<>(answered);
    }

    /**
     * A file in the inbox.
     *
     * @param id the command's identifier
     * @param type the command's type, {@code unknown} where it is no command
     * @param command what is asked for; empty where it is no command, or is not to be obeyed
     * @param problem why there is no command to obey; empty where there is one
     */
    public record Entry(String id, String type, Optional<Command> command, String problem) {}

    /** The oldest waiting commands, at most 100, in the order of sending. The same ones come until they are acknowledged. */
    public List<Entry> poll() throws IOException {
        delivered.clear();
        if (!Files.isDirectory(run.commands(), LinkOption.NOFOLLOW_LINKS)) {
            return List.of();
        }
        FileTime takenUp = takenUp();
        List<Entry> entries = new ArrayList<>();
        for (Path file : oldest()) {
            String id = idOf(file);
            if (answered.contains(id)) {
                DurableFiles.deleteTree(file);
            } else if (delivered.putIfAbsent(id, file) == null) {
                entries.add(read(id, file, takenUp));
            }
        }
        return List.copyOf(entries);
    }

    /** Whether nobody waits for an answer; also where the inbox cannot be read, which the next poll says. */
    public boolean isEmpty() {
        if (!Files.isDirectory(run.commands(), LinkOption.NOFOLLOW_LINKS)) {
            return true;
        }
        try (DirectoryStream<Path> files = Files.newDirectoryStream(run.commands(), CommandInbox::isComplete)) {
            return !files.iterator().hasNext();
        } catch (IOException | DirectoryIteratorException unreadable) {
            return true;
        }
    }

    /** Removes a command of the last poll, once its answer is in the event log. */
    public void acknowledge(String id) throws IOException {
        answered.add(id);
        Path file = delivered.remove(id);
        if (file != null) {
            DurableFiles.deleteTree(file);
        }
    }

    /** Holds no more names than it returns, however many files lie there. */
    private List<Path> oldest() throws IOException {
        Comparator<Path> byName =
                Comparator.comparing(file -> file.getFileName().toString());
        PriorityQueue<Path> oldest = new PriorityQueue<>(byName.reversed());
        try (DirectoryStream<Path> files = Files.newDirectoryStream(run.commands(), CommandInbox::isComplete)) {
            for (Path file : files) {
                oldest.add(file);
                if (oldest.size() > MOST_AT_ONCE) {
                    oldest.remove();
                }
            }
        }
        return oldest.stream().sorted(byName).toList();
    }

    /** Names with a dot in front are still being written. */
    private static boolean isComplete(Path file) {
        return !file.getFileName().toString().startsWith(".");
    }

    /** The name without its ending; of a name that no sender gives, what can be shown of it. */
    private static String idOf(Path file) {
        String name = file.getFileName().toString();
        String id = name.endsWith(ENDING) ? name.substring(0, name.length() - ENDING.length()) : name;
        String shortened = id.substring(0, Math.min(id.length(), MAXIMUM_NAME_LENGTH));
        return shortened.replaceAll("[^A-Za-z0-9._-]", "_");
    }

    /** When the process that trains took its lock, by the clock of the file system that stamps the commands too. */
    private FileTime takenUp() throws IOException {
        return Files.isRegularFile(run.lock(), LinkOption.NOFOLLOW_LINKS)
                ? Files.getLastModifiedTime(run.lock(), LinkOption.NOFOLLOW_LINKS)
                : FileTime.fromMillis(0);
    }

    private static Entry read(String id, Path file, FileTime takenUp) {
        try {
            Command command = CommandJson.read(content(file));
            if (command instanceof Command.Stop
                    && Files.getLastModifiedTime(file, LinkOption.NOFOLLOW_LINKS)
                                    .compareTo(takenUp)
                            < 0) {
                return new Entry(id, CommandJson.typeOf(command), Optional.empty(), STALE);
            }
            return new Entry(id, CommandJson.typeOf(command), Optional.of(command), "");
        } catch (IOException e) {
            return new Entry(id, UNKNOWN_TYPE, Optional.empty(), "This is no command: " + e.getMessage());
        }
    }

    private static byte[] content(Path file) throws IOException {
        BasicFileAttributes attributes =
                Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        if (!attributes.isRegularFile() || !file.getFileName().toString().endsWith(ENDING)) {
            throw new IOException("it is not a plain file with a name that ends in " + ENDING);
        }
        if (attributes.size() > CommandJson.MAXIMUM_BYTES) {
            throw new IOException(String.format(Locale.ROOT, "it is larger than %,d bytes", CommandJson.MAXIMUM_BYTES));
        }
        try (InputStream in = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
            return in.readNBytes(CommandJson.MAXIMUM_BYTES);
        }
    }
}
