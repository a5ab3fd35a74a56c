package io.jenkins.trainmodel.trainer.custom;

import java.util.Arrays;
import java.util.Deque;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.function.Consumer;

/** Tells where own code ends the process, which it would else do with the exit code of a success. */
public final class OwnExit {
    /** Who is told as well; the newest alone knows what is under way. Lifetime: this process, which ends once. */
    private static final Deque<Consumer<OwnCodeException>> HEARERS = new ConcurrentLinkedDeque<>();

    private OwnExit() {}

    /**
     * From now on, {@code System.exit} of own code is told and ends the process with another exit code.
     *
     * @param told takes one sentence about it
     */
    public static void watch(int exitCode, Consumer<String> told) {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> end(exitCode, told), "own-exit"));
    }

    /**
     * Does work, during which the newest hearer is told as well before the process ends.
     *
     * @param heard takes the failure, on another thread than that which waits for its end
     */
    public static <T> T telling(Consumer<OwnCodeException> heard, Callable<T> work) throws Exception {
        HEARERS.addLast(heard);
        try {
            return work.call();
        } finally {
            HEARERS.removeLastOccurrence(heard);
        }
    }

    /** Whoever has called waits for this in vain, so its lines are to be seen. */
    private static void end(int exitCode, Consumer<String> told) {
        sentence().ifPresent(sentence -> {
            try {
                told.accept(sentence);
                Optional.ofNullable(HEARERS.peekLast())
                        .ifPresent(hearer -> hearer.accept(OwnCodeException.ofExit(sentence)));
            } finally {
                Runtime.getRuntime().halt(exitCode);
            }
        });
    }

    private static Optional<String> sentence() {
        return Thread.getAllStackTraces().entrySet().stream()
                .filter(thread -> exits(thread.getValue()))
                .flatMap(thread -> who(thread).stream())
                .findFirst()
                .map(who -> "Code of your own has ended the process: " + who
                        + " calls System.exit, which no part may. The run goes on with --resume");
    }

    /** The line, with the part in front of it where one of its own methods is among those that have called. */
    private static Optional<String> who(Map.Entry<Thread, StackTraceElement[]> thread) {
        StackTraceElement[] trace = thread.getValue();
        return OwnFrames.innermost(trace).map(frame -> {
            Optional<String> part = thread.getKey().getContextClassLoader() instanceof OwnClassLoader loader
                    ? Arrays.stream(trace)
                            .flatMap(above -> loader.part(above.getClassName()).stream())
                            .findFirst()
                    : Optional.empty();
            return part.map(what -> what + " in ").orElse("") + OwnFrames.words(frame);
        });
    }

    private static boolean exits(StackTraceElement[] trace) {
        for (StackTraceElement frame : trace) {
            if (frame.getClassName().equals(Runtime.class.getName())
                    && frame.getMethodName().equals("exit")) {
                return true;
            }
        }
        return false;
    }
}
