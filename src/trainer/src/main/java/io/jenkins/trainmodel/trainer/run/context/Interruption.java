package io.jenkins.trainmodel.trainer.run.context;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jline.utils.Signals;

/**
 * A request from outside the process to end the run. Signals ask gently, however often they come: the loop saves a
 * checkpoint and finishes, and what is being saved is completed. Only on a terminal does a second Ctrl-C end the process
 * at once, and not while something is being saved (docs/adr/0007). Closed when the run has ended, since signals would be heeded
 * in vain from then on in a process that has more to do.
 */
public final class Interruption implements AutoCloseable {
    private static final int EXIT_OF_SIGINT = 130;

    private final AtomicReference<String> signal = new AtomicReference<>();
    /** What a signal waits for, in words. */
    private final AtomicReference<String> wait = new AtomicReference<>("nothing is trained yet, so nothing is saved");
    /** What is being saved, in words, on whatever thread. */
    private final Deque<String> saving = new ConcurrentLinkedDeque<>();
    /** Gives every signal back to whoever had it before. */
    private final Deque<Runnable> givingBack = new ArrayDeque<>();

    /** Listens to the process's signals; {@code announce} tells people what is going to happen. */
    public static Interruption ofProcess(Consumer<String> announce) {
        Interruption interruption = new Interruption();
        for (String name : new String[] {"INT", "TERM", "HUP"}) {
            Object before = Signals.register(name, () -> interruption.heed("SIG" + name, announce));
            interruption.givingBack.push(() -> Signals.unregister(name, before));
        }
        return interruption;
    }

    private void heed(String name, Consumer<String> announce) {
        Optional<String> saved = Optional.ofNullable(saving.peekLast());
        if (request(name)) {
            announce.accept("Stopping (" + name + "): " + saved.orElseGet(wait::get) + ".");
        } else if (saved.isPresent()) {
            announce.accept("Stopping already: " + saved.get() + ".");
        } else if (name.equals("SIGINT") && System.console() != null) {
            Runtime.getRuntime().halt(EXIT_OF_SIGINT);
        } else {
            announce.accept("Stopping already: the step in progress is being completed.");
        }
    }

    /** Listens to signals no more. */
    @Override
    public void close() {
        while (!givingBack.isEmpty()) {
            givingBack.pop().run();
        }
    }

    /** Asks for the end; false if that was asked before. */
    public boolean request(String name) {
        return signal.compareAndSet(null, name);
    }

    /** The signal that asked for the end, once one has. */
    public Optional<String> requested() {
        return Optional.ofNullable(signal.get());
    }

    /** From now on there is something to save. */
    public void trainingBegins() {
        wait.set("a checkpoint is saved after this step");
    }

    /** From now on another program trains. */
    public void programRuns() {
        wait.set("the program is asked to end");
    }

    /** Does work that no second Ctrl-C cuts short. */
    public <T> T saving(String what, Callable<T> work) throws Exception {
        saving.addLast(what);
        try {
            return work.call();
        } finally {
            saving.removeLastOccurrence(what);
        }
    }
}
