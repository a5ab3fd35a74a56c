package io.jenkins.trainmodel.run;

import java.io.IOException;
import java.nio.file.Files;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;

/** Sends commands to a training, from any process that can write to its run directory. */
public final class CommandOutbox {
    private static final int UNIQUE_DIGITS = 8;

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
        long now = lastMillisecond.updateAndGet(last -> Math.max(last + 1, System.currentTimeMillis()));
        String id = String.format(
                Locale.ROOT, "%013d-%s", now, UUID.randomUUID().toString().substring(0, UNIQUE_DIGITS));
        Files.createDirectories(run.commands());
        DurableFiles.write(run.commands().resolve(id + CommandInbox.ENDING), CommandJson.write(command));
        return id;
    }
}
