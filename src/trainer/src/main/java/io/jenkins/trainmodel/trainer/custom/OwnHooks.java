package io.jenkins.trainmodel.trainer.custom;

import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** The end of a process for which own code has registered something that may not come back. */
public final class OwnHooks {
    private static final int LONGEST_SECONDS = 30;

    private OwnHooks() {}

    /**
     * Ends the process. Threads that own code has left running do not hold that up; hooks do, and are not waited for without end.
     *
     * @param told takes one sentence about who is not waited for
     */
    public static void end(int exitCode, Consumer<String> told) {
        Thread bound = new Thread(() -> endWithout(exitCode, told), "end-without-hooks");
        bound.setDaemon(true);
        bound.start();
        System.exit(exitCode);
    }

    private static void endWithout(int exitCode, Consumer<String> told) {
        try {
            TimeUnit.SECONDS.sleep(LONGEST_SECONDS);
        } catch (InterruptedException unexpected) {
            Thread.currentThread().interrupt();
        }
        Thread.getAllStackTraces().entrySet().stream()
                .filter(thread -> !thread.getKey().isDaemon())
                .flatMap(thread -> OwnFrames.innermost(thread.getValue()).stream())
                .findFirst()
                .ifPresent(frame -> told.accept("The process ends without waiting any longer for code of your own: "
                        + OwnFrames.words(frame) + " has not come back for " + LONGEST_SECONDS + " s"));
        Runtime.getRuntime().halt(exitCode);
    }
}
