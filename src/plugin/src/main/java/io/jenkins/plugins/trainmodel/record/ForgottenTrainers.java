package io.jenkins.plugins.trainmodel.record;

import hudson.Extension;
import hudson.ExtensionList;
import hudson.init.InitMilestone;
import hudson.model.Computer;
import hudson.model.PeriodicWork;
import hudson.model.TaskListener;
import hudson.slaves.ComputerListener;
import io.jenkins.plugins.trainmodel.threads.TrainingThreads;
import io.jenkins.plugins.trainmodel.threads.WorkKind;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import jenkins.model.Jenkins;

/**
 * Ends trainers that run on although nobody waits for them: their agent was away when their build ended, the controller was
 * killed under a freestyle build, a Pipeline was lost. Looks when an agent comes back, and every minute.
 */
@Extension
public class ForgottenTrainers extends PeriodicWork {
    private static final Logger LOGGER = Logger.getLogger(ForgottenTrainers.class.getName());
    private static final long SOON = 1000;
    /** A node that was removed may be configured again under its name; its machine may still train until then. */
    private static final Duration REMOVED_NODE = Duration.ofDays(7);

    private final Map<String, LostTrainer> lost = new ConcurrentHashMap<>();
    /** Keys of those that are looked at soon. */
    private final Set<String> waiting = ConcurrentHashMap.newKeySet();
    /** Keys that a thread works on. */
    private final Set<String> busy = ConcurrentHashMap.newKeySet();

    public static ForgottenTrainers get() {
        return ExtensionList.lookupSingleton(ForgottenTrainers.class);
    }

    @Override
    public long getRecurrencePeriod() {
        return MIN;
    }

    @Override
    public long getInitialDelay() {
        return TimeUnit.SECONDS.toMillis(10);
    }

    @Override
    protected void doRun() {
        look();
    }

    /** Goes after all that are forgotten. Returns at once. */
    public void look() {
        // Before, a build that goes on may not be known yet.
        if (Jenkins.get().getInitLevel() != InitMilestone.COMPLETED) {
            return;
        }
        for (LaunchRecord entry : LaunchRecords.get().all()) {
            if (LaunchRecords.get().isForgotten(entry)) {
                later(entry, 0);
            }
        }
    }

    private void later(LaunchRecord entry, long milliseconds) {
        if (waiting.add(entry.key())) {
            TrainingThreads.get()
                    .run(
                            WorkKind.REAP,
                            () -> {
                                waiting.remove(entry.key());
                                tryToEnd(entry);
                            },
                            milliseconds);
        }
    }

    /** Does what is next for this one, unless another thread does. */
    void tryToEnd(LaunchRecord entry) {
        if (!busy.add(entry.key())) {
            return;
        }
        boolean again = false;
        try {
            LostTrainer trainer = lost.computeIfAbsent(entry.key(), unused -> new LostTrainer(entry));
            again = end(trainer) == LostTrainer.Fate.SAVING;
        } catch (IOException | RuntimeException e) {
            LOGGER.log(Level.FINE, e, () -> "The trainer of " + entry.title() + " was not ended yet");
        } catch (InterruptedException e) {
            LOGGER.log(Level.FINE, e, () -> entry.place() + " does not answer; the next look follows");
        } finally {
            busy.remove(entry.key());
        }
        if (again) {
            later(entry, SOON);
        }
    }

    private LostTrainer.Fate end(LostTrainer trainer) throws IOException, InterruptedException {
        LaunchRecord entry = trainer.entry();
        if (LaunchRecords.get().find(entry.key()).isEmpty()) {
            // Another thread saw its end, and has told it.
            lost.remove(entry.key());
            return LostTrainer.Fate.GONE;
        }
        LostTrainer.Fate fate = isPast(entry) ? LostTrainer.Fate.GONE : trainer.end();
        if (fate == LostTrainer.Fate.GONE) {
            LaunchRecords.get().remove(entry.key());
            lost.remove(entry.key());
            LOGGER.log(
                    entry.gone() ? Level.FINE : Level.INFO,
                    "Nobody waited for the trainer of {0} on {1}; it has ended",
                    new Object[] {entry.title(), entry.place()});
        }
        return fate;
    }

    private static boolean isPast(LaunchRecord entry) {
        boolean removed = !entry.node().isEmpty() && Jenkins.get().getNode(entry.node()) == null;
        Instant since = Instant.ofEpochMilli(Math.max(entry.launchedAt(), entry.forsakenSince()));
        return removed && since.plus(REMOVED_NODE).isBefore(Instant.now());
    }

    /** An agent that comes back may have gone on with what nobody waits for any more. */
    @Extension
    public static final class AgentIsBack extends ComputerListener {
        @Override
        public void onOnline(Computer computer, TaskListener listener) {
            get().look();
        }
    }
}
