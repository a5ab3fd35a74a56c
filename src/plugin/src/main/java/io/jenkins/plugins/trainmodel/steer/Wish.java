package io.jenkins.plugins.trainmodel.steer;

import io.jenkins.plugins.trainmodel.page.WaitingWish;
import io.jenkins.trainmodel.run.CommandOutbox;
import java.io.Serializable;
import java.time.Instant;

/** A command that somebody wishes the trainer to have. Lives with its run's state, until the trainer has answered. */
public final class Wish implements Serializable {
    private static final long serialVersionUID = 1L;

    /** The command's identifier, under which the trainer obeys it once. Written once. */
    private final String id;
    /** By what who wished it knows it again. Written once. */
    private final String askedAs;
    /** As events name the command. Written once. */
    private final String type;
    /** Who wished it. Written once. */
    private final String by;
    /** When, in milliseconds since 1970. Written once. */
    private final long at;
    /** The command's file. Written once. */
    private final byte[] content;
    /** Whether the agent has it. After a restart that came between, it is sent a second time. */
    private volatile boolean sent;

    Wish(String askedAs, String type, String by, Instant at, CommandOutbox.CommandFile file) {
        this.id = file.id();
        this.askedAs = askedAs;
        this.type = type;
        this.by = by;
        this.at = at.toEpochMilli();
        this.content = file.content();
    }

    String id() {
        return id;
    }

    String askedAs() {
        return askedAs;
    }

    String type() {
        return type;
    }

    public CommandOutbox.CommandFile file() {
        return new CommandOutbox.CommandFile(id, content);
    }

    boolean isSent() {
        return sent;
    }

    public void sent() {
        sent = true;
    }

    WaitingWish waiting() {
        return new WaitingWish(type, by, Instant.ofEpochMilli(at));
    }
}
