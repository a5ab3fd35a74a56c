package io.jenkins.plugins.trainmodel.steer;

import io.jenkins.plugins.trainmodel.page.WaitingWish;
import io.jenkins.trainmodel.run.Command;
import io.jenkins.trainmodel.run.CommandOutbox;
import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * What people wish of a run besides its end: kept with the run's state until the trainer has answered, so that neither a
 * restart of the controller nor an agent that is away costs a wish, and none is obeyed twice. Safe for all threads: Pipeline
 * saves it whenever it likes, so its lists are never changed, only replaced.
 */
public final class Wishes implements Serializable {
    private static final long serialVersionUID = 1L;
    /** More than people press; whoever writes programs waits for answers. */
    static final int MOST_WAITING = 20;

    private static final int MOST_KNOWN = 200;

    /** Those that the trainer has not answered, the oldest first. */
    private volatile ArrayList<Wish> waiting = new ArrayList<>();
    /** By what the newest were asked for, the oldest first; a wish that comes again is known by it. */
    private volatile ArrayList<String> known = new ArrayList<>();

    /**
     * Wishes something.
     *
     * @param askedAs by what it is known again
     * @return whether it is new
     * @throws IllegalArgumentException if it is longer than a command may be
     * @throws IllegalStateException if too many wait for an answer
     */
    public synchronized boolean add(String askedAs, Command command, Instant now) {
        if (known.contains(askedAs)) {
            return false;
        }
        if (waiting.size() >= MOST_WAITING) {
            throw new IllegalStateException("%d wishes wait for an answer of the trainer".formatted(waiting.size()));
        }
        waiting = with(waiting, new Wish(askedAs, type(command), command.by(), now, file(command)));
        known = with(known, askedAs);
        if (known.size() > MOST_KNOWN) {
            known = new ArrayList<>(known.subList(1, known.size()));
        }
        return true;
    }

    private static <T> ArrayList<T> with(List<T> before, T newest) {
        ArrayList<T> more = new ArrayList<>(before);
        more.add(newest);
        return more;
    }

    private static CommandOutbox.CommandFile file(Command command) {
        try {
            return CommandOutbox.file(command, CommandOutbox.newId());
        } catch (IOException e) {
            throw new IllegalArgumentException(e.getMessage(), new UncheckedIOException(e));
        }
    }

    /** As events name it. */
    static String type(Command command) {
        if (command instanceof Command.Stop) {
            return "stop";
        } else if (command instanceof Command.Checkpoint) {
            return "checkpoint";
        } else if (command instanceof Command.Hold) {
            return "hold";
        } else if (command instanceof Command.GoOn) {
            return "goOn";
        }
        return command instanceof Command.Extend ? "extend" : "change";
    }

    /** Those that the agent has not got yet, the oldest first. */
    public synchronized List<Wish> unsent() {
        return waiting.stream().filter(wish -> !wish.isSent()).toList();
    }

    /** Notes that the trainer has answered. */
    public synchronized void answered(String id) {
        ArrayList<Wish> left = new ArrayList<>(waiting);
        left.removeIf(wish -> wish.id().equals(id));
        waiting = left;
    }

    /** What is not answered yet, the oldest first. */
    public synchronized List<WaitingWish> waiting() {
        return waiting.stream().map(Wish::waiting).toList();
    }
}
