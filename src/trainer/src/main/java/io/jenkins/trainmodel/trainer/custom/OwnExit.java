package io.jenkins.trainmodel.trainer.custom;

import java.util.function.Consumer;

/** Tells where own code ends the process, which it would else do with the exit code of a success. */
public final class OwnExit {
    private OwnExit() {}

    /**
     * From now on, {@code System.exit} of own code is told and ends the process with another exit code.
     *
     * @param told takes one sentence about it
     */
    public static void watch(int exitCode, Consumer<String> told) {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> end(exitCode, told), "own-exit"));
    }

    /** Whoever has called waits for this in vain, so its lines are to be seen. */
    private static void end(int exitCode, Consumer<String> told) {
        Thread.getAllStackTraces().values().stream()
                .filter(OwnExit::exits)
                .flatMap(trace -> OwnFrames.innermost(trace).stream())
                .findFirst()
                .ifPresent(frame -> {
                    told.accept("Code of your own has ended the process: " + OwnFrames.words(frame)
                            + " calls System.exit, which no part may. The run goes on with --resume");
                    Runtime.getRuntime().halt(exitCode);
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
