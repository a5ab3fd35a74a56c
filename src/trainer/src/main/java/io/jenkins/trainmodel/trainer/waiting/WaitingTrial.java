package io.jenkins.trainmodel.trainer.waiting;

import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/**
 * Tries both modes in turns while training goes on, so that what changes on the machine meanwhile touches both. The first
 * step of a turn does not count: threads come and go there.
 */
final class WaitingTrial {
    /** So long a turn counts at the least, in nanoseconds. */
    private static final long TURN = 100_000_000;

    private static final int TURNS = 6;

    /** Spinning takes a processor from others, so it has to be so much faster at the least. */
    private static final double WORTH_SPINNING = 1.05;

    private final WaitingSwitch threads;
    private final Map<WaitingMode, StepTimes> times = new EnumMap<>(WaitingMode.class);
    private final StepTimes turn = new StepTimes();
    private WaitingMode mode = WaitingMode.SLEEPING;
    private boolean first = true;
    private int turns;

    WaitingTrial(WaitingSwitch threads) {
        this.threads = threads;
        for (WaitingMode each : WaitingMode.values()) {
            times.put(each, new StepTimes());
        }
        threads.use(mode);
    }

    /** @return what was found, after the last step of the trial */
    Optional<WaitingChoice> stepDone(long nanoseconds) {
        if (first) {
            first = false;
            return Optional.empty();
        }
        turn.add(nanoseconds);
        times.get(mode).add(nanoseconds);
        return turn.nanoseconds() < TURN ? Optional.empty() : endTurn();
    }

    private Optional<WaitingChoice> endTurn() {
        turns++;
        if (turns == TURNS) {
            return Optional.of(choice());
        }
        mode = mode == WaitingMode.SLEEPING ? WaitingMode.SPINNING : WaitingMode.SLEEPING;
        threads.use(mode);
        turn.clear();
        first = true;
        return Optional.empty();
    }

    private WaitingChoice choice() {
        Map<WaitingMode, Double> seconds = new EnumMap<>(WaitingMode.class);
        times.forEach((each, sum) -> seconds.put(each, sum.mean()));
        boolean spin = seconds.get(WaitingMode.SLEEPING) >= WORTH_SPINNING * seconds.get(WaitingMode.SPINNING);
        WaitingMode faster = spin ? WaitingMode.SPINNING : WaitingMode.SLEEPING;
        threads.use(faster);
        return new WaitingChoice(faster, Map.copyOf(seconds));
    }
}
