package io.jenkins.trainmodel.trainer.run;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jline.utils.Signals;

/**
 * A request from outside the process to end the run. The first SIGTERM or SIGINT asks the loop to save a checkpoint and
 * finish; the second ends the process at once, with the exit code a shell expects of that signal.
 */
public final class Interruption {
    private static final int EXIT_OF_SIGNAL = 128;

    private final AtomicReference<String> signal = new AtomicReference<>();

    /** Listens to the process's signals; {@code announce} tells people what the first one does. */
    public static Interruption ofProcess(Runnable announce) {
        Interruption interruption = new Interruption();
        interruption.listenTo("INT", 2, announce);
        interruption.listenTo("TERM", 15, announce);
        return interruption;
    }

    private void listenTo(String name, int number, Runnable announce) {
        Signals.register(name, () -> {
            if (request("SIG" + name)) {
                announce.run();
            } else {
                Runtime.getRuntime().halt(EXIT_OF_SIGNAL + number);
            }
        });
    }

    /** Asks for the end; false if that was asked before. */
    public boolean request(String name) {
        return signal.compareAndSet(null, name);
    }

    /** The signal that asked for the end, once one has. */
    public Optional<String> requested() {
        return Optional.ofNullable(signal.get());
    }
}
