package io.jenkins.trainmodel.trainer.waiting;

import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * Lets threads wait in the mode that is faster: tried when training has warmed up, and again when steps take another time
 * than they did, which is how it shows that the machine has more to do or less. What keeps threads from spinning need not
 * slow down those that sleep, so while they sleep it is tried again anyway. One thread.
 */
public final class Waiting {
    private static final long SECOND = 1_000_000_000;
    private static final long WARMUP = SECOND;
    private static final int WARMUP_STEPS = 5;

    /** A trial and what follows it: where steps are short, trying takes a fiftieth of the time at the most. */
    private static final int TRIALS_APART = 50;

    /** Where steps take seconds, so does a trial, and threads that spin beside another training's must not do so for long. */
    private static final long LONGEST_APART = 120 * SECOND;

    /** Steps took so many times longer, or shorter. */
    private static final double CHANGED = 1.3;

    /** So much is looked at to tell whether steps take another time. */
    private static final long LOOK = SECOND;

    private final WaitingSwitch threads;
    private final LongSupplier clock;
    private final StepTimes recent = new StepTimes();
    private Optional<WaitingTrial> trial = Optional.empty();
    private Optional<WaitingChoice> choice = Optional.empty();
    private long begin;
    private long nextTrial;
    private long nextTrialOfSleepers;
    private int steps;

    /** @param clock nanoseconds, as of {@link System#nanoTime()} */
    public Waiting(WaitingSwitch threads, LongSupplier clock) {
        this.threads = threads;
        this.clock = clock;
        begin = clock.getAsLong();
        threads.use(WaitingMode.SLEEPING);
    }

    /**
     * Tells of an optimizer step.
     *
     * @param nanoseconds that computing it took
     * @return what was chosen, where it is the first choice or another one than the last
     */
    public Optional<WaitingChoice> stepDone(long nanoseconds) {
        if (trial.isPresent()) {
            return trial.get().stepDone(nanoseconds).flatMap(this::choose);
        }
        if (isDue(nanoseconds)) {
            begin = clock.getAsLong();
            trial = Optional.of(new WaitingTrial(threads));
        }
        return Optional.empty();
    }

    private Optional<WaitingChoice> choose(WaitingChoice found) {
        boolean another =
                choice.map(WaitingChoice::mode).filter(found.mode()::equals).isEmpty();
        choice = Optional.of(found);
        trial = Optional.empty();
        recent.clear();
        long now = clock.getAsLong();
        nextTrialOfSleepers = now + TRIALS_APART * (now - begin);
        nextTrial = Math.min(now + LONGEST_APART, nextTrialOfSleepers);
        return another ? choice : Optional.empty();
    }

    private boolean isDue(long nanoseconds) {
        if (choice.isEmpty()) {
            steps++;
            return steps >= WARMUP_STEPS && clock.getAsLong() - begin >= WARMUP;
        }
        recent.add(nanoseconds);
        if (recent.nanoseconds() < LOOK) {
            return false;
        }
        WaitingMode mode = choice.get().mode();
        double ratio = recent.mean() / choice.get().secondsPerStep().get(mode);
        recent.clear();
        boolean changed = ratio > CHANGED || ratio < 1 / CHANGED;
        return changed && isPast(nextTrial) || mode == WaitingMode.SLEEPING && isPast(nextTrialOfSleepers);
    }

    private boolean isPast(long time) {
        return clock.getAsLong() - time >= 0;
    }
}
