package io.jenkins.plugins.trainmodel.record;

import java.io.IOException;
import java.time.Duration;
import java.util.List;

/**
 * Those who train in a run directory already. Whoever wants to begin there waits for the end of a run that was asked to end,
 * and sees to the end of one that nobody waits for.
 *
 * @param node the agent, empty for the built-in node
 * @param directory the run directory's path on the agent
 */
public record RunDirectoryQueue(String node, String directory) {
    private static final long PAUSE = 250;
    /** Results may travel behind the grace period; who waits longer is told that the directory is taken. */
    private static final Duration BEHIND_GRACE = Duration.ofMinutes(5);

    /** Says something on a build's console. */
    @FunctionalInterface
    public interface Teller {
        void tell(String words) throws IOException, InterruptedException;
    }

    /** Waits until nobody is left who was asked to end or is waited for by nobody. */
    public void await(Teller teller) throws IOException, InterruptedException {
        for (LaunchRecord entry : there()) {
            if (LaunchRecords.get().isForgotten(entry)) {
                teller.tell(
                        "the trainer of %s still trains in this directory, and nobody waits for it: it is ended first"
                                .formatted(entry.title()));
                awaitEnd(entry, true);
            } else if (LaunchRecords.get().isEnding(entry)) {
                teller.tell("waiting for %s, which ends in this directory".formatted(entry.title()));
                awaitEnd(entry, false);
            }
        }
    }

    private List<LaunchRecord> there() {
        return LaunchRecords.get().all().stream()
                .filter(entry -> !entry.gone())
                .filter(entry -> entry.node().equals(node) && entry.directory().equals(directory))
                .toList();
    }

    private static boolean trains(LaunchRecord entry) {
        return LaunchRecords.get()
                .find(entry.key())
                .filter(known -> !known.gone())
                .isPresent();
    }

    private static void awaitEnd(LaunchRecord entry, boolean forgotten) throws InterruptedException {
        long begin = System.nanoTime();
        long longest = entry.grace().plus(BEHIND_GRACE).toNanos();
        while (trains(entry) && System.nanoTime() - begin < longest) {
            if (forgotten) {
                ForgottenTrainers.get().tryToEnd(entry);
            }
            Thread.sleep(PAUSE);
        }
    }
}
