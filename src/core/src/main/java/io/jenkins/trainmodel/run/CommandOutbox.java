package io.jenkins.trainmodel.run;

import java.io.IOException;
import java.nio.file.Files;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;

/** Sends commands to a training, from any process that can write to its run directory. */
public final class CommandOutbox {
    private static final int UNIQUE_DIGITS = 8;
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9_-][A-Za-z0-9._-]{0,99}");

    private final RunDirectory run;
    /** Keeps the order of commands that are sent within one millisecond. */
    private final AtomicLong lastMillisecond = new AtomicLong();

    public CommandOutbox(RunDirectory run) {
        this.run = run;
    }

    /**
     * Sends the command and returns its identifier, by which the event {@code commandApplied} answers. Identifiers sort by
     * the time of sending.
     */
    public String write(Command command) throws IOException {
        CommandFile file =
                fileAt(lastMillisecond.updateAndGet(last -> Math.max(last + 1, System.currentTimeMillis())), command);
        Files.createDirectories(run.commands());
        DurableFiles.write(run.commands().resolve(file.name()), file.content());
        return file.id();
    }

    /**
     * A command as its file, for a run directory on another machine: to be written beside under another name and renamed
     * into {@link RunDirectory#commands()}.
     */
    public record CommandFile(String id, byte[] content) {

        /** The file's name, under which alone it is a command. */
        public String name() {
            return id + CommandInbox.ENDING;
        }
    }

    /** The file of a command that is sent now. */
    public static CommandFile file(Command command) throws IOException {
        return fileAt(System.currentTimeMillis(), command);
    }

    /**
     * The file of a command that may be sent more than once, such as when nobody knows whether it arrived: a run obeys an
     * identifier once, and passes over what comes later under it.
     *
     * @throws IllegalArgumentException if the identifier is not 1 to 100 letters, digits, dots, hyphens and underscores, or
     *     begins with a dot; {@link #newId()} gives one, and the order of identifiers is that of obeying
     */
    public static CommandFile file(Command command, String id) throws IOException {
        if (!ID.matcher(id).matches()) {
            throw new IllegalArgumentException("'" + id + "' is no identifier of a command");
        }
        return new CommandFile(id, CommandJson.write(command));
    }

    /** An identifier of a command that is sent now. */
    public static String newId() {
        return idAt(System.currentTimeMillis());
    }

    private static CommandFile fileAt(long millisecond, Command command) throws IOException {
        return file(command, idAt(millisecond));
    }

    private static String idAt(long millisecond) {
        String unique = UUID.randomUUID().toString().substring(0, UNIQUE_DIGITS);
        return String.format(Locale.ROOT, "%013d-%s", millisecond, unique);
    }
}
